"""What the documents say of an edition, read once from the rooms, then cut for each audience."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal
from campaign.base.database import Database
from campaign.base.errors import NotFound, Refused
from campaign.base.fields import phone_in_words
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.communication.answer_sheets import answer_sheet
from campaign.communication.doubts import Doubts, doubts_of
from campaign.communication.model import ANSWER_SHEET, DEPARTEMENT, Audience, Scale, names_the_shop
from campaign.documents.answer_sheet_content import AnswerSheet
from campaign.documents.colours import Palette
from campaign.documents.content import Campaign, Partner, Place, Shop
from campaign.documents.map_plan import Territory
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.identity import views as identity
from campaign.identity.brand import Brand
from campaign.identity.model import Identity
from campaign.participation.model import Participation
from campaign.participation.public_shop import PublicShop, common_hours
from campaign.participation.views import participations, public_shops
from campaign.partners.model import Category
from campaign.partners.suggesting import pending_suggestions
from campaign.press.views import Material, material
from campaign.territory import views as territory
from campaign.territory.model import epci_forms
from campaign.territory.printed import outlines

TITLE = ("Les bons", "jours de", "l’occasion")
_MOST_OFFERS = 6
_EDITION_VERBS = ("add_edition", "change_edition")  # the only ones that change what is printed
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Source:
    """All that one edition's documents are made from, as it stood at one moment.

    ``answers`` are by place, ``outlines`` by SIREN, or the département's alone under its code.
    """

    edition: Edition
    shops: tuple[PublicShop, ...]
    answers: dict[int, Participation]
    brand: Brand
    partners: tuple[Partner, ...]
    place: Place
    outlines: dict[str, Territory]
    url: str
    changed_at: datetime
    identity: Identity
    press: Material
    doubts: Doubts = field(default_factory=Doubts)

    def shop(self, audience: Audience) -> PublicShop | None:
        """The shop a piece is made for, None for a collective one."""
        return next((one for one in self.shops if one.place_id == audience.place_id), None)

    def shops_of(self, audience: Audience) -> tuple[PublicShop, ...]:
        """The shops of an audience; a shop's is itself.

        Raises:
            NotFound: the EPCI or the shop takes no part.
        """
        if audience.scale is Scale.DEPARTEMENT:
            return self.shops
        if audience.scale is Scale.EPCI:
            found = tuple(one for one in self.shops if one.epci_siren == audience.number)
            if not found:
                raise NotFound("Aucune boutique de cette intercommunalité ne participe à cette édition.")
            return found
        found = tuple(one for one in self.shops if one.place_id == audience.place_id)
        if not found:
            raise NotFound("Cette boutique ne participe pas à cette édition.")
        return found

    def name_of(self, audience: Audience) -> str:
        """« Maine-et-Loire », « Mauges Communauté », « La Malle à Félicie »."""
        shops = self.shops_of(audience)
        if audience.scale is Scale.EPCI:
            return epci_forms(shops[0].territory)[0]
        return shops[0].name if audience.scale is Scale.SHOP else self.place.name

    def audiences(self) -> list[Audience]:
        """The département, each EPCI with a shop, each shop, in the order of the numbers."""
        epcis = dict.fromkeys(one.epci_siren for one in self.shops if one.epci_siren)
        return [
            DEPARTEMENT,
            *(Audience(Scale.EPCI, siren) for siren in epcis),
            *(Audience(Scale.SHOP, str(one.place_id)) for one in self.shops),
        ]


@guarded
def read_source(db: Database, by: Actor, edition_id: int) -> Source:
    """Everything the documents of an edition need.

    Raises:
        NotFound: no such edition; Refused: cancelled, or no shop has confirmed yet.
    """
    edition = edition_view(db, edition_id)
    if edition.state(clock.today()) is State.CANCELLED:
        raise Refused("Cette édition est annulée : ses documents ne se font plus.")
    shops = tuple(public_shops(db, edition))
    if not shops:
        raise Refused("Aucune boutique n’a encore confirmé : les documents se font dès la première réponse.")
    found = territory.departement(settings().departement)
    brand = identity.brand(db)
    invited = participations(db, by, edition_id)
    lines = journal.entries(db, "edition", edition_id)
    return Source(
        edition=edition,
        shops=shops,
        answers={one.place.id: one for one in invited},
        identity=identity.identity(db),
        brand=brand,
        partners=tuple(_partners(db)),
        place=Place(found.name, found.in_form, found.of_form),
        outlines=outlines(found.code),
        url=brand.website or settings().public_url,
        changed_at=_changed_at(db, edition_id),
        press=material(db, by, edition_id),
        doubts=doubts_of(edition, clock.today(), invited, pending_suggestions(db, by), lines),
    )


@guarded
def content_of(db: Database, by: Actor, edition_id: int, audience: Audience, kind: str = "") -> Campaign:
    """What a piece for this audience says.

    Raises:
        NotFound: the EPCI or the shop takes no part; Refused: no document can be made of this edition.
    """
    return content_for(read_source(db, by, edition_id), audience, kind)


def content_for(source: Source, audience: Audience, kind: str = "") -> Campaign:
    """The same, from what was read. Signage of a shop that may not advertise is the common one, without its name.

    Raises:
        NotFound: the EPCI or the shop takes no part.
    """
    owner = source.shop(audience)
    named = owner is None or names_the_shop(kind, owner.may_advertise)
    listed = source.shops_of(audience if named else DEPARTEMENT)
    shops = tuple(_shop(source, one) for one in listed)
    brand = source.brand
    return Campaign(
        title=TITLE,
        days=source.edition.days,
        place=_place(source, audience, listed),
        shops=shops,
        url=source.url,
        everyone=len(source.shops) if owner and named else 0,
        page=_page(source, owner if named else None),
        hours=common_hours(listed, len(source.edition.days)),
        territories=_territories(source, audience, listed),
        partners=source.partners,
        focus=shops[0] if owner and named else None,
        printer=brand.printer,
        paper=brand.paper,
        credits=brand.credits,
        colours=Palette(brand.field, brand.accent, brand.second),
        awaited=_awaited(source, audience),
        answers_until=source.doubts.answers_until,
        sheet=_answer_sheet(source, owner) if owner and kind == ANSWER_SHEET else None,
        made_at=made_at(source, listed),
        **({"offers": said} if (said := offers(listed)) else {}),
    )


def offers(shops: Sequence[PublicShop]) -> str:
    """« Meubles, vêtements, livres »: what most of these shops sell, six at most; '' when none said."""
    counted = Counter(category for shop in shops for category in shop.categories)
    order = list(Category)
    most = sorted(counted, key=lambda one: (-counted[one], order.index(one)))[:_MOST_OFFERS]
    said = ", ".join(one.label.lower() for one in sorted(most, key=order.index))
    return said[:1].upper() + said[1:]


def _territories(source: Source, audience: Audience, shops: Sequence[PublicShop]) -> tuple[Territory, ...]:
    """The whole département for its own pieces, else the EPCI of the shops."""
    sirens = {one.epci_siren for one in shops}
    inside = tuple(one for siren, one in source.outlines.items() if siren in sirens)
    return inside if audience.scale is not Scale.DEPARTEMENT and inside else tuple(source.outlines.values())


def _shop(source: Source, shop: PublicShop) -> Shop:
    found = source.answers.get(shop.place_id)
    located = shop.latitude is not None and shop.longitude is not None
    return Shop(
        number=shop.number,
        mark=str(shop.place_id),
        name=shop.name,
        commune=shop.commune,
        address=shop.address,
        short_name=found.place.short_name if found else "",
        hours=shop.hours_text,
        activities=shop.activity_names,
        phone=phone_in_words(shop.phone) if shop.phone else "",
        categories=tuple(one.label for one in shop.categories),
        territory=epci_forms(shop.territory)[0] if shop.territory else "",
        point=(shop.latitude, shop.longitude) if located else None,
        corrections=source.doubts.corrections.get(shop.place_id, ()),
        unasked_days=source.doubts.unasked_days(source.edition, found),
    )


def _answer_sheet(source: Source, shop: PublicShop) -> AnswerSheet | None:
    """Its last answer is this edition's: only shops that confirmed have pieces."""
    found = source.answers.get(shop.place_id)
    if found is None or found.answer is None:
        return None
    return answer_sheet(source.edition, found.place, source.identity, found.contact, found.answer.values)


