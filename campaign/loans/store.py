"""Tables of the loans: settings of an edition, requests, who animates, decisions; rows ↔ dataclasses."""

from collections.abc import Mapping
from datetime import date, datetime

from campaign.base import clock
from campaign.base.database import Database, Migrations, Row, insert, row, rows, run_script, value
from campaign.base.errors import NotFound
from campaign.editions.model import Edition
from campaign.loans.model import TRAVEL_KM, Cause, Decision, GameRequest, How, Rules

migrations = Migrations("loans")


@migrations()
def m001_loans(db: Database) -> None:
    run_script(
        db,
        """
    CREATE TABLE loan_rules (
        edition_id INTEGER PRIMARY KEY REFERENCES editions (id), deadline TEXT NOT NULL,
        travel_km INTEGER NOT NULL CHECK (travel_km BETWEEN 0 AND 500), decided_at TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE TABLE loan_requests (
        id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL, day TEXT NOT NULL,
        epci_place_id INTEGER NOT NULL REFERENCES places (id), item_id INTEGER NOT NULL REFERENCES stock_items (id),
        site_place_id INTEGER REFERENCES places (id), site TEXT NOT NULL DEFAULT '', requested_at TEXT NOT NULL,
        withdrawn_at TEXT, actor TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
        FOREIGN KEY (edition_id, day) REFERENCES edition_days (edition_id, day)
    ) STRICT;
    CREATE INDEX loan_requests_edition ON loan_requests (edition_id, day);
    CREATE INDEX loan_requests_epci ON loan_requests (epci_place_id);
    -- People's names and words, apart: they go twelve months after the edition, the count of loans stays.
    CREATE TABLE loan_words (
        request_id INTEGER PRIMARY KEY REFERENCES loan_requests (id) ON DELETE CASCADE,
        edition_id INTEGER NOT NULL REFERENCES editions (id), animator TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX loan_words_edition ON loan_words (edition_id);
    CREATE TABLE loan_decisions (
        request_id INTEGER PRIMARY KEY REFERENCES loan_requests (id) ON DELETE CASCADE, day TEXT NOT NULL,
        piece_id INTEGER REFERENCES stock_pieces (id), cause TEXT,
        words TEXT NOT NULL DEFAULT '', how TEXT NOT NULL CHECK (how IN ('allocation', 'hand', 'booking')),
        at TEXT NOT NULL, CHECK ((piece_id IS NULL) = (cause IS NOT NULL))
    ) STRICT;
    -- A piece serves one request a day, whatever the code above says.
    CREATE UNIQUE INDEX loan_piece_once_a_day ON loan_decisions (piece_id, day) WHERE piece_id IS NOT NULL;
    """,
    )


_REQUESTS = (
    "SELECT r.*, coalesce(w.animator, '') AS animator, coalesce(w.note, '') AS note FROM loan_requests r "
    "LEFT JOIN loan_words w ON w.request_id = r.id"
)


def rules_of(db: Database, edition: Edition) -> Rules:
    """The settings of an edition; until somebody sets them, requests are taken as long as the shops' answers."""
    found = row(db, "SELECT * FROM loan_rules WHERE edition_id = ?", [edition.id])
    if found is None:
        latest = value(db, "SELECT travel_km FROM loan_rules ORDER BY edition_id DESC LIMIT 1")
        return Rules(edition.id, edition.answer_deadline, int(latest) if latest is not None else TRAVEL_KM)
    return Rules(
        edition_id=edition.id,
        deadline=date.fromisoformat(found["deadline"]),
        travel_km=found["travel_km"],
        decided_at=_moment(found["decided_at"]),
        version=found["version"],
    )


def keep_rules(db: Database, edition: Edition, changes: Row) -> None:
    """Write settings of an edition, those not given staying as they are."""
    now = rules_of(db, edition)
    if not now.version:
        insert(db, "loan_rules", {"edition_id": edition.id, "deadline": now.deadline.isoformat(),
                                  "travel_km": now.travel_km, "version": 0})  # fmt: skip
    marks = ", ".join(f"{name} = :{name}" for name in changes)
    db.conn.execute(
        f"UPDATE loan_rules SET {marks}, version = version + 1 WHERE edition_id = :_id",  # noqa: S608 - our own words
        {**changes, "_id": edition.id},
    )


