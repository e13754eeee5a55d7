"""Nothing personal leaves: every column that may name somebody is marked, and no mark is in any byte of the kit."""

import io
import re
import shutil
import zipfile
from datetime import datetime

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import row, rows, sqlite3, transaction
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.demonstration.filling import fill_demonstration
from campaign.experience.actions import change_part
from campaign.handover.collecting import kit_of
from campaign.handover.model import Mark, Part
from campaign.handover.names import PEOPLE, PLACES
from campaign.handover.packing import packed
from campaign.messages.model import Progress, Step
from campaign.messages.texts import change_text
from campaign.planning.spending import add_line
from campaign.press.facts import OPERATION
from campaign.press.writing import add_block, change_block
from campaign.report.matrix import add_point
from campaign.report.resolving import add_resolution
from campaign.schema import open_database
from campaign.territory.views import communes_of, epcis_of

NOW = datetime(2026, 11, 21, 10, tzinfo=clock.PARIS)
# What a kit is made of; any other column of these names, in any table, is somebody's or says where.
EXPORTED = {
    ("editions", "name"), ("editions", "theme"), ("stock_items", "name"), ("kit_models", "name"),
    ("spending_lines", "label"), ("plan_tasks", "title"),
    ("press_blocks", "title"), ("press_blocks", "text"), ("press_texts", "text"),
    ("press_texts", "title"), ("matrix_points", "text"), ("resolutions", "text"), ("resolutions", "who"),
    ("texts", "subject"), ("texts", "body"), ("experience_parts", "text"),
}  # fmt: skip
# Columns of codes and dates, whatever the table: their values are ours, and other words would break the reading.
OURS = re.compile(
    r"(_at|_on|_id|_key|_code|_siren|_step|_source|_until|^(at|day|kind|key|code|step|progress|stage|rule|need|size|"
    r"siren|state|tax|nature|family|condition|unit|quadrant|settled|section|question|audience|presence|hours|slug|"
    r"batch|role|fingerprint|quality|accessibility|source|destination|reason|dated|departement|due|opens|closes|cause|"
    r"how|anchor|lead|purpose|moment|format|activity|category|outcome|stop|file|signature))$"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The demonstration, made once."""
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_DB", str(folder / "campaign.db"))
        settings.cache_clear()
        made = open_database()
        with clock.frozen(NOW):
            fill_demonstration(made, SYSTEM)
        made.close()
        settings.cache_clear()
    return folder / "campaign.db"


@pytest.fixture
def demonstration(own_settings, filled):
    """Its own copy of it."""
    shutil.copy(filled, settings().database)
    opened = open_database()
    with clock.frozen(NOW):
        yield opened
    opened.close()


def marked_columns(db) -> dict[tuple[str, str], str]:
    """Writes a mark of its own in every text column that is not the kit's: (table, column) -> its mark."""
    marks: dict[tuple[str, str], str] = {}
    for table in [one["name"] for one in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]:
        if table.startswith(("sqlite_", "_", "operations", "journal", "facts")):
            continue
        for column in rows(db, f"PRAGMA table_info({table})"):
            name = column["name"]
            if column["type"] != "TEXT" or (table, name) in EXPORTED or OURS.search(name) or column["pk"]:
                continue
            if row(db, f"SELECT 1 FROM {table} WHERE {name} GLOB '[[{{]*' OR {name} GLOB '[0-9]*-[0-9]*-[0-9]*'"):
                continue  # JSON of ours, or a date
            mark = f"Marque{len(marks)}x"
            try:
                with transaction(db):
                    db.conn.execute(f"UPDATE {table} SET {name} = ? || ' ' || abs(random())", [mark])
            except sqlite3.IntegrityError:
                continue
            if row(db, f"SELECT 1 FROM {table} WHERE {name} LIKE ? || ' %'", [mark]):
                marks[table, name] = mark
    return marks


def opened(data: bytes) -> str:
    """Every byte of every member, decompressed, their names, and the bytes of the file itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
        return "\n".join([*archive.namelist(), *parts, data.decode("latin-1")])


def test_no_mark_of_any_column_about_people_places_or_notes_leaves(demonstration):
    db = demonstration
    marks = marked_columns(db)
    # What the marking is about is really marked: else the search below would prove nothing.
    told = {
        ("agents", "name"), ("agents", "email"), ("contacts", "name"), ("contacts", "email"), ("contacts", "phone"),
        ("places", "name"), ("places", "address"), ("places", "phone"), ("places", "email"), ("places", "commune"),
        ("identity", "contact_name"), ("identity", "contact_email"), ("identity", "contact_phone"),
        ("identity", "body_name"), ("press_quotes", "author"), ("press_quotes", "text"), ("spending_lines", "supplier"),
        ("spending_lines", "note"), ("stock_depots", "name"), ("stock_items", "note"), ("media_outlets", "name"),
        ("media_correspondents", "name"), ("spending_funds", "name"), ("loan_words", "animator"),
        ("plan_people", "person"), ("plan_tasks", "note"), ("role_team", "name"),
    }  # fmt: skip
    assert told <= set(marks), told - set(marks)
    last = row(db, "SELECT max(id) AS id FROM editions")["id"]
    # The same names typed by the team in the texts that do leave.
    named = [values(db, *one)[0] for one in (*PEOPLE, *PLACES) if one in marks]
    assert len(named) > 12
    for mark in named:
        point = {"quadrant": "strengths", "text": f"Bien reçu par {mark} et les autres"}
        add_point(db, SYSTEM, last, point, new_operation())
        add_resolution(db, SYSTEM, last, {"text": f"Revoir {mark}", "who": mark}, new_operation())
        add_line(db, SYSTEM, last, {"nature": "other", "label": f"Chez {mark}", "tax": "ttc"}, new_operation())
    change_text(db, SYSTEM, Step.THANKS, Progress.NOTHING, 0, f"Merci, {named[0]}", " ".join(named), new_operation())
    everybody = ", ".join(named)
    change_part(db, SYSTEM, last, "context", 0, f"Fait avec {everybody}", "Le plan", new_operation())
    title = add_block(db, SYSTEM, last, f"Par {named[0]}"[:60], new_operation())
    change_block(db, SYSTEM, last, title, 1, f"Par {named[0]}", everybody, new_operation())
    for one in rows(db, "SELECT id FROM editions"):
        collected = kit_of(db, SYSTEM, one["id"])
        assert "marque" not in opened(packed(collected.kit, clock.today())).lower()
    # Nothing was taken out silently.
    told_of = {Part.LESSONS, Part.SPENDING, Part.TEXTS, Part.PRESS, Part.SHEET}
    assert {one.part for one in collected.masked} >= told_of
    assert {one.mark for one in collected.masked} >= {Mark.PERSON, Mark.PLACE}


def test_the_kits_of_the_demonstration_name_nobody_and_no_place_of_it(demonstration):
    db = demonstration
    names = {text for table, column in (*PEOPLE, *PLACES) for text in values(db, table, column)}
    names |= {text for table, column in ADDRESSES for text in values(db, table, column)}
    names |= {"Maine-et-Loire", "Anjou", *(one.name for one in (*communes_of("49"), *epcis_of("49")))}
    names.discard(OPERATION)  # the credit of our own pictures
    assert len(names) > 250
    for one in rows(db, "SELECT id FROM editions"):
        collected = kit_of(db, SYSTEM, one["id"])
        text = opened(packed(collected.kit, clock.today()))
        assert [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)] == []
        assert not re.search(r"[\w.]@[\w-]+\.\w", text.split("PK\x03\x04")[0])


ADDRESSES = (
    ("agents", "email"), ("contacts", "email"), ("contacts", "phone"), ("places", "email"), ("places", "phone"),
    ("places", "address"), ("identity", "contact_email"), ("identity", "contact_phone"),
    ("media_correspondents", "email"), ("press_authors", "email"),
)  # fmt: skip


def values(db, table: str, column: str) -> list[str]:
    return [one["text"] for one in rows(db, f"SELECT DISTINCT {column} AS text FROM {table} WHERE {column} <> ''")]
