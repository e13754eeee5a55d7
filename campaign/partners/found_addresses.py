"""What the address service already said, kept so that the same address is not asked for at every run."""

from datetime import timedelta

from campaign.base import clock
from campaign.base.database import Database, row, transaction

KEPT = timedelta(days=90)  # the national addresses move little
NOTHING_KEPT = timedelta(days=7)  # a commune may add its new street any day
_NOTHING = "null"


class AddressesInDatabase:
    """Answers of the address service (``territory.geocoder.FoundAddresses``): the question is a fingerprint, so that
    the table tells nobody's address by itself."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, question: str) -> str | None:
        """The answer kept, unless it is too old."""
        found = row(self._db, "SELECT answer, at FROM found_addresses WHERE question = ?", [question])
        if found is None:
            return None
        lasts = NOTHING_KEPT if found["answer"] == _NOTHING else KEPT
        return found["answer"] if clock.now() - clock.from_stamp(found["at"]) < lasts else None

    def keep(self, question: str, answer: str) -> None:
        """One more, written at once."""
        with transaction(self._db):
            sql = "INSERT OR REPLACE INTO found_addresses VALUES (?, ?, ?)"
            self._db.conn.execute(sql, [question, answer, clock.stamp()])

    def forget_old(self) -> None:
        """Delete those nobody may use any more. For the worker's daily care."""
        with transaction(self._db):
            self._db.conn.execute("DELETE FROM found_addresses WHERE at < ?", [clock.stamp(clock.now() - KEPT)])
