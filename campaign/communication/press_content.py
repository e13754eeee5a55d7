"""What the press kit of an audience says, from what was read once for all the pieces of an edition."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from campaign.base import clock
from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP, day_in_words, time_in_words
from campaign.base.settings import settings
from campaign.communication.content import Source, content_for, made_at
from campaign.communication.model import Audience, Scale
from campaign.documents.content import Campaign
from campaign.documents.press_text import Press, PressContact
from campaign.participation.public_shop import PublicShop
from campaign.press.composing import Frame, composed
from campaign.press.facts import Setting, at, values
from campaign.press.model import AudienceBlock, BlockState, Figure
from campaign.press.records import recorded_figures
from campaign.press.views import pictures
from campaign.territory.model import epci_forms

PRESS_KINDS = ("dossier-de-presse", "communique")


def content_with_press(source: Source, audience: Audience, kind: str) -> Campaign:
    """What a piece says; the press kit and the press release have their texts besides.

    Raises:
        NotFound: the audience takes no part.
    """
    content = content_for(source, audience, kind)
    return replace(content, press=press_of(source, audience)) if kind in PRESS_KINDS else content


def press_of(source: Source, audience: Audience, typed: Mapping[str, str] | None = None) -> Press:
    """The press kit of an audience; ``typed`` stands for texts of blocks by their code, to see them before keeping.

    Raises:
        NotFound: the audience takes no part.
    """
    figures = figures_for(source, audience)
    whom, territory = press_audiences(source, audience)
    return composed(
        _frame(source, audience),
        [_typed(one, typed or {}) for one in audience_blocks(source, audience)],
        values_for(source, audience),
        figures,
        source.press.quotes_for(whom, territory),
        pictures(source.press.visuals),
    )


def audience_blocks(source: Source, audience: Audience) -> list[AudienceBlock]:
    """Each block of the framework as an audience has it; a shop reads its territory's text when it wrote none."""
    return source.press.blocks_for(*press_audiences(source, audience))


def press_audiences(source: Source, audience: Audience) -> tuple[str, str]:
    """The audience as the room of the press writes it ('' for the département), and a shop's territory."""
    if audience.scale is Scale.DEPARTEMENT:
        return "", ""
    owner = source.shop(audience)
    siren = owner.epci_siren if owner else ""
    return str(audience), str(Audience(Scale.EPCI, siren)) if siren else ""


def figures_for(source: Source, audience: Audience) -> list[Figure]:
    """Those counted (a shop's version counts the whole event), then those typed."""
    return [*recorded_figures(_counted(source, audience), _day(source)), *source.press.figures]


def values_for(source: Source, audience: Audience) -> dict[str, str]:
    """Every variable of the texts for an audience."""
    own = source.shops_of(audience)
    return values(setting_of(source, audience), _counted(source, audience), own, figures_for(source, audience))


def _counted(source: Source, audience: Audience) -> tuple[PublicShop, ...]:
    return source.shops if audience.scale is Scale.SHOP else source.shops_of(audience)


def _day(source: Source) -> date:
    """The day of the data, the same for every version of an edition."""
    return made_at(source, source.shops).astimezone(clock.PARIS).date()


def setting_of(source: Source, audience: Audience) -> Setting:
    """What surrounds the shops of an audience."""
    place = source.place
    owner = source.shop(audience)
    whole = (place.name, place.in_form, place.of_form)
    forms = epci_forms(source.shops_of(audience)[0].territory) if audience.scale is Scale.EPCI else whole
    contact = _contact(source)
    return Setting(
        edition=source.edition,
        place=forms,
        departement=whole,
        here=at(owner.commune) if owner else forms[1],
        body=source.identity.body_name or f"Département {place.of_form}",
        contact=", ".join(part for part in (contact.name, contact.phone or contact.email) if part),
        site=source.url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/"),
    )


def _frame(source: Source, audience: Audience) -> Frame:
    sheet, local = source.press.sheet, audience.scale is not Scale.DEPARTEMENT
    embargo = sheet.embargo_until.astimezone(clock.PARIS) if sheet.embargo_until else None
    said = f"{day_in_words(embargo.date(), year=False)}, {time_in_words(embargo.time())}" if embargo else ""
    return Frame(
        dated=sheet.dated or _day(source),
        body=source.identity.body_name or f"Département {source.place.of_form}",
        contact=_contact(source),
        local=source.name_of(audience) if local else "",
        embargo=said,
        town=source.identity.town,
        about=source.brand.boilerplate,
        address=f"{(source.url or settings().public_url).rstrip('/')}/presse",
    )


def _contact(source: Source) -> PressContact:
    """The press contact; what was not typed for it is the officer's."""
    sheet, identity = source.press.sheet, source.identity
    phone = sheet.contact_phone or identity.contact_phone
    return PressContact(
        name=sheet.contact_name or identity.contact_name,
        service=sheet.contact_service or identity.contact_service,
        phone=phone_in_words(phone).replace(" ", NBSP) if phone else "",
        email=sheet.contact_email or identity.contact_email,
    )


def _typed(one: AudienceBlock, typed: Mapping[str, str]) -> AudienceBlock:
    if one.block.code not in typed:
        return one
    return replace(one, text=typed[one.block.code], state=BlockState.ADAPTED)
