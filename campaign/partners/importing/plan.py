"""What a file would do to the registry, line by line. Nothing is written here."""

import hashlib
from collections.abc import Callable, Mapping

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, snapshot
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.partners.importing.columns import guess_columns, missing_columns
from campaign.partners.importing.headings import Column, find_headings, headings_key
from campaign.partners.importing.judging import judge
from campaign.partners.importing.reading import Table, read_table
from campaign.partners.importing.rows import read_row
from campaign.partners.importing.sheets import ReadSheet, read_sheet
from campaign.partners.importing.sources import chosen_columns, known_headings
from campaign.partners.importing.store import read_registry, registry_state
from campaign.partners.importing.verdicts import ImportPlan

Progress = Callable[[int, int], object]
_STEP = 100  # lines between two signs of progress
_SAMPLES = 3
# Columns of our own exports whose names would otherwise be taken for another's (« id » is a sheet's number there).
_OWN_HEADINGS = {Column.EXTERNAL_ID: "external_id", Column.OPENING_HOURS: "opening_hours_text"}


@guarded
def prepare_import(
    db: Database,
    by: Actor,
    name: str,
    data: bytes,
    mapping: Mapping[Column, int | None] | None = None,
    departement: str | None = None,
    *,
    heading_row: int | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """The verdict of every line of a CSV or XLSX file, as the registry stands now.

    ``mapping`` replaces the columns guessed, or those that somebody chose for a file with the same headings;
    ``departement`` refuses the lines of another one; ``heading_row`` says where the headings are (see ``read_table``).
    ``progress`` is told (lines read, lines in all).

    Raises:
        UnreadableFile: the file cannot be taken as a list.
    """
    table = read_table(name, data, heading_row=heading_row, known_headings=known_headings(db))
    source = headings_key(table.headings)
    guessed = guessed_columns(table)
    kept = chosen_columns(db, source, len(table.headers)) if mapping is None and source else None
    chosen = kept or (guessed if mapping is None else _whole(mapping))
    missing = tuple(missing_columns(chosen))
    sheets = [] if missing else _sheets(table, chosen, progress)
    with snapshot(db):
        state = registry_state(db)
        registry = read_registry(db)
    return ImportPlan(
        file_name=file_name(name),
        fingerprint=hashlib.sha256(data).hexdigest(),
        headers=tuple(table.headers),
        mapping=chosen,
        lines=judge(sheets, registry, departement),
        notes=tuple(table.notes),
        missing=missing,
        samples=tuple(tuple(row) for row in table.rows[:_SAMPLES]),
        encoding=table.encoding,
        separator=table.separator,
        sheet_name=table.sheet,
        departement=departement,
        registry_state=state,
        source=source,
        guessed=guessed,
        chosen_before=kept is not None,
        heading_row=table.heading_row,
        heading_row_guessed=table.heading_row == _guessed_row(table),
        first_rows=tuple((number, tuple(cells)) for number, cells in table.first_rows),
    )


def guessed_columns(table: Table) -> dict[Column, int | None]:
    """The columns guessed, those of our own exports known by their exact names."""
    mapping = guess_columns(table)
    for column, heading in _OWN_HEADINGS.items():
        if heading in table.headers:
            mapping[column] = table.headers.index(heading)
    return mapping


def _guessed_row(table: Table) -> int:
    """Where the headings would be looked for if nobody had ever said."""
    index = find_headings([cells for _, cells in table.first_rows])
    return 0 if index is None else table.first_rows[index][0]


def file_name(name: str) -> str:
    """The last part of an uploaded file's name, for people to recognise it; never used as a path."""
    return clean(name.replace("\\", "/").rsplit("/", 1)[-1])[:120] or "fichier"


def _whole(mapping: Mapping[Column, int | None]) -> dict[Column, int | None]:
    return {column: mapping.get(column) for column in Column}


def _sheets(table: Table, mapping: Mapping[Column, int | None], progress: Progress | None) -> list[ReadSheet]:
    home = settings().departement
    coordinates = (Column.LATITUDE, Column.LONGITUDE, Column.POINT)
    points_expected = any(mapping.get(column) is not None for column in coordinates)
    sheets = []
    for index in range(len(table.rows)):
        if progress and index % _STEP == 0:
            progress(index, len(table.rows))
        sheets.append(read_sheet(read_row(table, index, mapping), home, points_expected=points_expected))
    return sheets
