"""Outlets and the people in them, what is sent to them, what they published, spaces bought; pure rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.french import NBSP, number, plural
from campaign.base.labels import Labelled
from campaign.planning.money import Tax


class OutletKind(Labelled):
    """What an outlet is."""

    DAILY = "daily", "Quotidien"
    WEEKLY = "weekly", "Hebdomadaire"
    RADIO = "radio", "Radio"
    TELEVISION = "television", "Télévision"
    WEB = "web", "Site d’information"
    DEPARTEMENT_MAGAZINE = "departement_magazine", "Magazine du Département"
    TOWN_BULLETIN = "town_bulletin", "Bulletin municipal"
    SOCIAL = "social", "Réseau social"


class Tone(Labelled):
    """How an article speaks of the event."""

    GOOD = "good", "Favorable"
    NEUTRAL = "neutral", "Neutre"
    CRITICAL = "critical", "Critique"


class SpaceKind(Labelled):
    """What is bought, or offered."""

    INSERT = "insert", "Encart"
    MAGAZINE = "magazine", "Magazine"
    BUS_SHELTER = "bus_shelter", "Abribus"
    RADIO = "radio", "Radio"
    SOCIAL = "social", "Réseaux sociaux"
    FREE_POSTING = "free_posting", "Affichage libre"
    OTHER = "other", "Autre"


class SpaceState(Labelled):
    """Where a space stands."""

    IDEA = "idea", "Envisagé"
    BOOKED = "booked", "Réservé"
    RUNNING = "running", "En cours"
    DONE = "done", "Terminé"
    DROPPED = "dropped", "Abandonné"


class Skip(Labelled):
    """Why a correspondent would not get a sending."""

    ARCHIVED = "archived", "archivé"
    NO_EMAIL = "no_email", "sans adresse électronique"
    OPPOSED = "opposed", "ne veut plus de nos messages"
    BOUNCED = "bounced", "adresse qui ne fonctionne plus"
    TWICE = "twice", "même adresse qu’un autre"


@dataclass(frozen=True, slots=True)
class Outlet:
    """``territories`` are SIREN of EPCI; none means the whole département."""

    id: int
    name: str
    kind: OutletKind
    territories: tuple[str, ...] = ()
    website: str = ""
    note: str = ""
    archived_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody of the press. Without ``territories`` of their own, those of their outlets are theirs: ``reach``.

    ``everywhere`` says that they cover the whole département.
    """

    id: int
    name: str
    job: str
    email: str
    phone: str
    note: str
    territories: tuple[str, ...]
    outlet_ids: tuple[int, ...]
    outlets: tuple[str, ...]
    reach: tuple[str, ...]
    everywhere: bool
    archived_at: datetime | None = None
    contacted_at: datetime | None = None
    version: int = 1

    def covers(self, siren: str) -> bool:
        """Whether a version is for them in the first place: the département's ('') for who covers it all, an EPCI's
        for who works there."""
        return siren in self.reach if siren else self.everywhere


@dataclass(frozen=True, slots=True)
class Candidate:
    """A correspondent a sending may reach: chosen beforehand or not, left out or not."""

    correspondent: Correspondent
    chosen: bool
    skip: Skip | None = None


@dataclass(frozen=True, slots=True)
class PressSending:
    """Something sent to the press. ``audience`` is '' or « epci:SIREN »; ``leaves_at`` when it leaves, or left;
    ``headline`` its subject as it read on the day of the decision."""

    id: int
    edition_id: int
    audience: str
    subject: str
    headline: str
    text: str
    leaves_at: datetime
    created_at: datetime
    actor: str
    cancelled_at: datetime | None = None

    @property
    def batch(self) -> str:
        """What its messages have in common in the outbox."""
        return f"press:{self.id}"

    @property
    def siren(self) -> str:
        """The EPCI of a local version, '' for the département's."""
        return self.audience.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an outlet published or broadcast. ``reach`` is None when nobody knows it, which is not zero."""

    id: int
    edition_id: int
    outlet_id: int | None
    outlet: str
    published_on: date
    title: str
    link: str = ""
    scan: str = ""
    scan_type: str = ""
    reach: int | None = None
    tone: Tone | None = None
    note: str = ""
    audience: str = ""
    removed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Space:
    """A space of the media plan. Amounts are in cents, None when unknown; ``tax`` holds for the three."""

    id: int
    edition_id: int
    kind: SpaceKind
    title: str
    outlet_id: int | None
    outlet: str
    starts_on: date
    ends_on: date
    quantity: int | None
    format: str
    planned: int | None
    committed: int | None
    spent: int | None
    tax: Tax
    state: SpaceState
    note: str = ""
    removed_at: datetime | None = None
    version: int = 1


def recipient(correspondent_id: int) -> str:
    """How the outbox names them."""
    return f"correspondent:{correspondent_id}"


def reach_in_words(listed: Sequence[Coverage]) -> str:
    """« Portée connue pour 5 retombées sur 8 : 120 000 »: what is known, out of what; unknown is never counted zero."""
    known = [one.reach for one in listed if one.reach is not None]
    if not listed:
        return "Aucune retombée notée."
    if not known:
        return f"Portée inconnue pour {_these(len(listed))}."
    total = number(sum(known))
    if len(known) == len(listed):
        return f"Portée cumulée : {total}, pour {_these(len(listed))}."
    return f"Portée connue pour {plural(len(known), 'retombée')} sur {len(listed)} : {total} au total."


def _these(count: int) -> str:
    return "la seule retombée" if count == 1 else f"les {count}{NBSP}retombées"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of one kind of amount under one tax; ``known`` of ``out_of`` spaces told theirs."""

    label: str
    tax: Tax
    cents: int
    known: int
    out_of: int


def totals(spaces: Iterable[Space]) -> list[Amount]:
    """Planned, committed and spent, HT and TTC apart; dropped spaces count for what was spent on them only."""
    listed, found = list(spaces), []
    for tax in Tax:
        mine = [one for one in listed if one.tax is tax]
        alive = [one for one in mine if one.state is not SpaceState.DROPPED]
        for label, name, counted in (
            ("Prévu", "planned", alive),
            ("Engagé", "committed", alive),
            ("Dépensé", "spent", mine),
        ):
            known = [cents for one in counted if (cents := getattr(one, name)) is not None]
            if known:
                found.append(Amount(label, tax, sum(known), len(known), len(counted)))
    return found
