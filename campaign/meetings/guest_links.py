"""Where a guest answers: a contact on their personal link, anybody else on a link of this one invitation."""

from campaign.accounts.links import link_address, prepare_link
from campaign.accounts.model import SYSTEM, clean_token
from campaign.base.database import Database
from campaign.base.errors import LinkNotValid
from campaign.base.secret import derived, fingerprint
from campaign.base.settings import settings
from campaign.editions.views import edition as edition_view
from campaign.meetings.model import Guest
from campaign.meetings.store import guest_of_fingerprint, known_meeting

_NOT_VALID = "Ce lien n’est pas valable. Reprenez-le dans votre invitation, ou appelez-nous."


def guest_token(guest_id: int) -> str:
    """The token of a guest's link, computed from the secret outside the database."""
    return derived("meeting", guest_id)


def page_of(db: Database, guest: Guest, edition_id: int) -> str:
    """The address of the page where this guest answers."""
    if guest.contact_id is None:
        return f"{settings().public_url}/p/reunion/{guest_token(guest.id)}"
    edition = edition_view(db, edition_id)
    link = prepare_link(db, SYSTEM, guest.contact_id, edition.id, edition.links_expire_on)
    return f"{link_address(db, SYSTEM, link)}/reunions"


def guest_behind(db: Database, received: str) -> tuple[str, Guest]:
    """(clean token, guest) of a link of one invitation. Reads only.

    Raises:
        LinkNotValid: unknown, altered or cut; taken out of the list.
    """
    token = clean_token(received)
    guest = guest_of_fingerprint(db, fingerprint(token)) if token else None
    if token is None or guest is None or guest.removed_at is not None:
        raise LinkNotValid(_NOT_VALID)
    known_meeting(db, guest.meeting_id)
    return token, guest
