"""The list of a meeting's guests: a line each, once each; inside the transaction of whoever calls."""

from collections.abc import Mapping

from campaign.accounts.saving import checked, text_of
from campaign.base.database import Database, Row, insert, row, value
from campaign.base.errors import InvalidInput, Refused
from campaign.base.fields import email as checked_email
from campaign.base.secret import fingerprint
from campaign.base.text import search_key
from campaign.meetings.guest_links import guest_token
from campaign.meetings.model import MAX_GUESTS, Meeting
from campaign.meetings.store import change_guest, guests_of
from campaign.partners.model import Kind
from campaign.partners.store import contacts_where
from campaign.roles.model import ActorRole

MAX_NAME = 80


def add_person(db: Database, meeting: Meeting, kept: Row, *, unexpected: bool = False) -> int:
    """A person known by what was typed; their id. Inside the caller's transaction.

    Raises:
        InvalidInput: in the list already. Refused: too many.
    """
    address = str(kept["email"]).lower()
    already = address and any(one.email.lower() == address for one in guests_of(db, meeting.id))
    key = address or f"name:{search_key(str(kept['name']))}"
    found = None if already else add_line(db, meeting, key, kept | {"unexpected": int(unexpected)})
    if found is None:
        raise InvalidInput("email" if address else "name", "Cette personne est déjà dans la liste.")
    return found


def add_line(db: Database, meeting: Meeting, key: str, kept: Row) -> int | None:
    """The new line's id, that of somebody taken out who comes back, or None when they are in the list."""
    found = row(db, "SELECT id, removed_at FROM meeting_guests WHERE meeting_id = ? AND key = ?", [meeting.id, key])
    if found is not None:
        if found["removed_at"] is None:
            return None
        change_guest(db, found["id"], {"removed_at": None, **kept})
        return found["id"]
    many = value(db, "SELECT count(*) FROM meeting_guests WHERE meeting_id = ? AND removed_at IS NULL", [meeting.id])
    if int(many or 0) >= MAX_GUESTS:
        raise Refused(f"{MAX_GUESTS} personnes au plus dans une réunion.")
    guest_id = insert(
        db, "meeting_guests", {"meeting_id": meeting.id, "edition_id": meeting.edition_id, "key": key, **kept}
    )
    if "contact_id" not in kept:
        change_guest(db, guest_id, {"fingerprint": fingerprint(guest_token(guest_id))})
    return guest_id


def typed_person(values: Mapping[str, object], *, email_required: bool) -> Row:
    """The columns of somebody: a name, an address that may be asked of them or not, a structure. Raises InvalidForm."""

    def address(typed: object) -> str:
        said = str(typed or "").strip()
        return checked_email(said, "email") if said or email_required else ""

    return checked(
        {"name": "", "email": "", "of": "", **values},
        {
            "name": text_of("name", "le nom de la personne", MAX_NAME, required=True),
            "email": address,
            "of": text_of("of", "la structure", MAX_NAME),
        },
    )


def roles_of_contacts(db: Database) -> dict[int, ActorRole]:
    """What each contact is told of: whoever answers for an EPCI is an animator, else for a shop."""
    found: dict[int, ActorRole] = {}
    for kind, role in ((Kind.SHOP, ActorRole.SHOPS), (Kind.EPCI, ActorRole.ANIMATORS)):
        where = (
            "contacts.id IN (SELECT contact_id FROM contact_places JOIN places ON places.id = place_id "
            "WHERE places.kind = :kind)"
        )
        found |= {one.id: role for one in contacts_where(db, where, {"kind": str(kind)})}
    return found
