"""kill -9 in the middle of writing: what was acknowledged is there, and nothing is there by half."""

import random
from collections import Counter
from contextlib import suppress

from campaign.base.database import rows
from campaign.base.settings import settings
from campaign.schema import check, open_database
from tests.reliability.processes import start, write_until_killed

KILLS = 25


def journal_of(db) -> Counter:
    """How many journal lines each (operation, verb, shop) has."""
    found = rows(db, "SELECT operation, verb, subject_id FROM journal WHERE operation LIKE 'run-%'")
    return Counter((one["operation"], one["verb"], one["subject_id"]) for one in found)


def operations_of(db) -> set[tuple[str, str]]:
    """The (operation, verb) that were remembered."""
    found = rows(db, "SELECT id, verb FROM operations WHERE id LIKE 'run-%'")
    return {(one["id"], one["verb"]) for one in found}


def half_written(db, edition_id) -> list[str]:
    """What is there without what goes with it; empty when every write is whole."""
    wrong = []
    journal, operations = journal_of(db), operations_of(db)
    wrong += [f"{key} journaled {count} times" for key, count in journal.items() if count != 1]
    wrong += [f"{one} in only one of journal and operations" for one in operations ^ {key[:2] for key in journal}]
    per_shop = Counter((verb, place_id) for _, verb, place_id in journal)
    for answer in rows(
        db,
        "SELECT place_id, presence, version, (SELECT count(*) FROM open_days WHERE answer_id = answers.id) AS days "
        "FROM answers WHERE edition_id = ?",
        [edition_id],
    ):
        if answer["days"] != (2 if answer["presence"] == "yes" else 0):
            wrong.append(f"{answer} does not have the days that go with its presence")
        if answer["version"] != per_shop["confirm_participation", answer["place_id"]]:
            wrong.append(f"{answer} was written another number of times than journaled")
    for place in rows(db, "SELECT id, version, address_more FROM places"):
        if place["version"] != 1 + per_shop["change_place", place["id"]]:
            wrong.append(f"{place} was changed another number of times than journaled")
        if place["address_more"] and not journal[place["address_more"], "change_place", place["id"]]:
            wrong.append(f"{place} shows a change that was not journaled")
    return wrong


def test_after_25_kills_every_acknowledged_write_is_there_and_none_by_half(db, invited):
    scene = invited(3)
    chance = random.Random(20261121)
    acknowledged = []
    for run in range(KILLS):
        process, connection = start(
            settings().database,
            write_until_killed,
            run,
            scene.edition_id,
            scene.days,
            scene.contact.id,
            scene.place_ids,
        )
        with connection:
            for _ in range(chance.randint(1, 8)):
                acknowledged.append(connection.recv())
            process.join(chance.uniform(0, 0.02))
            process.kill()
            process.join()
            # What it had acknowledged before dying and we had not read yet counts too.
            with suppress(EOFError, OSError):
                while connection.poll():
                    acknowledged.append(connection.recv())
        after = open_database(settings().database)
        try:
            check(after)
            journal = journal_of(after)
            lost = [ack for ack in acknowledged if journal[ack[:3]] != 1]
            assert not lost, f"lost after kill {run + 1}"
            assert not half_written(after, scene.edition_id)
        finally:
            after.close()
    assert len(acknowledged) >= KILLS
