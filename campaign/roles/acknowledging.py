"""« J’ai lu mon rôle »: on a personal link, on an agent's screen, or told to an agent on the telephone."""

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import NotFound, Refused
from campaign.roles.model import ActorRole, How, Reading, Words
from campaign.roles.reach import roles_of_contact
from campaign.roles.store import forget_reading, keep_reading, member_by_id, statement_row, words_of

VERB = "read_role"


@guarded
def read_own_role(db: Database, by: Actor, edition_id: int, role: ActorRole, mark: str, operation: str) -> None:
    """A contact through their link, or an agent of the team, read the words of that ``mark``.

    Raises:
        NotFound: this role is not theirs. Refused: the words changed since they were shown.
    """
    with transaction(db):
        if operations.replay(db, operation, VERB, f"{edition_id}/{role}") is not None:
            return
        if by.role is Role.CONTACT:
            if role not in roles_of_contact(db, by, edition_id):
                raise NotFound("Ce rôle n’est pas le vôtre.")
            _keep(db, by, edition_id, role, mark, How.LINK, operation, contact_id=by.id)
            operations.remember(db, operation, VERB, f"{edition_id}/{role}")
            return
        sql = "SELECT id FROM role_team WHERE edition_id = ? AND agent_id = ? AND role = ? AND removed_at IS NULL"
        mine = db.conn.execute(sql, [edition_id, by.id, str(role)]).fetchall()
        if not mine:
            raise NotFound("Ce rôle n’est pas le vôtre dans cette édition.")
        for (member_id,) in mine:
            _keep(db, by, edition_id, role, mark, How.SCREEN, operation, member_id=member_id)
        operations.remember(db, operation, VERB, f"{edition_id}/{role}")


@guarded
def note_read(
    db: Database, by: Actor, edition_id: int, role: ActorRole, operation: str, *, contact_id: int | None = None,
    member_id: int | None = None,
) -> int:  # fmt: skip
    """« Lu au téléphone »: somebody told an agent that they know their role, as it stands now; the reading's id, which
    ``take_back_reading`` undoes.

    Raises:
        NotFound: that person has no such role in this edition.
    """
    subject = f"{edition_id}/{role}/{contact_id}/{member_id}"
    with transaction(db):
        if (done := operations.replay(db, operation, VERB, subject)) is not None:
            return done["id"]
        if contact_id is not None:
            if role not in roles_of_contact(db, Actor(Role.CONTACT, contact_id), edition_id):
                raise NotFound("Cette personne n’a pas ce rôle dans cette édition.")
        else:
            member = member_by_id(db, member_id or 0)
            if member is None or member.removed_at or (member.edition_id, member.role) != (edition_id, role):
                raise NotFound("Cette personne n’est pas, ou plus, de l’équipe.")
        stands = words_of(statement_row(db, edition_id, role), role)
        row_id = _keep(db, by, edition_id, role, stands.mark, How.PHONE, operation, contact_id=contact_id,
                       member_id=member_id if contact_id is None else None)  # fmt: skip
        operations.remember(db, operation, VERB, subject, {"id": row_id})
    return row_id


@guarded
def take_back_reading(db: Database, by: Actor, reading_id: int, operation: str) -> None:
    """A reading noted on the telephone by mistake; what somebody said themselves is never taken back.

    Raises:
        NotFound: no such reading, or not one noted on the telephone.
    """
    with transaction(db):
        if operations.replay(db, operation, "unread_role", reading_id) is not None:
            return
        if not forget_reading(db, reading_id, How.PHONE):
            raise NotFound("Cette lecture n’est plus là, ou n’a pas été notée au téléphone.")
        journal.record(db, by.journal_name, "unread_role", "role_reading", reading_id, operation)
        operations.remember(db, operation, "unread_role", reading_id)


def _keep(
    db: Database, by: Actor, edition_id: int, role: ActorRole, mark: str, how: How, operation: str, *,
    contact_id: int | None = None, member_id: int | None = None,
) -> int:  # fmt: skip
    kept = statement_row(db, edition_id, role)
    stands: Words = words_of(kept, role)
    if mark != stands.mark:
        raise Refused("Ce texte vient de changer : relisez-le, puis confirmez.")
    version = int(kept["version"]) if kept else 0
    reading = Reading(role, mark, version, clock.now(), how, by.journal_name, contact_id, member_id)
    row_id = keep_reading(db, edition_id, reading)
    details = {"edition": edition_id, "role": str(role), "how": str(how)}
    journal.record(db, by.journal_name, VERB, "role_reading", row_id, operation, details)
    return row_id
