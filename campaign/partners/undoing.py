"""Taking back one change of a sheet: what it wrote goes back, except what somebody changed since."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import NotFound, Refused
from campaign.base.french import enumerate_in_words
from campaign.partners.confirmations import How, note_confirmed, restore_confirmations
from campaign.partners.model import PLACE_LABELS
from campaign.partners.saving import record_change, update_place
from campaign.partners.sheet_changes import UNDOABLE, field_in_words, still_there, stored_changes

_TOO_OLD = "Ce changement est trop ancien : ce qu’il a remplacé n’est plus gardé. Corrigez la fiche à la main."


@dataclass(frozen=True, slots=True)
class Undone:
    """``back``: French names of the fields put back; ``left``: those changed since, left as they are."""

    back: tuple[str, ...]
    left: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """« Remis comme avant : adresse. Laissé tel quel, changé depuis : téléphone. »"""
        said = f"Remis comme avant : {enumerate_in_words(self.back)}." if self.back else "C’est annulé."
        return f"{said} Laissé tel quel : {enumerate_in_words(self.left)}." if self.left else said


@guarded
def undo_change(db: Database, by: Actor, place_id: int, journal_id: int, operation: str) -> Undone:
    """Put back the values that one line of a sheet's history replaced, for the fields that still hold what it wrote.

    It is itself a line of the history, which can be undone.

    Raises:
        NotFound: no such line of this sheet. Refused: it changes nothing, is too old, or every field changed since.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "undo_change", f"{place_id}:{journal_id}")) is not None:
            return Undone(tuple(done["back"]), tuple(done["left"]))
        now = row(db, "SELECT * FROM shop_card WHERE id = ?", [place_id])
        entry = journal.entry(db, journal_id)
        if now is None or entry is None or (entry.subject, entry.subject_id) != ("place", place_id):
            raise NotFound("Cette ligne de l’historique n’existe pas.")
        if entry.verb not in UNDOABLE:
            raise Refused("Cette ligne ne change pas la fiche : il n’y a rien à annuler.")
        pairs, gone = stored_changes(db, entry)
        confirmed = entry.details.get("confirmed", {})
        if not pairs and not confirmed:
            raise Refused(_TOO_OLD)
        columns, changed_since = still_there(now, pairs)
        if not columns and not confirmed:
            names = enumerate_in_words(_names([name for name in PLACE_LABELS if name in changed_since]))
            raise Refused(f"La fiche a changé depuis ({names}) : rien n’est remis.")
        if columns:
            _put_back(db, now, columns)
        restored = restore_confirmations(db, place_id, confirmed, str(entry.details.get("confirmed_at", "")))
        record_change(db, by, "undo_change", place_id, operation, now, {"of": journal_id})
        put = [name for name in PLACE_LABELS if name in columns]
        note_confirmed(db, place_id, put, by.journal_name, How.AGENT)
        left = [name for name in PLACE_LABELS if name in (*changed_since, *gone)]
        undone = Undone(_names(put or restored), _names(left))
        result = {"back": list(undone.back), "left": list(undone.left)}
        operations.remember(db, operation, "undo_change", f"{place_id}:{journal_id}", result)
    return undone


def _put_back(db: Database, now: Row, columns: Row) -> None:
    update_place(db, int(now["id"]), int(now["version"]), columns)
    if columns.get("network") == "" and columns.get("organisation", now["organisation"]):
        # A network is never emptied by a form, which only leaves it out.
        db.conn.execute(
            "UPDATE organisations SET network = '', version = version + 1 "
            "WHERE id = (SELECT organisation_id FROM places WHERE id = ?)",
            [now["id"]],
        )


def _names(fields: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field_in_words(name) for name in fields))
