"""What other processes do to the same database, for the tests of this folder: functions they run, and how to start one.

Children come from a fork server that has already imported the application: each is a real process with its own
connection, and starts in a few milliseconds.
"""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from datetime import date, time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

from campaign.accounts.model import Actor, Agent, Role
from campaign.base.errors import Conflict
from campaign.base.settings import settings
from campaign.participation.actions import confirm_participation
from campaign.participation.model import Activity, AnswerValues, Need, OpenDay, Presence
from campaign.partners import views as partners
from campaign.partners.actions import change_place
from campaign.schema import open_database

_fork_server = multiprocessing.get_context("forkserver")
_fork_server.set_forkserver_preload([__name__, "campaign.worker", "pandas"])
Target = Callable[..., object]
Asked = Sequence[tuple[Actor, int, str]]  # contact, shop, operation


def start(database: Path, work: Target, *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start ``work(connection, *arguments)`` in a process on that database; the process, and the end to listen to."""
    ours, theirs = _fork_server.Pipe()
    process = _fork_server.Process(target=_run, args=(database, work, theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def barrier(parties: int) -> Barrier:
    """Where that many processes wait for each other."""
    return _fork_server.Barrier(parties, timeout=60)


def together(database: Path, work: Target, each: Sequence[tuple]) -> list[object]:
    """Run ``work`` in one process per tuple of arguments, all starting at the same instant; what each sent last."""
    gate = barrier(len(each))
    children = [start(database, work, gate, *arguments) for arguments in each]
    results = []
    for process, connection in children:
        with connection:
            results.append(connection.recv())
        process.join(60)
        assert process.exitcode == 0
    return results


def _run(database: Path, work: Target, connection: Connection, *arguments: object) -> None:
    os.environ["CAMPAIGN_DB"] = str(database)
    os.environ["CAMPAIGN_SETTINGS"] = str(database.with_name("none.env"))
    os.environ["CAMPAIGN_WORKER"] = "none"
    settings.cache_clear()
    with connection:
        work(connection, *arguments)


def change_again_and_again(connection: Connection, gate: Barrier, by: Agent, place_id: int, times: int) -> None:
    """Read a sheet and change it, ``times`` times; sends (operations that counted, sentences of refusal)."""
    db, counted, refused = open_database(), [], []
    gate.wait()
    for turn in range(times):
        version = partners.place(db, by, place_id).version
        operation = f"agent-{by.id}-change-{turn}"
        try:
            change_place(db, by, place_id, version, {"address_more": f"Cour {by.id}, porte {turn}"}, operation)
            counted.append(operation)
        except Conflict as conflict:
            refused.append(conflict.message)
    db.close()
    connection.send((counted, refused))


def change_until_counted(connection: Connection, gate: Barrier, by: Agent, place_id: int, times: int) -> None:
    """The same by somebody who reads again after each refusal: sends how many refusals it took."""
    db, refusals = open_database(), 0
    gate.wait()
    for turn in range(times):
        while True:
            version = partners.place(db, by, place_id).version
            try:
                text = f"Cour {by.id}, porte {turn}"
                change_place(db, by, place_id, version, {"address_more": text}, f"agent-{by.id}-change-{turn}")
                break
            except Conflict:
                refusals += 1
    db.close()
    connection.send(refusals)


def change_from_one_version(connection: Connection, gate: Barrier, by: Agent, place_id: int) -> None:
    """Read the sheet, wait until everyone has, then change it: sends True, or the sentence of refusal."""
    db = open_database()
    version = partners.place(db, by, place_id).version
    gate.wait()
    try:
        change_place(db, by, place_id, version, {"address_more": f"Cour {by.id}"}, f"agent-{by.id}-change")
        connection.send(True)
    except Conflict as conflict:
        connection.send(conflict.message)
    db.close()


def yes(days: Sequence[date]) -> AnswerValues:
    """A « oui » for those days."""
    hours = tuple(OpenDay(day, time(10), time(18)) for day in days)
    return AnswerValues(Presence.YES, days=hours, activities=(Activity.COFFEE,), needs={Need.POSTERS: 20})


def no() -> AnswerValues:
    """A « non », with its reason."""
    return AnswerValues(Presence.NO, reason="Inventaire")


def answer_for(
    connection: Connection,
    gate: Barrier,
    edition_id: int,
    days: Sequence[date],
    asked: Sequence[tuple[Actor, int, str]],
) -> None:
    """Answer yes to each; sends the ids of the answers, in order."""
    db, ids = open_database(), []
    gate.wait()
    for actor, place_id, operation in asked:
        ids.append(confirm_participation(db, actor, edition_id, place_id, yes(days), operation).id)
    db.close()
    connection.send(ids)


def answer_from_two_tabs(
    connection: Connection,
    gate: Barrier,
    edition_id: int,
    values: AnswerValues,
    asked: Sequence[tuple[Actor, int, str]],
) -> None:
    """Answer from a page that showed no answer yet; sends the shops whose answer counted and the refusals."""
    db, counted, refused = open_database(), [], []
    gate.wait()
    for actor, place_id, operation in asked:
        try:
            confirm_participation(db, actor, edition_id, place_id, values, operation, version=0)
            counted.append(place_id)
        except Conflict as conflict:
            refused.append(conflict.message)
    db.close()
    connection.send((counted, refused))


def write_until_killed(
    connection: Connection, run: int, edition_id: int, days: Sequence[date], contact_id: int, place_ids: Sequence[int]
) -> None:
    """Answers and changes of sheets without end; each is acknowledged once committed: (operation, what it wrote)."""
    db = open_database()
    contact, system = Actor(Role.CONTACT, contact_id), Actor(Role.SYSTEM)
    turn = 0
    while True:
        place_id = place_ids[turn % len(place_ids)]
        answered, changed = f"run-{run}-answer-{turn}", f"run-{run}-change-{turn}"
        values = yes(days) if turn % 3 else no()
        answer = confirm_participation(db, contact, edition_id, place_id, values, answered)
        connection.send((answered, "confirm_participation", place_id, answer.version))
        version = partners.place(db, system, place_id).version
        change_place(db, system, place_id, version, {"address_more": changed}, changed)
        connection.send((changed, "change_place", place_id, version + 1))
        turn += 1


def work_as_the_worker(connection: Connection) -> None:
    """The worker's own loop, until it is told to stop."""
    from campaign.worker import work

    work()
