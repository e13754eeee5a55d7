"""What runs by itself: jobs, messages, and the small care of every day. ``python -m campaign work``.

One child process of the server, or one systemd service. Stopped at any moment, it loses nothing: an unfinished job's
lease ends and the job is taken up again.
"""

import logging
import os
import signal
import stat
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta

from campaign.accounts.model import SYSTEM, Actor
from campaign.base import clock, jobs, throttle
from campaign.base.database import Database, transaction
from campaign.base.errors import CampaignError, NotSent, Refused
from campaign.base.jobs import Job
from campaign.base.settings import settings
from campaign.communication.cache import forget_old_documents
from campaign.communication.kit import run_kit_job
from campaign.consultation.letters import render_dates_ask, render_dates_decided, render_dates_remind
from campaign.deliveries.reminding import remind_late, render_owed
from campaign.deliveries.slips import follow_returns
from campaign.mail import outbox
from campaign.mail.delivery import way_out
from campaign.mail.message import Message
from campaign.mail.outbox import Posted
from campaign.mail.sending import Sent, send_waiting
from campaign.media.sending import render_press
from campaign.meetings.rendering import render_meeting, render_minutes
from campaign.messages.actions import launch_due
from campaign.messages.bounces import read_folder
from campaign.messages.rendering import render_step
from campaign.messages.trial import render_trial
from campaign.participation.freezing import freeze_sheets
from campaign.participation.link_again import link_message
from campaign.participation.role_reminding import render_role_remind
from campaign.partners.found_addresses import AddressesInDatabase
from campaign.partners.importing.queue import forget_stashed_files, run_import_job
from campaign.partners.placing import run_placing_job
from campaign.press.approval import render_quote
from campaign.rounds.planning import run_plan_job
from campaign.schema import open_database

log = logging.getLogger("campaign.worker")
PAUSE = 1.0  # seconds between two looks at an empty queue
DAILY = timedelta(hours=1)
ROUND = 10  # messages sent before the worker gives a sign of life and looks at the jobs again


def send_link(db: Database, job: Job) -> None:
    """A link asked for under an older version: its message takes its place in the outbox."""
    asked = {name: job.parameters[name] for name in ("contact_id", "edition_id")}
    key = str(job.parameters.get("message", job.id))
    with transaction(db):
        to = f"contact:{asked['contact_id']}"
        outbox.post(db, "link_again", {**asked, "key": key}, job.actor, service=True, recipient=to)
        jobs.finish(db, job, {}, "Message mis en attente.")


def import_shops(db: Database, job: Job) -> None:
    """Import a list that an officer sent."""
    run_import_job(db, SYSTEM, job)


def build_kit(db: Database, job: Job) -> None:
    """Make the archive of an edition's documents that somebody asked for."""
    run_kit_job(db, SYSTEM, job)


def plan_rounds(db: Database, job: Job) -> None:
    """Find the rounds of an edition that somebody asked for."""
    run_plan_job(db, SYSTEM, job)


def place_shops(db: Database, job: Job) -> None:
    """Look for the shops that have no sure point on the map."""
    run_placing_job(db, SYSTEM, job)


HANDLERS: dict[str, Callable[[Database, Job], None]] = {
    "send_link": send_link,
    "import_shops": import_shops,
    "build_kit": build_kit,
    "plan_rounds": plan_rounds,
    "place_shops": place_shops,
}
# Kind of message -> the function of its room that makes it when it leaves.
RENDERERS: dict[str, Callable[[Database, Actor, Mapping[str, object]], Message]] = {
    "link_again": link_message,
    "step": render_step,
    "press": render_press,
    "quote": render_quote,
    "trial": render_trial,
    "owed": render_owed,
    "meeting": render_meeting,
    "minutes": render_minutes,
    "dates_ask": render_dates_ask,
    "dates_remind": render_dates_remind,
    "dates_decided": render_dates_decided,
    "role_remind": render_role_remind,
}


def run_once(db: Database, stop: threading.Event | None = None) -> int:
    """Do every job that waits, launch the messages whose moment has come, send what is due; how many were taken."""
    taken = run_jobs(db)
    launch_due(db, SYSTEM)
    sent = send_messages(db, ROUND, stop)
    return taken + sent.sent + sent.failed + sent.skipped


def send_messages(db: Database, limit: int | None = None, stop: threading.Event | None = None) -> Sent:
    """Send what is due in the outbox, by the relay of the settings or into the folder."""
    chosen = settings()
    return send_waiting(db, render, lambda: way_out(chosen.smtp_url, chosen.mail_folder), limit, stop)


def render(db: Database, posted: Posted) -> Message:
    """The message of one line of the outbox, made now.

    Raises:
        NotSent: it no longer has to leave, or this version does not know its kind.
    """
    renderer = RENDERERS.get(posted.kind)
    if renderer is None:
        raise NotSent("Cette version du logiciel ne connaît plus ce message.", "unknown_kind")
    return renderer(db, SYSTEM, posted.parameters)


def run_jobs(db: Database) -> int:
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
    """What comes due by date: frozen sheets, messages that came back; counters, imports and drawings to forget."""
    freeze_sheets(db, SYSTEM)
    follow_returns(db, SYSTEM)
    remind_late(db, SYSTEM)
    if settings().bounces:
        read_folder(db, SYSTEM, settings().bounces)
    forget_stashed_files()
    AddressesInDatabase(db).forget_old()
    forget_old_documents()
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
        busy = False
        try:
            db = open_database()
            try:
                jobs.beat(db, "worker")
                busy = run_once(db, stop) > 0
                if cared_at is None or clock.now() - cared_at > DAILY:
                    daily_care(db)
                    cared_at = clock.now()
            finally:
                db.close()
        except CampaignError as error:
            log.warning("the worker waits: %s", type(error).__name__)
            stop.wait(10)
        if not busy:
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
