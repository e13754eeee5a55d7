"""Slips and driver's sheets as files, from what is planned today: one slip, or all the papers of a round."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, value
from campaign.base.errors import InvalidInput, Refused
from campaign.base.fields import phone_in_words
from campaign.base.french import day_in_words, enumerate_in_words
from campaign.base.settings import settings
from campaign.base.text import slug
from campaign.deliveries import paper_words as words
from campaign.deliveries.model import Slip, SlipKind, SlipState
from campaign.deliveries.paper_words import Met
from campaign.deliveries.road_views import road_page
from campaign.deliveries.store import due_of, known_slip, live_slip
from campaign.documents.colours import Palette
from campaign.documents.round_content import LoadingLists, RouteSheets
from campaign.documents.slip_content import DeliverySlip, Header, Inks, ReturnSlip, Slips
from campaign.documents.van_papers import Paper, paper
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.identity import views as identity
from campaign.participation.store import answers_of_edition
from campaign.participation.views import public_shops
from campaign.partners.views import contacts_of
from campaign.rounds.model import Purpose, Round, Stop
from campaign.rounds.views import round_of_place, round_plan
from campaign.stock.views import main_depot
from campaign.territory.printed import outlines

CAMPAIGN = "Les bons jours de l’occasion"
SLIPS = {SlipKind.DELIVERY: "bon-livraison", SlipKind.RETURN: "bon-reprise"}
ROUTE, LOADING = "feuille-de-route", "liste-de-chargement"
_FILES = {
    "bon-livraison": "bons-de-livraison", "bon-reprise": "bons-de-reprise", ROUTE: ROUTE, LOADING: LOADING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file to hand over: its name, French without accents, and its bytes."""

    name: str
    data: bytes


@guarded
def slip_pdf(db: Database, by: Actor, number: str, inks: Inks = Inks.COLOUR) -> PaperFile:
    """One slip on its own, with its round when there is one.

    Raises:
        NotFound; Refused: it is cancelled, or its code cannot be read.
    """
    slip = known_slip(db, number)
    if slip.state is SlipState.CANCELLED:
        raise Refused(f"Le bon {slip.number} est annulé : il ne s’imprime plus.")
    edition = edition_view(db, slip.edition_id)
    purpose = Purpose.DELIVERY if slip.kind is SlipKind.DELIVERY else Purpose.RETURN
    on = round_of_place(db, by, edition.id, slip.place.id, purpose)
    (met,) = _met(db, by, edition, [slip])
    drawn = _slip(db, by, edition, slip, met, on)
    title = f"{slip.kind.label} {slip.number}"
    return PaperFile(f"{slug(title)}.pdf", checked(_slips(db, edition, title, [drawn], inks)))


@guarded
def round_kinds(db: Database, by: Actor, round_id: int) -> tuple[str, ...]:
    """The papers a round has, by kind: a return round loads nothing.

    Raises:
        NotFound.
    """
    delivery = round_plan(db, by, round_id).purpose is Purpose.DELIVERY
    return (ROUTE, LOADING, "bon-livraison") if delivery else (ROUTE, "bon-reprise")


@guarded
def round_paper(db: Database, by: Actor, round_id: int, kind: str, inks: Inks = Inks.COLOUR) -> PaperFile:
    """One paper of a round. Slips are in the order of loading: last delivered, first loaded (documents.md); those of a
    return round in the order of the road.

    Raises:
        NotFound; InvalidInput: a kind this round does not have; Refused: no slip yet, or a code that cannot be read.
    """
    known = round_kinds(db, by, round_id)
    if kind not in known:
        raise InvalidInput("kind", f"Papier inconnu. Ceux de cette tournée : {enumerate_in_words(known)}.", known[0])
    page = road_page(db, by, round_id)
    if not page.stops:
        raise Refused("Aucun bon pour cette tournée : préparez d’abord les bons.")
    edition, one = page.edition, page.round
    mets = _met(db, by, edition, [stop.slip for stop in page.stops])
    title = f"{_FILES[kind].replace('-', ' ').capitalize()}, {one.name}"
    content: Paper
    if kind == ROUTE:
        visited = [(stop.stop, stop.slip, met) for stop, met in zip(page.stops, mets, strict=True)]
        told = words.route_sheet(
            one, page.kind, visited, main_depot(db, by), tuple(outlines(settings().departement).values()),
            round_plan(db, by, round_id).distances,
        )  # fmt: skip
        content = RouteSheets(title, header_of(db, edition.name, inks), (told,))
    elif kind == LOADING:
        loaded = words.loading_list(one, [(stop.stop, stop.slip) for stop in page.stops])
        content = LoadingLists(title, header_of(db, edition.name, inks), (loaded,))
    else:
        drawn = [
            _slip(db, by, edition, stop.slip, met, (one, stop.stop)) for stop, met in zip(page.stops, mets, strict=True)
        ]
        ordered = drawn[::-1] if page.kind is SlipKind.DELIVERY else drawn
        content = _slips(db, edition, title, ordered, inks)
    return PaperFile(f"{_FILES[kind]}-{slug(one.name)}-{one.day:%Y-%m-%d}.pdf", checked(content))


