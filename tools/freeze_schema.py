"""Write the schema of this version to tests/schemas/: from a release on, its migrations are never edited.

python tools/freeze_schema.py
"""

import tempfile
from pathlib import Path

from campaign import __version__
from campaign.base.database import Database, rows
from campaign.schema import open_database

ROOT = Path(__file__).resolve().parents[1]


def schema_sql(db: Database) -> str:
    """Every table, index, view and trigger in the order of their making, then the migrations applied."""
    made = rows(db, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
    applied = rows(db, "SELECT migration_set, name FROM _sqlite_migrations ORDER BY id")
    lines = [f"{one['sql']};" for one in made]
    lines += [
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        f"VALUES ('{one['migration_set']}', '{one['name']}', 'frozen');"
        for one in applied
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        opened = open_database(Path(folder) / "campaign.db", "49")
        path = ROOT / "tests" / "schemas" / f"{__version__}.sql"
        path.write_text(schema_sql(opened), "utf-8")
        opened.close()
        print(path)