def requests_of(db: Database, edition_id: int, *, withdrawn: bool = False) -> list[GameRequest]:
    """The requests of an edition by number; or those withdrawn."""
    wanted = f"r.withdrawn_at IS {'NOT ' if withdrawn else ''}NULL"
    found = rows(db, f"{_REQUESTS} WHERE r.edition_id = ? AND {wanted} ORDER BY r.id", [edition_id])
    return [_request(one) for one in found]


def known_request(db: Database, request_id: int) -> GameRequest:
    """One request, withdrawn or not.

    Raises:
        NotFound.
    """
    found = row(db, f"{_REQUESTS} WHERE r.id = ?", [request_id])
    if found is None:
        raise NotFound("Cette demande n’existe pas, ou plus.")
    return _request(found)


def keep_words(db: Database, request_id: int, edition_id: int, animator: str, note: str) -> None:
    """Who animates, and the note."""
    sql = "INSERT OR REPLACE INTO loan_words (request_id, edition_id, animator, note) VALUES (?, ?, ?, ?)"
    db.conn.execute(sql, [request_id, edition_id, animator, note])


def decisions_of(db: Database, edition_id: int) -> dict[int, Decision]:
    """What was decided of the requests of an edition that still stand."""
    sql = (
        "SELECT d.* FROM loan_decisions d JOIN loan_requests r ON r.id = d.request_id "
        "WHERE r.edition_id = ? AND r.withdrawn_at IS NULL"
    )
    return {one["request_id"]: _decision(one) for one in rows(db, sql, [edition_id])}


def keep_decisions(db: Database, days: Mapping[int, date], decisions: Mapping[int, Decision]) -> None:
    """Write decisions in the place of those these requests had (``days`` maps a request to its day)."""
    # All out before any in: two requests may exchange their pieces.
    for request_id in decisions:
        forget_decision(db, request_id)
    for request_id, one in decisions.items():
        kept = {"request_id": request_id, "day": days[request_id].isoformat(), "piece_id": one.piece_id}
        cause = str(one.cause) if one.cause else None
        said = {"cause": cause, "words": one.words, "how": str(one.how), "at": clock.stamp(one.at)}
        insert(db, "loan_decisions", {**kept, **said})


def forget_decision(db: Database, request_id: int) -> None:
    """Nothing is decided of this request any more: its piece is free."""
    db.conn.execute("DELETE FROM loan_decisions WHERE request_id = ?", [request_id])


def loans_in(db: Database, edition_ids: list[int]) -> dict[int, int]:
    """How many games each EPCI place had over these editions."""
    marks = ", ".join("?" * len(edition_ids))
    sql = (
        "SELECT r.epci_place_id, count(*) AS loans FROM loan_requests r JOIN loan_decisions d ON d.request_id = r.id "  # noqa: S608 - marks only
        f"WHERE d.piece_id IS NOT NULL AND r.withdrawn_at IS NULL AND r.edition_id IN ({marks}) GROUP BY 1"
    )
    return {one["epci_place_id"]: one["loans"] for one in rows(db, sql, edition_ids)}


def _decision(found: Row) -> Decision:
    return Decision(
        request_id=found["request_id"],
        piece_id=found["piece_id"],
        how=How(found["how"]),
        at=clock.from_stamp(found["at"]),
        cause=Cause(found["cause"]) if found["cause"] else None,
        words=found["words"],
    )


def _request(found: Row) -> GameRequest:
    return GameRequest(
        id=found["id"],
        edition_id=found["edition_id"],
        epci_place_id=found["epci_place_id"],
        item_id=found["item_id"],
        day=date.fromisoformat(found["day"]),
        site_place_id=found["site_place_id"],
        site=found["site"],
        animator=found["animator"],
        note=found["note"],
        requested_at=clock.from_stamp(found["requested_at"]),
        withdrawn_at=_moment(found["withdrawn_at"]),
        version=found["version"],
    )


def _moment(stamp: str | None) -> datetime | None:
    return clock.from_stamp(stamp) if stamp else None
