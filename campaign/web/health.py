"""``/sante``: what a monitor asks every minute. Never a personal datum, nor a path of the machine."""

import shutil
import time
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from campaign.base import clock
from campaign.base.database import SQLITE_VERSION, Database, Migrations, value, wal_is_safe
from campaign.base.errors import CampaignError
from campaign.base.jobs import last_beat
from campaign.base.settings import settings
from campaign.mail import outbox, relay_rest
from campaign.schema import open_database

LEAST_FREE_BYTES = 200 * 1024 * 1024
WORKER_SILENCE = timedelta(minutes=10)
MAIL_LATE = timedelta(hours=1)
_started = time.monotonic()


async def health(request: Request) -> Response:
    """200 when all is well, 503 with what is wrong otherwise."""
    content = await run_in_threadpool(state)
    status = 200 if content["status"] == "ok" else 503
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})


def state() -> dict[str, object]:
    """The checks, each « ok » or a French sentence, and facts about the storage."""
    checks: dict[str, str] = {"disk": _disk()}
    facts: dict[str, object] = {"sqlite": ".".join(map(str, SQLITE_VERSION)), "wal_is_safe": wal_is_safe()}
    try:
        db = open_database()
    except CampaignError as error:
        checks["database"] = error.message
    else:
        try:
            checks["database"], checks["worker"], checks["mail"] = _database(db), _worker(db), _mail(db)
            facts["mail_leaves_by"] = "relay" if settings().smtp_url else "folder"
            facts["journal_mode"] = str(value(db, "PRAGMA journal_mode"))
            facts["schema"] = value(db, f"SELECT count(*) FROM {Migrations.migrations_table}")  # noqa: S608
        except CampaignError as error:
            checks["database"] = error.message
        finally:
            db.close()
    status = "ok" if all(one == "ok" for one in checks.values()) else "error"
    return {"status": status, "checks": checks, **facts}


def _disk() -> str:
    folder = settings().database.parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return "ok" if free >= LEAST_FREE_BYTES else f"Il reste {free // (1024 * 1024)} Mo : libérez de la place."


def _database(db: Database) -> str:
    return "ok" if value(db, "PRAGMA quick_check(1)") == "ok" else "La base est abîmée : restaurez une sauvegarde."


def _worker(db: Database) -> str:
    beat = last_beat(db, "worker")
    if beat is None:
        # A child just started is given the time to speak; elsewhere none is expected before its first beat.
        late = settings().worker == "child" and time.monotonic() - _started > WORKER_SILENCE.total_seconds()
        return "Le travail de fond n’a jamais démarré." if late else "ok"
    if clock.now() - beat <= WORKER_SILENCE:
        return "ok"
    if settings().worker == "child" and time.monotonic() - _started < WORKER_SILENCE.total_seconds():
        return "ok"
    return "Le travail de fond ne répond plus depuis plus de dix minutes."


def _mail(db: Database) -> str:
    now, due = clock.now(), outbox.oldest_due(db)
    if due is None or now - due <= MAIL_LATE:
        return "ok"
    relay = relay_rest.state(db)
    if relay.since is not None:
        return f"Des messages attendent : {relay.reason}"
    return "Des messages attendent depuis plus d’une heure."
