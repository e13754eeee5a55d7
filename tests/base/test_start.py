"""What a process loads before it does anything: every command and the worker pay for it."""

import subprocess
import sys


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_commands_and_the_worker_start_without_pandas():
    loaded = "import sys, campaign.cli.program, campaign.worker; print('pandas' in sys.modules)"
    assert run(loaded) == "False"


def test_pandas_is_still_there_for_who_asks_before_or_after():
    assert run("import campaign.base.database, pandas; print(pandas.DataFrame({'a': [1]}).shape)") == "(1, 1)"
    assert run("import pandas, campaign.base.database; print(pandas.DataFrame({'a': [1]}).shape)") == "(1, 1)"
