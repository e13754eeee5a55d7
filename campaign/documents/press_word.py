"""The press kit and the press release as Word files, for journalists and local authorities who reuse their texts."""

from dataclasses import replace

from docx.document import Document
from docx.shared import Mm
from reportlab.lib.units import mm

from campaign.base.errors import Refused
from campaign.base.french import NBSP, enumerate_in_words, typographic
from campaign.documents import map_drawing
from campaign.documents.catalogue import KINDS, Built
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import when
from campaign.documents.legal_line import legal_line
from campaign.documents.notices import Notices
from campaign.documents.presets import Preset
from campaign.documents.press_cards import quoted
from campaign.documents.press_kit_cover import dialled
from campaign.documents.press_kit_frame import local_edition
from campaign.documents.press_reading import (
    activities_of,
    by_territory,
    opening,
    place_of,
    publication,
    sections,
    source_line,
    sources_title,
    without_programme,
)
from campaign.documents.press_side import dated
from campaign.documents.press_story import NEAR_YOU
from campaign.documents.press_text import Press, PressFigure, Section, Voice
from campaign.documents.preview import page_picture
from campaign.documents.sheet import Sheet
from campaign.documents.word_file import (
    AUTHOR,
    DETAILS,
    INSIDE_MM,
    LEAD,
    NOTICE,
    SMALL_TITLE,
    SOURCE,
    field,
    new_file,
    saved,
    shade,
    words,
)
from campaign.documents.word_parts import (
    add_contents,
    add_heading,
    add_link,
    add_picture,
    add_table,
    add_text,
    add_words,
)
from campaign.documents.word_quilt import add_quilt

KIT, RELEASE = "dossier-de-presse", "communique"
_RELEASE, _CONTACTS = "Le communiqué", "Contacts"
_MAP_HIGH = 116  # mm


def word_of(kind: str, campaign: Campaign) -> Built:
    """The same data give the same bytes. ``pages`` is 0: only Word knows.

    Raises:
        Refused: its texts are not written yet. KeyError: not a press document.
    """
    label = KINDS[kind].label
    press = campaign.press
    if press is None:
        raise Refused(f"{label} : ses textes ne sont pas encore écrits.")
    title = " – ".join(part for part in (label, campaign.name, press.local) if part)
    made = new_file(title, press.body, campaign.made_at, campaign.colours, small=kind == RELEASE)
    notices = Notices()
    for about, why in press.notices:
        notices.say(about, "", why)
    for about, why in press.missing:
        notices.block(about, "", why)
    _edges(made, label, campaign, press)
    {KIT: _kit, RELEASE: _release}[kind](made, campaign, press, notices)
    data = saved(made, campaign.made_at)
    return Built(data, 0, KINDS[kind].format_mm, notices.found, notices.blocking, "docx")


def _kit(made: Document, campaign: Campaign, press: Press, notices: Notices) -> None:
    listed = sections(campaign, press)
    add_quilt(made, campaign.colours, campaign.made_at, 2)
    made.add_paragraph("Dossier de presse", style="Subtitle")
    made.add_paragraph(words(campaign.name), style="Title")
    add_words(made, _days(campaign), "Subtitle")
    add_words(made, press.title, LEAD)
    _publication(made, campaign, press)
    add_words(made, dated(press))
    add_words(made, local_edition(press))
    add_words(made, "Sommaire", SMALL_TITLE)
    add_contents(made, [_RELEASE, *(one.title for one in listed), _CONTACTS])
    made.add_page_break()
    add_heading(made, _RELEASE, 0)
    add_heading(made, press.title, level=2)
    _story(made, press, level=2)
    for rank, section in enumerate(listed, 1):
        add_heading(made, section.title, rank)
        _section(made, campaign, press, section, notices)
    add_heading(made, _CONTACTS, len(listed) + 1)
    _contact(made, press)
    _where(made, campaign, press)
    if press.about.strip():
        add_heading(made, "À propos", level=2)
        add_words(made, press.about)
    _legal(made, campaign, press)


