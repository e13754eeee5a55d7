"""What is said of a role in an edition, as the officer writes it; the proposed words can always be put back."""

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import Refused
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.roles.model import ActorRole, Words, words_typed
from campaign.roles.store import statement_row, words_of, write_words, written_of

SUBJECT = "role"
VERBS = ("change_role", "restore_role")


@guarded
def change_statement(
    db: Database, by: Actor, edition_id: int, role: ActorRole, version: int, brief: str, asked: str, received: str,
    operation: str,
) -> None:  # fmt: skip
    """Write a role read at ``version``; ``asked`` and ``received`` are a line each. Who read other words reads again.

    Raises:
        InvalidForm: ``brief``, ``asked``, ``received``. NotFound; Conflict: with the words that stand.
    """
    _write(db, by, edition_id, role, version, words_typed(brief, asked, received), operation)


@guarded
def restore_statement(db: Database, by: Actor, edition_id: int, role: ActorRole, version: int, operation: str) -> None:
    """Go back to the proposed words.

    Raises:
        NotFound; Conflict.
    """
    _write(db, by, edition_id, role, version, None, operation)


@guarded
def copy_statements(db: Database, by: Actor, edition_id: int, operation: str) -> int:
    """Take again the words written for the latest edition before this one that has some; how many roles. What somebody
    wrote here stays.

    Raises:
        NotFound; Refused: no edition before has words of its own.
    """
    edition = edition_view(db, edition_id)
    with transaction(db):
        if (done := operations.replay(db, operation, "copy_roles", edition_id)) is not None:
            return done["count"]
        before = sorted((one for one in editions(db, by) if one.first_day < edition.first_day), reverse=True,
                        key=lambda one: one.first_day)  # fmt: skip
        source = next((found for one in before if (found := written_of(db, one.id))), None)
        if source is None:
            raise Refused("Aucune édition passée n’a de texte à elle : les rôles suivent le texte proposé.")
        taken = [role for role, words in source.items() if write_words(db, edition_id, role, 0, words)]
        details = {"count": len(taken)}
        journal.record(db, by.journal_name, "copy_roles", "edition", edition_id, operation, details)
        operations.remember(db, operation, "copy_roles", edition_id, {"count": len(taken)})
    return len(taken)


def _write(
    db: Database, by: Actor, edition_id: int, role: ActorRole, version: int, words: Words | None, operation: str
) -> None:
    verb = VERBS[0] if words else VERBS[1]
    edition_view(db, edition_id)
    with transaction(db):
        if operations.replay(db, operation, verb, f"{edition_id}/{role}") is not None:
            return
        before = statement_row(db, edition_id, role)
        if not write_words(db, edition_id, role, version, words):
            stands = words_of(before, role)
            theirs = {"En une phrase": stands.brief, "Ce que nous demandons": "\n".join(stands.asked),
                      "Ce qu’ils reçoivent": "\n".join(stands.received)}  # fmt: skip
            raise conflict_on(db, SUBJECT, before["id"] if before else 0, VERBS, theirs)
        written = statement_row(db, edition_id, role)
        details = {"edition": edition_id, "role": str(role)}
        journal.record(db, by.journal_name, verb, SUBJECT, written["id"] if written else None, operation, details)
        operations.remember(db, operation, verb, f"{edition_id}/{role}")
