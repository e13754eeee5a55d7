"""What runs by itself: jobs, and the small care of every day. ``python -m campaign work``.

One child process of the server, or one systemd service. Stopped at any moment, it loses nothing: an unfinished job's
lease ends and the job is taken up again.
"""

import logging
import os
import signal
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from campaign.accounts.model import SYSTEM
from campaign.base import clock, jobs, throttle
from campaign.base.database import Database, transaction
from campaign.base.errors import CampaignError, Refused, RelayUnavailable
from campaign.base.jobs import Job
from campaign.base.settings import settings
from campaign.mail.delivery import deliver
from campaign.mail.message import composed
from campaign.participation.freezing import freeze_sheets
from campaign.participation.link_again import link_message
from campaign.partners.importing.queue import forget_stashed_files, run_import_job
from campaign.schema import open_database

log = logging.getLogger("campaign.worker")
PAUSE = 1.0  # seconds between two looks at an empty queue
DAILY = timedelta(hours=1)
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 1440))


def send_link(db: Database, job: Job) -> None:
    """Send a contact's link; when the relay is away, ask for the same again later."""
    contact_id, edition_id = job.parameters["contact_id"], job.parameters["edition_id"]
    mail = composed(link_message(db, SYSTEM, contact_id, edition_id, str(job.parameters.get("message", job.id))))
    try:
        delivery = deliver(mail, settings().smtp_url, settings().database.parent / "courriels")
    except RelayUnavailable:
        tried = int(job.parameters.get("tried", 0))
        if tried >= len(RETRIES):
            raise
        with transaction(db):
            later = clock.now() + RETRIES[tried]
            jobs.enqueue(db, "send_link", {**job.parameters, "tried": tried + 1}, job.actor, later)
            jobs.finish(db, job, {"postponed": tried + 1}, "Relais indisponible : le message repartira tout seul.")
        return
    jobs.finish(db, job, {"way": delivery.way}, "Message parti.")


def import_shops(db: Database, job: Job) -> None:
    """Import a list that an officer sent."""
    run_import_job(db, SYSTEM, job)


HANDLERS: dict[str, Callable[[Database, Job], None]] = {"send_link": send_link, "import_shops": import_shops}


def run_once(db: Database) -> int:
    """Do every job that waits; how many were taken."""
    taken = 0
    while (job := jobs.lease_next(db)) is not None:
        taken += 1
        try:
            HANDLERS[job.kind](db, job)
        except Refused as error:
            jobs.fail(db, job, error.message)
        except CampaignError as error:
            log.warning("job %s (%s) failed: %s", job.id, job.kind, type(error).__name__)
            jobs.fail(db, job, error.message)
        except Exception:
            # One broken job must not stop the others; the trace goes to the server's log only.
            log.exception("job %s (%s) broke", job.id, job.kind)
            jobs.fail(db, job, CampaignError.default)
    return taken


def daily_care(db: Database) -> None:
    """What comes due by date: frozen sheets, counters and imported files to forget."""
    freeze_sheets(db, SYSTEM)
    forget_stashed_files()
    throttle.purge(db)


def work(stop: threading.Event | None = None) -> None:
    """Work until told to stop (SIGTERM, SIGINT, ``stop``), or until the server that started us has gone."""
    stop = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        _follow_the_server(stop)
    cared_at = None
    while not stop.is_set():
        try:
            db = open_database()
            try:
                jobs.beat(db, "worker")
                run_once(db)
                if cared_at is None or clock.now() - cared_at > DAILY:
                    daily_care(db)
                    cared_at = clock.now()
            finally:
                db.close()
        except CampaignError as error:
            log.warning("the worker waits: %s", type(error).__name__)
            stop.wait(10)
        stop.wait(PAUSE)


def _follow_the_server(stop: threading.Event) -> None:
    """A server that starts a worker holds the other end of its standard input, which closes even on kill -9.

    A terminal, a file or systemd's /dev/null is nobody's hand: the worker then lives by itself.
    """
    try:
        kind = os.fstat(0).st_mode
    except OSError:
        return
    if not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)):
        return

    def until_it_closes() -> None:
        with suppress(OSError):
            while os.read(0, 64):
                pass
        stop.set()

    threading.Thread(target=until_it_closes, daemon=True).start()