def _release(made: Document, campaign: Campaign, press: Press, notices: Notices) -> None:
    made.add_paragraph("Communiqué de presse", style="Subtitle")
    add_words(made, local_edition(press) or press.body, SMALL_TITLE)
    _publication(made, campaign, press)
    add_words(made, dated(press))
    made.add_paragraph(words(press.title), style="Title")
    _story(made, press, level=1)
    add_heading(made, "Les dates")
    focus = campaign.focus
    where = f"{focus.name}, {place_of(focus)}" if focus else f"{campaign.count} {campaign.place.in_form}"
    for said in (_days(campaign), campaign.common_hours, where):
        add_words(made, said, DETAILS)
    add_heading(made, "Contact presse")
    _contact(made, press)
    _where(made, campaign, press)
    if press.about.strip():
        add_heading(made, "À propos")
        add_words(made, press.about)
    _legal(made, campaign, press)


def _story(made: Document, press: Press, level: int) -> None:
    """The release as it runs; the first approved quote after the first paragraph."""
    add_text(made, press.lead, LEAD)
    first, rest = opening(press.release)
    add_text(made, first)
    if press.voices:
        _voice(made, press.voices[0])
    add_text(made, rest)
    if press.near_you and press.local:
        add_heading(made, NEAR_YOU, level=level + 1)
        add_text(made, press.near_you)
    _sources(made, press.release_figures)


def _section(made: Document, campaign: Campaign, press: Press, section: Section, notices: Notices) -> None:
    add_text(made, section.text)
    _sources(made, section.figures)
    match section.code:
        case "near_you":
            _map(made, campaign)
            _shops(made, campaign)
        case "programme":
            _programme(made, campaign)
        case "voices":
            for one in press.voices:
                _voice(made, one)
        case "figures":
            headers, rows = ("Chiffre", "Ce qu’il compte", "Source"), []
            for one in press.figures:
                rows.append((one.value, one.label, _source(one)))
            add_table(made, campaign.colours, headers, (34, 66, 66), rows)
        case "visuals":
            _visuals(made, press, notices)
        case "partners":
            for one in campaign.partners:
                add_words(made, one.name, "List Bullet")


def _voice(made: Document, one: Voice) -> None:
    add_words(made, quoted(one.text), "Quote")
    add_words(made, ", ".join(part for part in (one.author, one.role) if part), AUTHOR)


def _sources(made: Document, found: tuple[PressFigure, ...]) -> None:
    if not found:
        return
    add_words(made, sources_title(found), SMALL_TITLE)
    for one in found:
        line = add_words(made, source_line(one), SOURCE)
        if line and one.source_url:
            line.add_run(" ")
            add_link(line, one.source_url, one.source_url)


def _source(one: PressFigure) -> str:
    return f"{one.source} ({one.source_url})" if one.source_url else one.source


def _shops(made: Document, campaign: Campaign) -> None:
    headers, widths = ("N°", "Boutique", "Adresse", "Jours et heures", "Téléphone"), (11, 41, 42, 42, 30)
    for territory, listed in by_territory(campaign.shops):
        if territory:
            add_heading(made, territory, level=2)
        rows = [(str(one.number), one.name, place_of(one), one.hours, one.phone) for one in listed]
        add_table(made, campaign.colours, headers, widths, rows)


def _programme(made: Document, campaign: Campaign) -> None:
    headers, widths = ("N°", "Boutique", "Commune", "Jours et heures", "Animations"), (11, 40, 30, 42, 43)
    busy = [one for one in sorted(campaign.shops, key=lambda shop: shop.number) if one.activities]
    rows = [(str(one.number), one.name, one.commune, one.hours, activities_of(one)) for one in busy]
    add_table(made, campaign.colours, headers, widths, rows)
    add_words(made, without_programme(campaign))


