"""What debriefs ask of somebody today, for the dashboard: figures to read again, places that stay silent."""

from collections.abc import Iterable
from datetime import date, timedelta

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, plural
from campaign.debrief.received import received
from campaign.editions.model import Edition, State
from campaign.editions.views import editions
from campaign.participation.decisions import Decision, DecisionKind
from campaign.partners.model import Kind, Place
from campaign.territory.model import short_epci_name

SILENT_AFTER = timedelta(days=21)  # the report is awaited three weeks after the event
_NAMED = 2


@guarded
def tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """One line for the figures to confirm, one for the places silent three weeks after the event.

    While an edition is prepared, the debriefs looked at are those of the one before.
    """
    edition = _last_begun(editions(db, by), edition_id, clock.today())
    if edition is None:
        return []
    seen = received(db, by, edition.id)
    found = []
    if figures := seen.to_confirm:
        names = dict.fromkeys(_name(seen.line(one.place_id).place) for one in figures)
        subject = plural(len(figures), "chiffre à confirmer", "chiffres à confirmer")
        found.append(
            Decision(DecisionKind.FIGURE, subject, _named(names), "Relire", "debriefs.py",
                     parameters={"edition": str(edition.id), "etat": "a-confirmer"})
        )  # fmt: skip
    if seen.silent and clock.today() >= edition.last_day + SILENT_AFTER:
        subject = plural(len(seen.silent), "bilan attendu", "bilans attendus")
        found.append(
            Decision(DecisionKind.SILENT, subject, _named(_name(one.place) for one in seen.silent), "Relancer",
                     "debriefs.py", parameters={"edition": str(edition.id), "etat": "rien"})
        )  # fmt: skip
    return found


def _last_begun(listed: Iterable[Edition], edition_id: int, today: date) -> Edition | None:
    """The edition itself once it has begun, else the last one before it; none when it takes no debrief any more."""
    known = {one.id: one for one in listed}
    wanted = known.get(edition_id)
    if wanted is None:
        return None
    open_ones = [
        one
        for one in known.values()
        if one.first_day <= min(today, wanted.first_day) and one.state(today) not in (State.CANCELLED, State.ARCHIVED)
    ]
    return max(open_ones, key=lambda one: one.first_day, default=None)


def _name(place: Place) -> str:
    """As people call it: an EPCI by its short name."""
    return short_epci_name(place.name) if place.kind is Kind.EPCI else place.name


def _named(names: Iterable[str]) -> str:
    """« La Malle à Félicie, Le Fil retrouvé et 3 autres »."""
    listed = list(names)
    rest = len(listed) - _NAMED
    shown = [*listed[:_NAMED], plural(rest, "autre")] if rest > 0 else listed
    return enumerate_in_words(shown)