def _awaited(source: Source, audience: Audience) -> int:
    """How many shops may still join a collective piece."""
    if audience.scale is Scale.EPCI:
        return source.doubts.awaited.count(audience.number)
    return len(source.doubts.awaited) if audience.scale is Scale.DEPARTEMENT else 0


def _page(source: Source, shop: PublicShop | None) -> str:
    """The map, or the page of the shop whose own piece it is; '' while only the printed address is open to all.

    The address printed may be a short one that leads here: pages are those of the software's public address.
    """
    public = settings().public_url
    if source.url != public and not settings().is_https:
        return ""
    return f"{public}/boutiques/{shop.slug}" if shop else f"{public}/carte"


def _place(source: Source, audience: Audience, shops: Sequence[PublicShop]) -> Place:
    return Place(*epci_forms(shops[0].territory)) if audience.scale is Scale.EPCI else source.place


def made_at(source: Source, shops: Sequence[PublicShop]) -> datetime:
    """The latest change of what these shops' pieces say: the same data bear the same moment."""
    moments = [source.changed_at]
    for shop in shops:
        if found := source.answers.get(shop.place_id):
            moments += [moment for moment in (found.place.updated_at, found.answer and found.answer.at) if moment]
    return max(moments)


def _changed_at(db: Database, edition_id: int) -> datetime:
    """When the edition, the identity or its dress last changed; a journal purged since says nothing of it."""
    lines = [one for one in journal.entries(db, "edition", edition_id) if one.verb in _EDITION_VERBS]
    lines += [*journal.entries(db, "identity", limit=1), *journal.entries(db, "brand", limit=1)]
    return max((one.at for one in lines), default=_LONG_AGO)


def _partners(db: Database) -> list[Partner]:
    """Logos in their order, then the partners of the settings that sent none."""
    listed = []
    for logo in identity.logos(db):
        try:
            picture = identity.logo_picture(db, logo)
        except NotFound:  # its file was lost: the name is printed instead
            picture = None
        listed.append(Partner(logo.name, picture))
    known = {search_key(one.name) for one in listed}
    for line in identity.identity(db).partners.splitlines():
        if line.strip() and search_key(line) not in known:
            listed.append(Partner(line.strip()))
            known.add(search_key(line))
    return listed
