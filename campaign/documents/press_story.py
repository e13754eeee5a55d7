"""The press release as it runs, in the press kit and on its own page: title, opening, body, quote, near you."""

from dataclasses import replace

from campaign.base.rich_text import plain
from campaign.documents import office_text as fonts
from campaign.documents.press_cards import notes, voice_row
from campaign.documents.press_flow import Element, Row, Rows, Writer
from campaign.documents.press_kit_frame import BODY, LEAD, SMALL
from campaign.documents.press_lines import Style
from campaign.documents.press_reading import opening as opening_of
from campaign.documents.press_text import Press

NEAR_YOU = "Près de chez vous"
LONG_ABOUT = 600  # signs of a presentation of who organises, which then counts among what to shorten
_TITLE = Style(fonts.TITLE, fonts.TITLE, 23, 1.12, hyphens=False)
_HEAD = Style(fonts.TITLE, fonts.TITLE, 13.5, 1.2, "accent", hyphens=False)


def story(writer: Writer, press: Press, factor: float, *, titled: bool = True) -> list[Element]:
    """Everything of the release; ``factor`` shrinks it. The first approved quote comes after the first paragraph."""
    body = BODY.scaled(factor)
    found: list[Element] = []
    if titled:
        found += writer.words(press.title, _TITLE.scaled(factor), "H3", glued=True)
    found += writer.rich(press.lead, LEAD.scaled(factor))
    opening, rest = opening_of(press.release)
    found += writer.rich(opening, body)
    if press.voices:
        found.append(_quote(writer, press, factor))
    found += writer.rich(rest, body)
    if press.near_you and press.local:
        found += writer.words(NEAR_YOU, _HEAD.scaled(factor), "H4" if titled else "H2", glued=True)
        found += writer.rich(press.near_you, body)
    if found:
        found[-1] = replace(found[-1], glued=True)
        found += _end(writer, factor)
    found += notes(writer, press.release_figures)
    return found


def about_us(writer: Writer, words: str, factor: float) -> list[Element]:
    """« À propos »: who organises, the same in every release; [] when there is nothing to say."""
    if not words.strip():
        return []
    title = Style(fonts.STRONG, fonts.PILL, 9.4, 1.3, "accent", hyphens=False)
    return [*writer.words("À propos", title.scaled(factor), glued=True), *writer.words(words, SMALL.scaled(factor))]


def release_signs(press: Press) -> dict[str, int]:
    """How many signs each block of the release has, by its French name."""
    counted = {
        "Le communiqué": len(plain(press.release)),
        "Chapô": len(plain(press.lead)),
        "Titre": len(press.title),
    }
    if press.local:
        counted[NEAR_YOU] = len(plain(press.near_you))
    if len(press.about) > LONG_ABOUT:
        counted["À propos"] = len(press.about)
    if press.voices:
        counted[f"Citation de {press.voices[0].author}"] = len(press.voices[0].text)
    return counted


def _quote(writer: Writer, press: Press, factor: float) -> Element:
    row = voice_row(writer.sheet, writer, press.voices[0], writer.room, 1, 10.6 * factor)
    return Rows((row,), 0.8 * BODY.step * factor)


def _end(writer: Writer, factor: float) -> list[Element]:
    """Three points: nothing more is to come, as the press is used to."""
    sheet = writer.sheet
    step = 4.2 * BODY.size * factor

    def draw(x: float, top: float) -> None:
        writer.reader.at()
        middle = x + writer.room / 2
        for rank in (-1, 0, 1):
            sheet.disc(middle + rank * 9 * factor, top - 0.4 * step, 1.9 * factor, "accent")

    return [Rows((Row(0.6 * step, draw),), 0.3 * BODY.step)]
