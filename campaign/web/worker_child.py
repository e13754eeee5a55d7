"""The worker as a child of the server: started with it, started again when it dies, stopped with it."""

import asyncio
import logging
import sys
from contextlib import suppress

from campaign.base.settings import ROOT

log = logging.getLogger(__name__)
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_LONG_LIFE = 60.0
_STOP_SECONDS = 8.0


async def keep_worker(command: tuple[str, ...] = (sys.executable, "-m", "campaign", "work")) -> None:
    """Run the worker until cancelled. It waits longer after each quick death, so that a fault does not eat the machine.

    The child's standard input is a pipe that closes with us: a worker that reads its end knows the server has gone.
    """
    pause = _FIRST_PAUSE
    while True:
        began = asyncio.get_running_loop().time()
        process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, cwd=ROOT)
        try:
            status = await process.wait()
        except asyncio.CancelledError:
            await _stop(process)
            raise
        lived = asyncio.get_running_loop().time() - began
        pause = _FIRST_PAUSE if lived > _LONG_LIFE else min(_LONGEST_PAUSE, pause * 2)
        log.warning("The worker ended with status %s after %.0f s; it starts again in %.0f s.", status, lived, pause)
        await asyncio.sleep(pause)


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