@guarded
def round_papers(db: Database, by: Actor, round_id: int, inks: Inks = Inks.COLOUR) -> PaperFile:
    """All the papers of a round in one archive.

    Raises:
        NotFound; Refused, as ``round_paper``.
    """
    files = [round_paper(db, by, round_id, kind, inks) for kind in round_kinds(db, by, round_id)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.writestr(one.name, one.data)
    after = files[0].name.removeprefix(f"{_FILES[ROUTE]}-").removesuffix(".pdf")
    return PaperFile(f"tournee-{after}.zip", out.getvalue())


def header_of(db: Database, edition_name: str, inks: Inks) -> Header:
    """What opens every paper, in the colours of the département; ``edition_name`` is « Novembre 2026 »."""
    brand = identity.brand(db)
    said = f"{CAMPAIGN}, {edition_name[:1].lower()}{edition_name[1:]}" if edition_name else CAMPAIGN
    return Header(said, inks, Palette(brand.field, brand.accent, brand.second), clock.now())


def _slips(db: Database, edition: Edition, title: str, drawn: Sequence[DeliverySlip | ReturnSlip], inks: Inks) -> Slips:
    return Slips(title, header_of(db, edition.name, inks), tuple(drawn))


def _slip(
    db: Database, by: Actor, edition: Edition, slip: Slip, met: Met, on: tuple[Round, Stop] | None
) -> DeliverySlip | ReturnSlip:
    url, phone = settings().public_url, phone_of_the_day(db, by)
    if slip.kind is SlipKind.RETURN:
        return words.return_slip(slip, met, url, on=on, phone=phone)
    due, _ = due_of(db, edition)
    coming = round_of_place(db, by, edition.id, slip.place.id, Purpose.RETURN)
    collected = (
        words.half_day(coming[0].day, coming[1].arrive) if coming else f"à partir du {day_in_words(due, year=False)}"
    )
    back = _back(db, slip)
    return words.delivery_slip(slip, met, url, on=on, due=due, back=back, collected=collected, phone=phone)


def _back(db: Database, slip: Slip) -> str:
    """The number the return slip has, or will have: that of the delivery, unless another place took it."""
    live = live_slip(db, slip.edition_id, SlipKind.RETURN, slip.place.id)
    if live:
        return live.number
    number = f"{SlipKind.RETURN.prefix}{slip.number[2:]}"
    return "" if value(db, "SELECT 1 FROM slips WHERE number = ?", [number]) else number


def _met(db: Database, by: Actor, edition: Edition, slips: Sequence[Slip]) -> list[Met]:
    """Each slip's place with its public number, the first who answers for it, how to get in."""
    numbers = {one.place_id: one.number for one in public_shops(db, edition)}
    answers = answers_of_edition(db, edition.id)
    found = []
    for slip in slips:
        people = contacts_of(db, by, slip.place.id)
        answer = answers.get(slip.place.id)
        note = answer.access_note if answer else ""
        found.append(Met(slip.place, numbers.get(slip.place.id, 0), people[0] if people else None, note))
    return found


@guarded
def phone_of_the_day(db: Database, by: Actor) -> str:
    """Whom to call on the road: the main depot, else the officer's service; '' when neither is known."""
    depot = main_depot(db, by)
    found = (depot.phone if depot else "") or identity.identity(db).contact_phone
    return phone_in_words(found) if found else ""


def checked(content: Paper) -> bytes:
    """The file, read back before it is handed over.

    Raises:
        Refused: something would fail on the road.
    """
    built = paper(content)
    if built.blocking:
        raise Refused(f"Ce papier ne peut pas servir. {built.blocking[0]}")
    return built.data
