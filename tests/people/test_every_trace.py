"""The list of where a person stands is complete: a new column that names somebody is listed, or excused with why."""

import re

from campaign.handover.names import PEOPLE
from campaign.people.traces import TRACES
from campaign.people.traces_excused import EXCUSED

_PERSON = re.compile(
    r"^contact_id$|(^|_)(name|names|email|phone|person|people|author|animator|receiver|signature|answered_by|said_by|"
    r"driver|credit|member|signed_by)$"
)
# Columns called « name » of things: an item, an edition, a file.
_THINGS = {
    "_sqlite_migrations", "brand", "editions", "evidence_files", "facts", "handover_kits", "heartbeats", "imports",
    "import_sources", "kit_models", "logos", "media_outlets", "media_coverage", "own_factors", "round_stops",
    "round_unserved", "rounds", "spending_attachments", "spending_funds", "spending_imports", "stock_depots",
    "stock_items", "vehicles", "consultation_rivals",
}  # fmt: skip


def test_every_column_that_names_a_person_is_listed_or_excused(db):
    listed = {f"{one.table}.{column}" for one in TRACES for column in one.columns} | EXCUSED.keys()
    found = {
        f"{table}.{column.name}"
        for table in db.table_names()
        for column in db[table].columns
        if (column.type == "TEXT" or column.name == "contact_id")
        and _PERSON.search(column.name)
        and not (column.name.endswith("name") and table in _THINGS)
    }
    assert sorted(found - listed) == []


def test_whoever_the_hand_over_masks_can_be_erased_or_is_excused(db):
    listed = {f"{one.table}.{column}" for one in TRACES for column in one.columns} | EXCUSED.keys()
    views = {"consultation_people.name": "consultation_words.words"}
    people = {views.get(f"{table}.{column}", f"{table}.{column}") for table, column in PEOPLE}
    assert sorted(people - listed) == []


def test_nothing_is_listed_that_does_not_exist_and_each_statement_runs(db):
    columns = {f"{table}.{column.name}" for table in db.table_names() for column in db[table].columns}
    listed = {f"{one.table}.{column}" for one in TRACES for column in one.columns} | EXCUSED.keys()
    assert sorted(listed - columns) == []
    nobody = dict.fromkeys(("ids", "actors", "recipients", "names", "emails", "phones", "places", "keys"), "[]")
    for one in TRACES:
        for statement in (one.read, *one.erase):
            db.conn.execute(statement, nobody | {"erased": "x", "now": "x"})
        assert one.goes or one.stays
        assert bool(one.goes) <= bool(one.erase)


def test_every_table_that_refers_to_a_contact_has_its_trace(db):
    pointing = {
        table for table in db.table_names() for key in db[table].foreign_keys if key.other_table == "contacts"
    } | {table for table in db.table_names() for column in db[table].columns if column.name == "contact_id"}
    assert sorted(pointing - {one.table for one in TRACES} - {"import_rows"}) == []