def _map(made: Document, campaign: Campaign) -> None:
    """The printed map, as a picture."""
    if not campaign.territories and not any(shop.point for shop in campaign.shops):
        return
    sheet = Sheet("Carte", (INSIDE_MM, _MAP_HIGH), Preset.SCREEN, campaign.colours)
    sheet.band(0, sheet.height, "creme")
    look = map_drawing.Look(8.0, "creme", 7.6, zooms=True)
    inside = (sheet.width - 6 * mm, sheet.height - 6 * mm)
    map_drawing.draw(sheet, campaign.shops, campaign.territories, (3 * mm, 3 * mm), inside, look)
    said = f"Carte des {campaign.count} {campaign.place.in_form}, chacune à son numéro. Le tableau qui suit la redit."
    one = "Carte de la boutique. Le tableau qui suit donne son adresse et ses horaires."
    alternative = typographic(said if len(campaign.shops) > 1 else one)
    add_picture(made, page_picture(sheet.finish(campaign.made_at), width=1800), alternative)
    caption = "La carte, par numéro de boutique." + (" Fond de carte : IGN." if campaign.territories else "")
    made.add_paragraph(typographic(caption), style="Caption")


def _visuals(made: Document, press: Press, notices: Notices) -> None:
    for one in press.pictures:
        if not add_picture(made, one.picture, one.alternative or one.caption or "Visuel pour la presse"):
            notices.say(f"Visuel « {one.caption[:60]} »", "image", "ne s’ouvre pas : elle n’est pas dans le fichier.")
            continue
        credit = f"Crédit{NBSP}: {one.credit}" if one.credit.strip() else ""
        add_words(made, ". ".join(part for part in (one.caption.strip().rstrip("."), credit) if part), "Caption")
    if press.address:
        line = made.add_paragraph(typographic("Ces visuels se téléchargent en haute définition sur l’espace presse : "))
        add_link(line, press.address, press.address)


def _publication(made: Document, campaign: Campaign, press: Press) -> None:
    line = add_words(made, publication(press), NOTICE)
    shade(line.paragraph_format.element.get_or_add_pPr(), campaign.colours.hex("rose" if press.embargo else "menthe"))


def _contact(made: Document, press: Press) -> None:
    contact = press.contact
    add_words(made, contact.name, SMALL_TITLE)
    for value in (contact.service, press.body):
        add_words(made, value, DETAILS)
    for value, address in (
        (contact.phone, f"tel:{dialled(contact.phone)}"),
        (contact.email, f"mailto:{contact.email}"),
    ):
        if value.strip():
            add_link(made.add_paragraph(style=DETAILS), words(value), address)


def _where(made: Document, campaign: Campaign, press: Press) -> None:
    if address := press.address or campaign.url:
        line = made.add_paragraph(typographic("L’espace presse : " if press.address else "Le site : "), style=DETAILS)
        add_link(line, address, address)


def _legal(made: Document, campaign: Campaign, press: Press) -> None:
    """Who takes part where no section says it, then paper's own line: nothing printed it, so without the printer."""
    if not any(one.code == "partners" for one in press.sections) and campaign.partners:
        add_words(made, f"Les partenaires : {enumerate_in_words([one.name for one in campaign.partners])}.", SOURCE)
    said = legal_line(replace(campaign, printer="", paper="", partners=()), litter=False)
    add_words(made, said, SOURCE)


def _edges(made: Document, label: str, campaign: Campaign, press: Press) -> None:
    """Over each page what it is, under it its number."""
    section = made.sections[0]
    section.header_distance = section.footer_distance = Mm(11)
    said = f"{label} – {campaign.name}, {max(campaign.days).year}"
    section.header.paragraphs[0].text = words(said if not press.embargo else f"{said} – {publication(press)}")
    foot = section.footer.paragraphs[0]
    foot.text = words(f"{press.body} – page") + NBSP
    field(foot, "PAGE", "1")
    foot.add_run(" sur ")
    field(foot, "NUMPAGES", "1")


def _days(campaign: Campaign) -> str:
    return f"{when(campaign)} {max(campaign.days).year}"
