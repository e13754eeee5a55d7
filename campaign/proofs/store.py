"""Tables of proofs, of what was decided about what is wrong on paper, and of the shops' own lines."""

import json
from collections.abc import Sequence
from dataclasses import astuple

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, row, rows, run_script
from campaign.proofs.model import Difference, Proof, ProofState, Remedy, Settled, Statement

migrations = Migrations("proofs")
FILES = "proofs"  # the purpose under which the PDFs are kept (base.kept_files)


@migrations()
def m001_proofs(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE proofs (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions (id), number INTEGER NOT NULL,
        kind TEXT NOT NULL, audience TEXT NOT NULL, preset TEXT NOT NULL, file TEXT NOT NULL, pages INTEGER NOT NULL,
        frozen TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
        decided_by TEXT NOT NULL DEFAULT '', decided_at TEXT, remark TEXT NOT NULL DEFAULT '', copies INTEGER,
        version INTEGER NOT NULL DEFAULT 1, UNIQUE (edition_id, number)
    ) STRICT;
    CREATE TABLE proof_decisions (
        id INTEGER PRIMARY KEY, proof_id INTEGER NOT NULL REFERENCES proofs (id), subject TEXT NOT NULL,
        field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, pages TEXT NOT NULL,
        remedy TEXT NOT NULL CHECK (remedy IN ('reprint', 'erratum', 'accept')), note TEXT NOT NULL DEFAULT '',
        actor TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX proof_decisions_proof ON proof_decisions (proof_id);
    CREATE TABLE line_approvals (
        edition_id INTEGER NOT NULL REFERENCES editions (id), place_id INTEGER NOT NULL REFERENCES places (id),
        line TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (edition_id, place_id)
    ) STRICT, WITHOUT ROWID;
    """,
    )


def proof_from(one: Row) -> Proof:
    """A proof from its row."""
    return Proof(
        id=one["id"],
        edition_id=one["edition_id"],
        number=one["number"],
        kind=one["kind"],
        audience=one["audience"],
        preset=one["preset"],
        file=one["file"],
        pages=one["pages"],
        frozen=tuple(Statement(*parts) for parts in json.loads(one["frozen"])),
        made_by=one["made_by"],
        made_at=clock.from_stamp(one["made_at"]),
        state=ProofState(one["state"]),
        decided_by=one["decided_by"],
        decided_at=clock.from_stamp(one["decided_at"]) if one["decided_at"] else None,
        remark=one["remark"],
        copies=one["copies"],
        version=one["version"],
    )


def frozen_text(statements: Sequence[Statement]) -> str:
    """As it is stored: the parts of each statement, in order."""
    return json.dumps([astuple(one) for one in statements], ensure_ascii=False)


def proof_by_id(db: Database, proof_id: int) -> Proof | None:
    """One proof."""
    found = row(db, "SELECT * FROM proofs WHERE id = ?", [proof_id])
    return proof_from(found) if found else None


def proofs_of(db: Database, edition_id: int) -> list[Proof]:
    """Every proof of an edition, latest first."""
    return [
        proof_from(one)
        for one in rows(db, "SELECT * FROM proofs WHERE edition_id = ? ORDER BY number DESC", [edition_id])
    ]


def decisions_of(db: Database, proof_id: int) -> list[Settled]:
    """What was decided about a proof, oldest first."""
    found = rows(db, "SELECT * FROM proof_decisions WHERE proof_id = ? ORDER BY id", [proof_id])
    return [
        Settled(
            Difference(one["subject"], one["field"], one["old"], one["new"], tuple(json.loads(one["pages"]))),
            Remedy(one["remedy"]),
            one["note"],
            one["actor"],
            clock.from_stamp(one["at"]),
        )
        for one in found
    ]


def approved_lines(db: Database, edition_id: int) -> dict[int, Row]:
    """The line each shop approved, by place."""
    return {one["place_id"]: one for one in rows(db, "SELECT * FROM line_approvals WHERE edition_id = ?", [edition_id])}
