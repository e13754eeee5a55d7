"""A database of its own for each test, and the two ways to run a command: in this process, and as people do."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from campaign.base.settings import ROOT, settings
from campaign.cli import main


@pytest.fixture(autouse=True)
def database(own_settings, tmp_path, monkeypatch):
    """Where the commands find their database: a folder that is still empty."""
    path = tmp_path / "base" / "campaign.db"
    monkeypatch.setenv("CAMPAIGN_DB", str(path))
    settings.cache_clear()
    return path


@pytest.fixture
def run():
    """Run a command in this process."""

    def invoke(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return invoke


@pytest.fixture
def answer(run):
    """Run a command that must succeed with ``--json``; what it answered."""

    def invoke(*words: object) -> object:
        result = run(*words, "--json")
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        return json.loads(result.stdout)

    return invoke


@pytest.fixture
def shell(database):
    """Run ``python -m campaign`` as a program of its own."""

    def start(*words: object, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "campaign", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return start
