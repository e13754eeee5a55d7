"""Which roles a personal link gives: those of the places its contact answers for, in the edition of the link."""

from campaign.accounts.model import Actor
from campaign.accounts.store import link_of
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.partners.model import Kind
from campaign.partners.store import contact_by_id, places_where
from campaign.roles.model import ActorRole

ROLE_OF = {Kind.SHOP: ActorRole.SHOPS, Kind.EPCI: ActorRole.ANIMATORS}


def roles_of_contact(db: Database, contact: Actor, edition_id: int) -> tuple[ActorRole, ...]:
    """Shops before animators; none for a relay, which is asked nothing.

    Raises:
        NotFound: no link for this edition, or the contact was archived.
    """
    known = contact_by_id(db, contact.id) if contact.id is not None else None
    if known is None or known.archived_at or link_of(db, known.id, edition_id) is None:
        raise NotFound("Cette page n’est pas la vôtre.")
    where = "archived_at IS NULL AND id IN (SELECT place_id FROM contact_places WHERE contact_id = :contact)"
    kinds = {place.kind for place in places_where(db, where, {"contact": known.id})}
    return tuple(role for kind, role in ROLE_OF.items() if kind in kinds)
