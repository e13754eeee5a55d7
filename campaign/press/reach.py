"""Who may write what: the framework by the team, a territory's text by its animator, a shop's by whoever holds it."""

import re

from campaign.accounts.model import Actor, Role
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import Database, value
from campaign.base.errors import EditionOver, NotFound, Refused
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.partners.model import ADVERTISING_RULE, Kind, Place
from campaign.partners.store import place_by_id

EPCI, SHOP = "epci", "shop"
_WRITTEN = re.compile(r"(epci):(\d{9})|(shop):([1-9]\d{0,17})")
_NOT_YOURS = "Ce texte n’est pas le vôtre. Ouvrez votre page depuis votre lien personnel."


def live_edition(db: Database, edition_id: int) -> Edition:
    """The edition, while its press kit may still change.

    Raises:
        NotFound; EditionOver: cancelled, past or archived.
    """
    edition = edition_view(db, edition_id)
    state = edition.state(clock.today())
    if state is State.CANCELLED:
        raise EditionOver("L’édition a été annulée : son dossier de presse ne change plus.")
    if state in (State.OVER, State.ARCHIVED):
        raise EditionOver("Cette édition est terminée : son dossier de presse ne change plus.")
    return edition


def check_reach(db: Database, by: Actor, edition_id: int, audience: str) -> None:
    """Whether this person may adapt the texts of that audience now.

    Raises:
        NotFound: somebody else's, or no such audience. Refused: a shop that may not advertise. EditionOver.
    """
    live_edition(db, edition_id)
    scale, number = parts_of(audience)
    if by.role is Role.CONTACT:
        link = link_of(db, by.id, edition_id)
        if link is None or link.revoked_at is not None or not _holds(db, by, scale, number):
            raise NotFound(_NOT_YOURS)
    if scale == SHOP:
        _check_shop(db, edition_id, place_by_id(db, int(number)))


def parts_of(audience: str) -> tuple[str, str]:
    """« epci:244900015 » -> (« epci », « 244900015 »). Raises NotFound."""
    found = _WRITTEN.fullmatch(audience)
    if found is None:
        raise NotFound("Aucune version locale ne porte ce nom.")
    return (found[1], found[2]) if found[1] else (found[3], found[4])


def territory_of(db: Database, audience: str) -> str:
    """« epci:244900015 » of a shop's version, whose text it reads when it wrote none; '' for the others."""
    scale, number = parts_of(audience)
    place = place_by_id(db, int(number)) if scale == SHOP else None
    return f"{EPCI}:{place.epci_siren}" if place and place.epci_siren else ""


def _holds(db: Database, by: Actor, scale: str, number: str) -> bool:
    what = "places.kind = ? AND " + ("places.epci_siren = ?" if scale == EPCI else "places.id = ?")
    sql = (
        "SELECT 1 FROM contact_places JOIN places ON places.id = contact_places.place_id "  # noqa: S608 - our own words
        "JOIN contacts ON contacts.id = contact_places.contact_id "
        f"WHERE contacts.id = ? AND contacts.archived_at IS NULL AND places.archived_at IS NULL AND {what}"
    )
    kind = Kind.EPCI if scale == EPCI else Kind.SHOP
    return value(db, sql, [by.id, str(kind), number if scale == EPCI else int(number)]) is not None


def _check_shop(db: Database, edition_id: int, shop: Place | None) -> None:
    invited = "SELECT 1 FROM invitations WHERE edition_id = ? AND place_id = ?"
    if shop is None or shop.archived_at or value(db, invited, [edition_id, shop.id]) is None:
        raise NotFound("Cette boutique n’est pas invitée à cette édition.")
    if not shop.may_advertise:
        raise Refused(f"{ADVERTISING_RULE} Elle n’a donc pas de dossier de presse à elle.")
