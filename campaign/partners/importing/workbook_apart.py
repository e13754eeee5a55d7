"""A workbook read in a process of its own, whose memory and time are counted: a hostile one ends it, and nothing else.

``python -m campaign.partners.importing.workbook_apart``: the file comes in, its records go out as JSON.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from campaign.base.errors import UnreadableFile
from campaign.base.settings import ROOT
from campaign.partners.importing.archive import TOO_BIG, inflated_size
from campaign.partners.importing.workbook import WorkbookRecords, read_workbook_records

# Starting the process takes half a second; what inflates to less than this can neither fill the memory nor last.
_READ_HERE = 256 * 1024
# A list of 5 000 rows and 5 MB was measured at 200 MB, libraries included.
MEMORY = 512 * 1024 * 1024
SECONDS = 20
TOO_LONG_TO_READ = (
    "Ce classeur est trop lourd à lire. Copiez la liste seule dans un nouveau classeur, ou enregistrez-la en .csv."
)


def read_workbook(data: bytes, *, max_rows: int, max_columns: int) -> WorkbookRecords:
    """The records of a workbook (see ``read_workbook_records``), however heavy it turns out to be.

    Raises:
        UnreadableFile: as there, or the reading took over 512 MB of memory or 20 seconds.
    """
    if inflated_size(data) <= _READ_HERE:
        return read_workbook_records(data, max_rows=max_rows, max_columns=max_columns)
    return read_apart(data, max_rows=max_rows, max_columns=max_columns)


def read_apart(
    data: bytes, *, max_rows: int, max_columns: int, memory: int = MEMORY, seconds: int = SECONDS
) -> WorkbookRecords:
    """The same, always in a process of its own, which may take ``memory`` bytes and ``seconds`` of our patience."""
    command = [sys.executable, "-m", __name__, *(str(number) for number in (max_rows, max_columns, memory, seconds))]
    # One thread each: those of a numerical library that openpyxl loads would reserve memory by the gigabyte.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=ROOT, env=environment, timeout=seconds, check=False
        )
        told = json.loads(done.stdout) if done.returncode == 0 else {"refused": TOO_LONG_TO_READ}
    except (subprocess.TimeoutExpired, ValueError):
        told = {"refused": TOO_LONG_TO_READ}
    if "refused" in told:
        raise UnreadableFile(told["refused"])
    return WorkbookRecords(
        told["sheet"],
        [(number, cells) for number, cells in told["records"]],
        [(number, column) for number, column in told["cells_without_value"]],
        told["notes"],
    )


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows counts neither: the parent's patience remains
        return
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # macOS refuses a limit on memory


def _main() -> None:
    max_rows, max_columns, memory, seconds = (int(argument) for argument in sys.argv[1:])
    _limit(memory, seconds)
    try:
        found = read_workbook_records(sys.stdin.buffer.read(), max_rows=max_rows, max_columns=max_columns)
        told = json.dumps(asdict(found))
    except UnreadableFile as refused:
        told = json.dumps({"refused": refused.message})
    except MemoryError:
        told = json.dumps({"refused": TOO_BIG})
    sys.stdout.write(told)


if __name__ == "__main__":
    _main()
