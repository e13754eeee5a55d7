"""``documents build`` with slips and driver's sheets."""

import hashlib

from campaign.base.operations import new_operation
from campaign.deliveries.slips import prepare_slips
from tests.rounds.conftest import adopted, planned, told

__all__ = ["adopted", "planned", "told"]


def test_slips_and_driver_sheets_come_when_they_are_asked_for(db, adopted, logistics, answer, tmp_path):
    prepare_slips(db, logistics, adopted.edition_id, new_operation())
    words = ("--kind", "bon-livraison", "--kind", "feuille-de-route")
    lines = answer("documents", "build", adopted.edition_id, "--out", tmp_path, *words)
    stops = sum(len(one.stops) for one in adopted.rounds)
    assert [line["kind"] for line in lines] == ["bon-livraison"] * stops + ["feuille-de-route"] * len(adopted.rounds)
    for line in lines:
        assert hashlib.sha256((tmp_path / line["path"]).read_bytes()).hexdigest() == line["sha256"]
        assert (line["trim_mm"], line["blocking"]) == ([210, 297], [])
    mine = answer("documents", "build", adopted.edition_id, "--out", tmp_path, *words, "--audience",
                  lines[0]["audience"])  # fmt: skip
    assert [(line["kind"], line["audience"]) for line in mine] == [("bon-livraison", lines[0]["audience"])]
