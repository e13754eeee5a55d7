"""Where posters go, and what became of them: asked for, posed, taken down, not found; pure rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.labels import Labelled


class SpotKind(Labelled):
    """What a place of a poster is."""

    BUS_SHELTER = "bus_shelter", "Abribus"
    FREE_PANEL = "free_panel", "Panneau libre"
    TOWN_HALL = "town_hall", "Mairie"
    SHOP = "shop", "Commerce"
    LIBRARY = "library", "Bibliothèque"
    RECYCLING = "recycling", "Déchèterie"
    OTHER = "other", "Autre"


class SpotState(Labelled):
    """What is known of a poster at a place, for an edition."""

    TO_POSE = "to_pose", "À poser"
    POSED = "posed", "Posée"
    NOT_FOUND = "not_found", "Introuvable"
    REMOVED = "removed", "Retirée"


class Due(Labelled):
    """What a place asks of somebody today."""

    NOTHING = "nothing", "Rien à faire"
    POSE = "pose", "À poser"
    REMOVE = "remove", "À retirer"
    FIND = "find", "À revoir"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where posters go, edition after edition. The point (WGS84) is optional."""

    id: int
    label: str
    kind: SpotKind
    address: str
    insee_code: str
    commune: str
    epci_siren: str
    epci_name: str
    latitude: float | None
    longitude: float | None
    quantity: int
    by: str
    note: str = ""
    archived_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """Something said of a place: by an agent, or from the page of its code (« public »)."""

    id: int
    state: SpotState
    at: datetime
    actor: str
    note: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A place kept for an edition: its human number, the generation of its code, and its latest news."""

    id: int
    edition_id: int
    spot: Spot
    generation: int
    state: SpotState = SpotState.TO_POSE
    latest: Noted | None = None

    @property
    def number(self) -> str:
        """« A-012 »: said on the phone, never a key."""
        return f"A-{self.spot.id:03d}"

    def due(self, last_day: date, today: date) -> Due:
        """After the event a poster that was posed comes down; one that never was no longer has to."""
        over = today > last_day
        if self.state is SpotState.POSED:
            return Due.REMOVE if over else Due.NOTHING
        if over or self.state is SpotState.REMOVED:
            return Due.NOTHING
        return Due.FIND if self.state is SpotState.NOT_FOUND else Due.POSE


@dataclass(frozen=True, slots=True)
class Gap:
    """How far posters are in one EPCI: places kept, posed at least once, communes where nothing was posed."""

    siren: str
    name: str
    kept: int
    posed: int
    to_pose: int
    to_remove: int
    communes_without: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """No poster was ever posed here."""
        return self.posed == 0


def gaps(
    postings: Sequence[Posting],
    epcis: Mapping[str, str],
    expected: Mapping[str, Collection[str]],
    last_day: date,
    today: date,
) -> list[Gap]:
    """Each EPCI of the département, by name. ``epcis`` are SIREN -> name; ``expected`` the communes of each where a
    shop takes part: a commune with a place kept, or a shop, and no poster posed, is a gap."""
    found = []
    for siren, name in sorted(epcis.items(), key=lambda one: one[1].casefold()):
        mine = [one for one in postings if one.spot.epci_siren == siren]
        was_posed = [one for one in mine if one.state in (SpotState.POSED, SpotState.REMOVED)]
        wanted = {*expected.get(siren, ()), *(one.spot.commune for one in mine)}
        without = wanted - {one.spot.commune for one in was_posed}
        dues = [one.due(last_day, today) for one in mine]
        found.append(
            Gap(
                siren, name, len(mine), len(was_posed), sum(one in (Due.POSE, Due.FIND) for one in dues),
                dues.count(Due.REMOVE), tuple(sorted(without, key=str.casefold)),
            )
        )  # fmt: skip
    return found
