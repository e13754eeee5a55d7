"""A server set to another time zone shows the same states, deadlines and hours: those of Paris."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def seen_from(zone: str, folder: Path) -> dict[str, object]:
    """What ``states_and_hours`` prints on a machine of that time zone."""
    command = [sys.executable, "-m", "tests.reliability.states_and_hours", str(folder / "campaign.db")]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Europe/Paris"])
def test_states_deadlines_and_hours_are_those_of_paris(zone, tmp_path):
    seen = seen_from(zone, tmp_path)
    assert seen["states"] == [
        ["2026-03-01", "open", 27, "dimanche 1er mars à 23\u00a0h\u00a059"],
        ["2026-03-02", "closed", 26, "lundi 2 mars à 0\u00a0h\u00a001"],
        ["2026-03-29", "closed", -1, "dimanche 29 mars à 23\u00a0h\u00a059"],
        ["2026-03-30", "over", -2, "lundi 30 mars à 0\u00a0h\u00a001"],
    ]
    assert seen["hours"].replace("\u00a0", " ").replace("\u2060", "") == "sam. 10 h – 18 h, dim. 9 h 30 – 17 h"
    assert seen["diary"] == [
        "DTSTART;TZID=Europe/Paris:20260328T100000",
        "DTEND;TZID=Europe/Paris:20260328T180000",
        "DTSTART;TZID=Europe/Paris:20260329T093000",
        "DTEND;TZID=Europe/Paris:20260329T170000",
    ]
    # Winter time on Saturday, summer time on Sunday.
    for moment in ("2026-03-28T10:00:00+01:00", "2026-03-29T09:30:00+02:00"):
        assert moment in seen["data"]
