"""What slips, driver's sheets and loading lists say, from slips and rounds; pure.

A number printed is never a credential: codes open ``/b/NUMBER``, which finds a stop and opens nothing by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP, day_in_words, enumerate_in_words, time_in_words
from campaign.deliveries.model import Slip, SlipKind, SlipLine
from campaign.documents import slip_content as printed
from campaign.documents.map_plan import Territory
from campaign.documents.round_content import LoadingList, LoadItem, LoadStop, RouteSheet, RouteStop
from campaign.partners.model import Contact, Kind, Place
from campaign.rounds.model import Round, Stop
from campaign.stock.model import Depot

TEAM = "Équipe logistique"
_NOON = time(12, 30)
_KINDS = {Kind.SHOP: "Boutique", Kind.EPCI: "Collectivité", Kind.RELAY: "Relais", Kind.COMPANY: "Entreprise"}
_WHOSE = {Kind.SHOP: "la boutique", Kind.EPCI: "la collectivité", Kind.RELAY: "le relais", Kind.COMPANY: "l’entreprise"}


@dataclass(frozen=True, slots=True)
class Met:
    """A place as those who drive there meet it: its public number (0: none), who answers, how to get in."""

    place: Place
    number: int = 0
    contact: Contact | None = None
    access_note: str = ""

    @property
    def who(self) -> str:
        """« Félicie Martin », '' when nobody is known."""
        return self.contact.name if self.contact else ""

    @property
    def phone(self) -> str:
        """« 02 41 00 00 05 »: the contact's, else the place's."""
        found = (self.contact.phone if self.contact else "") or self.place.phone
        return phone_in_words(found) if found else ""

    @property
    def address(self) -> tuple[str, ...]:
        """The street, what completes it, the town."""
        place = self.place
        return tuple(
            part for part in (place.address, place.address_more, f"{place.postcode} {place.commune}".strip()) if part
        )

    @property
    def on_slip(self) -> printed.SlipPlace:
        """As a slip prints it."""
        kind = _KINDS.get(self.place.kind, "Lieu")
        return printed.SlipPlace(
            label=f"{kind} n°{NBSP}{self.number}" if self.number else kind,
            name=self.place.name,
            address=self.address,
            contact=self.who,
            phone=self.phone,
            access_note=self.access_note,
            whose=_WHOSE.get(self.place.kind, "le lieu"),
        )


def code_url(public_url: str, number: str) -> str:
    """What the code of a slip or of a label opens."""
    return f"{public_url.rstrip('/')}/b/{number}"


def half_day(day: date, at: time | None = None) -> str:
    """« jeudi 5 novembre, matin, vers 10 h 20 »; the day alone when no hour is known."""
    said = day_in_words(day, year=False)
    if at is None:
        return said
    return f"{said}, {'matin' if at < _NOON else 'après-midi'}, vers {time_in_words(at).replace(' ', NBSP)}"


def delivery_slip(
    slip: Slip,
    met: Met,
    public_url: str,
    *,
    on: tuple[Round, Stop] | None,
    due: date,
    back: str,
    collected: str,
    phone: str,
) -> printed.DeliverySlip:
    """``back`` is the number of the return slip, '' when none can be known yet; ``collected`` when someone comes."""
    lines = [one for one in slip.lines if one.planned]
    named = _named_back(lines)
    return printed.DeliverySlip(
        number=slip.number,
        url=code_url(public_url, slip.number),
        place=met.on_slip,
        lines=tuple(
            printed.SlipLine(one.label, _reference(one), one.planned, words)
            for one, words in zip(lines, named, strict=True)
        ),
        round_name=on[0].name if on else "",
        when=half_day(on[0].day, on[1].arrive) if on else "",
        by=(on[0].driver if on else "") or TEAM,
        phone=phone,
        due=day_in_words(due, year=False),
        stub=printed.Stub(back, code_url(public_url, back), collected) if back else None,
        version=_version(slip),
    )


def _version(slip: Slip) -> str:
    """« version 2 » once its lines changed: whoever holds two papers knows which one is right."""
    return f"version {slip.revision}" if slip.revision > 1 else ""


def return_slip(
    slip: Slip, met: Met, public_url: str, *, on: tuple[Round, Stop] | None, phone: str
) -> printed.ReturnSlip:
    """What is still to come back, line by line."""
    return printed.ReturnSlip(
        number=slip.number,
        version=_version(slip),
        url=code_url(public_url, slip.number),
        place=met.on_slip,
        lines=tuple(
            printed.ReturnLine(one.label, _reference(one), one.remaining) for one in slip.lines if one.remaining
        ),
        round_name=on[0].name if on else "",
        when=half_day(on[0].day, on[1].arrive) if on else "",
        by=(on[0].driver if on else "") or TEAM,
        phone=phone,
    )


def loading_list(one: Round, loaded: Sequence[tuple[Stop, Slip]]) -> LoadingList:
    """What a delivery round takes, in the order of the road."""
    stops = tuple(
        LoadStop(
            stop.position,
            slip.place.name,
            slip.number,
            tuple(
                LoadItem(
                    line.label, line.reference, line.planned, line.planned * line.item.volume_litres,
                    line.planned * line.item.weight_kg, line.piece is not None,
                )
                for line in slip.lines if line.planned
            ),
        )
        for stop, slip in loaded
    )  # fmt: skip
    van = one.vehicle
    return LoadingList(
        round_name=one.name,
        when=day_in_words(one.day, year=False),
        vehicle=van.name,
        driver=one.driver,
        leaves=time_in_words(one.leaves),
        volume_litres=van.volume_litres,
        payload_kg=van.payload_kg,
        stops=stops,
    )


def route_sheet(
    one: Round,
    kind: SlipKind,
    visited: Sequence[tuple[Stop, Slip, Met]],
    depot: Depot | None,
    territories: Sequence[Territory],
    distances: str,
) -> RouteSheet:
    """The round for who drives it."""
    back = kind is SlipKind.RETURN
    placed = depot and depot.latitude is not None and depot.longitude is not None
    return RouteSheet(
        round_name=one.name,
        when=day_in_words(one.day, year=False),
        vehicle=one.vehicle.name,
        driver=one.driver,
        leaves=time_in_words(one.leaves),
        back=time_in_words(one.back),
        km=one.km,
        depot=depot.name if depot else "le dépôt",
        stops=tuple(
            RouteStop(
                name=met.place.name,
                arrive=time_in_words(stop.arrive),
                number=slip.number,
                address=met.address,
                contact=met.who,
                phone=met.phone,
                access_note=met.access_note,
                brief=_brief(slip, back=back),
                point=_point(met.place),
            )
            for stop, slip, met in visited
        ),
        depot_address=(depot.address,) if depot and depot.address else (),
        depot_phone=phone_in_words(depot.phone) if depot and depot.phone else "",
        depot_point=(depot.latitude, depot.longitude) if placed else None,
        territories=tuple(territories),
        distances=distances,
        what="On y reprend" if back else "On y laisse",
    )


def _point(place: Place) -> tuple[float, float] | None:
    known = place.latitude is not None and place.longitude is not None
    return (place.latitude, place.longitude) if known else None


def _brief(slip: Slip, *, back: bool) -> str:
    """« 20 × Affiches A3, ROUE n° 3 »."""
    found = [(one, one.remaining if back else one.planned) for one in slip.lines]
    return ", ".join(one.reference if one.piece else f"{many}{NBSP}× {one.item.name}" for one, many in found if many)


def _reference(line: SlipLine) -> str:
    """« JEU n° 2, sans le sablier »: what already lacks is not looked for on the spot."""
    missing = line.piece.missing_parts if line.piece else ()
    return f"{line.reference}, sans{NBSP}: {enumerate_in_words(missing)}" if missing else line.reference


def _named_back(lines: Sequence[SlipLine]) -> list[str]:
    """How the stub names each line: as the label stuck on a piece, else « 8 panneaux »; '' for what stays.

    Two kinds of panels are told apart by their whole name.
    """
    words = [one.item.counted(one.planned) if one.item.returnable else "" for one in lines]
    named = []
    for one, said in zip(lines, words, strict=True):
        if not one.item.returnable:
            named.append("")
        elif one.piece:
            named.append(one.reference)
        else:
            named.append(said if words.count(said) == 1 else f"{one.planned}{NBSP}× {one.item.name}")
    return named
