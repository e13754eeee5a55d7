"""Where the database speaks of a place: foreign keys found by looking at it, and the few references that are not.

Rooms added later are followed without a line here; ``tests/partners/test_merge_references.py`` fails when a column
seems to name a place and neither follows a merge nor stands below with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.base.database import Database, rows

# Columns that refer to a place and do not follow a merge, with the reason.
STAYING = {
    "import_rows.place_id": "la ligne d’un fichier dit quelle fiche elle a créée ; l’annulation de l’import s’y fie",
    "field_confirmations.place_id": "chaque champ gardé emporte sa confirmation, les autres restent à leur fiche",
    "merges.kept_id": "le registre des fusions dit ce qui s’est passé",
    "merges.copy_id": "le registre des fusions dit ce qui s’est passé",
    "apart_pairs.first_id": "réécrit à part : une paire est rangée du plus petit numéro au plus grand",
    "apart_pairs.second_id": "réécrit à part : une paire est rangée du plus petit numéro au plus grand",
}
# Columns whose name speaks of a place and that hold something else.
OTHERS = {
    "meetings.place": "la salle d’une réunion, en toutes lettres",
    "debriefs.audience": "à qui s’adressent les questions : boutique ou animation",
    "debrief_sets.audience": "à qui s’adressent les questions : boutique ou animation",
}
# References that are not keys. An audience is written « shop:12 »; the others are told apart by ``merge_texts``.
AUDIENCE = "audience"
TEXTS = ("kit_models.only_places", "outbox.parameters", "stock_movements.source", "stock_movements.destination")
# The sheet's own journal lines stay under its number: the history of a kept sheet reads those of its copies too.

# What has no sense away from a row that stays: the goods of an edition go with its slips, what a shop said goes with
# its debrief, what was frozen or read back goes with its answer.
FOLLOWING = {
    "edition_snapshots": "answers", "line_approvals": "answers",
    "matrix_remarks": "debriefs",
    "gaps": "slips", "declarations": "slips", "owed_reminders": "slips", "kit_adjustments": "slips",
    "kit_pieces": "slips", "kit_refusals": "slips", "kit_left_out": "slips", "stock_movements": "slips",
}  # fmt: skip
# Rows that say « this place is asked »: doubled, and with nothing hanging on them, the copy's are taken away.
ASKED = ("invitations", "consultation_voters")
# Rows that say no more than the kept sheet's own: doubled, the copy's are taken away.
SAID_ALREADY = ("contact_places",)


@dataclass(frozen=True, slots=True)
class Key:
    """A foreign key of ``table`` to ``parent``: pairs (column, parent's column)."""

    table: str
    parent: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the number of a place; ``key`` is the table's primary key."""

    table: str
    column: str
    key: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class References:
    """Every reference that follows a merge, parents before children, and the keys between their tables."""

    columns: tuple[Reference, ...]
    keys: tuple[Key, ...]

    def children_of(self, table: str) -> Iterator[Key]:
        """Keys that hold a row of ``table`` by the number of its place."""
        placed = {one.column for one in self.columns if one.table == table}
        for key in self.keys:
            if key.parent == table and placed & {to for _, to in key.columns}:
                yield key

    def parents_of(self, table: str) -> Iterator[Key]:
        """Keys of ``table`` to a row known by something else than its place."""
        placed = {str(one) for one in self.columns}
        for key in self.keys:
            if key.table == table and not any(f"{table}.{column}" in placed for column, _ in key.columns):
                yield key


def references(db: Database) -> References:
    """The references of this database, read from its own description."""
    keys = _keys(db)
    primary = primary_keys(db)
    placed = _placed(keys)
    tables = {table for table, _ in placed}
    followed = [
        Reference(table, column, primary[table]) for table, column in placed if f"{table}.{column}" not in STAYING
    ]
    inner = [key for key in keys if key.parent in tables and key.parent != "places"]
    order = _parents_first(sorted(tables), inner)
    ordered = sorted(followed, key=lambda one: (order.index(one.table), one.column))
    return References(tuple(ordered), tuple(inner))


def primary_keys(db: Database) -> dict[str, tuple[str, ...]]:
    """The columns that name a row of each table."""
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT m.name AS one, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.pk > 0 ORDER BY m.name, c.pk"
    )
    for one in rows(db, sql):
        found.setdefault(str(one["one"]), []).append(str(one["column_name"]))
    return {table: tuple(columns) for table, columns in found.items()}


def columns_named(db: Database, *names: str) -> list[tuple[str, str]]:
    """(table, column) of the columns whose name holds one of these words."""
    sql = (
        "SELECT m.name AS one, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' ORDER BY 1, 2"
    )
    every = [(str(one["one"]), str(one["column_name"])) for one in rows(db, sql)]
    return [pair for pair in every if any(name in pair[1] for name in names)]


def _keys(db: Database) -> list[Key]:
    sql = (
        'SELECT m.name AS one, f.id, f."table" AS parent, f."from" AS mine, coalesce(f."to", \'id\') AS theirs '
        "FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq"
    )
    gathered: dict[tuple[str, int, str], list[tuple[str, str]]] = {}
    for one in rows(db, sql):
        gathered.setdefault((one["one"], one["id"], one["parent"]), []).append((one["mine"], one["theirs"]))
    return [Key(table, parent, tuple(columns)) for (table, _, parent), columns in gathered.items()]


def _placed(keys: list[Key]) -> list[tuple[str, str]]:
    """Columns that hold a place's number: keys to ``places``, then keys to such a column (answers -> invitations)."""
    found = {("places", "id")}
    while True:
        more = {
            (key.table, column)
            for key in keys
            for column, to in key.columns
            if (key.parent, to) in found and (key.table, column) not in found
        }
        if not more:
            return sorted(found - {("places", "id")})
        found |= more


def _parents_first(tables: list[str], keys: list[Key]) -> list[str]:
    waits = {table: {key.parent for key in keys if key.table == table and key.parent != table} for table in tables}
    for table, companion in FOLLOWING.items():
        if table in waits and companion in waits:
            waits[table].add(companion)
    order: list[str] = []
    while len(order) < len(tables):
        ready = [table for table in tables if table not in order and waits[table] <= set(order)]
        if not ready:
            raise ValueError(f"tables that hold each other: {sorted(set(tables) - set(order))}")
        order += ready
    return order
