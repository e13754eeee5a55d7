"""From blocks, figures and quotes to what an audience's press kit says: every variable filled, or its line left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base.french import typographic
from campaign.base.rich_text import Bullets, Line, Paragraph, RichText, Run, plain, read
from campaign.base.variables import filled, names_in
from campaign.documents.press_text import Press, PressContact, PressFigure, PressPicture, Section, Voice
from campaign.press.default_framework import BY_CODE, FIGURES, IN_RELEASE, LEAD, NEAR_YOU, RELEASE, TITLE, VOICES
from campaign.press.facts import FIGURE
from campaign.press.model import AudienceBlock, Figure, Quote, QuoteState

_COMPOSED = (NEAR_YOU, "programme", "partners", "visuals")  # print even without a text: something comes with them


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the texts: whose press kit, when, under embargo until when, whom to call."""

    dated: date
    body: str
    contact: PressContact
    local: str = ""
    embargo: str = ""
    town: str = ""
    about: str = ""
    address: str = ""


def composed(
    frame: Frame,
    blocks: Sequence[AudienceBlock],
    values: Mapping[str, str],
    figures: Sequence[Figure] = (),
    quotes: Sequence[Quote] = (),
    pictures: Sequence[PressPicture] = (),
) -> Press:
    """The press kit. ``quotes`` not approved are left out; a line that needs something unknown is left out and said."""
    notices: list[tuple[str, str]] = []
    texts = {one.block.code: _filled(one, values, notices) for one in blocks}
    voices = tuple(Voice(typographic(one.text), one.author, one.role) for one in quotes if _approved(one))
    waiting = [one for one in quotes if one.state is QuoteState.ASKED]
    notices += [(f"Citation de {one.author}", "pas encore validée : elle ne s’imprime pas.") for one in waiting]
    empty = [BY_CODE[code].title for code in IN_RELEASE[:3] if not texts.get(code)]
    said = IN_RELEASE if frame.local else IN_RELEASE[:3]  # « near you » is only said by local versions
    return Press(
        title=plain(texts.get(TITLE, ())),
        lead=texts.get(LEAD, ()),
        release=texts.get(RELEASE, ()),
        near_you=texts.get(NEAR_YOU, ()),
        dated=frame.dated,
        body=frame.body,
        contact=frame.contact,
        local=frame.local,
        embargo=frame.embargo,
        town=frame.town,
        sections=tuple(_sections(blocks, texts, voices, figures)),
        voices=voices,
        figures=tuple(map(_printed, figures)),
        release_figures=_named([one for one in blocks if one.block.code in said], figures),
        pictures=tuple(pictures),
        about=typographic(frame.about),
        address=frame.address,
        notices=tuple(notices),
        missing=tuple((title, "vide : écrivez-le avant d’envoyer le dossier.") for title in empty),
    )


def unsourced_numbers(text: str) -> list[str]:
    """Numbers typed in a text rather than taken from the figures: a journalist will ask where they come from.

    Years, dates, hours and list numbers are not figures.
    """
    bare = _NOT_FIGURES.sub(" ", re.sub(r"\{\{.*?\}\}", " ", text))
    return [found.strip() for found in _NUMBER.findall(bare)]


_NUMBER = re.compile(r"\d[\d \u00a0\u202f.,]*(?:\s?(?:%|€|kg|tonnes?|litres?))?")
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_NOT_FIGURES = re.compile(
    rf"\]\([^)]*\)|https?://\S+|\b\d{{1,2}}\s?h(?:\s?\d\d)?\b|\b(?:1er|\d{{1,2}})(?:\s+(?:et|au|,)\s+\d{{1,2}})*\s+(?:{_MONTH})"
    r"(?:\s+\d{4})?|\b(?:19|20)\d\d\b|^\s*\d+[.)]\s|\b0\d(?:[ .\u00a0]?\d\d){4}\b",
    re.I | re.M,
)


def _approved(quote: Quote) -> bool:
    return quote.state is QuoteState.APPROVED


def _sections(
    blocks: Sequence[AudienceBlock],
    texts: Mapping[str, RichText],
    voices: Sequence[Voice],
    figures: Sequence[Figure],
) -> Iterable[Section]:
    """Those that have something to say, in the order of the framework."""
    brought = {VOICES: bool(voices), FIGURES: bool(figures), **dict.fromkeys(_COMPOSED, True)}
    for one in blocks:
        code, text = one.block.code, texts[one.block.code]
        known = BY_CODE.get(code)
        heading = typographic(one.block.title) if one.block.custom or known is None else known.printed
        if heading and (text or brought.get(code, False)):
            yield Section(code, heading, text, _named([one], figures) if text else ())


def _named(blocks: Sequence[AudienceBlock], figures: Sequence[Figure]) -> tuple[PressFigure, ...]:
    """The figures that texts name, to print where each comes from."""
    known = {one.code: one for one in figures}
    return tuple(_printed(known[code]) for code in figures_named(blocks) if code in known)


def _printed(one: Figure) -> PressFigure:
    return PressFigure(one.value, one.label, one.source, one.source_url)


def _filled(one: AudienceBlock, values: Mapping[str, str], notices: list[tuple[str, str]]) -> RichText:
    kept: list[Paragraph | Bullets] = []
    for part in read(one.text):
        lines = [part.line] if isinstance(part, Paragraph) else list(part.lines)
        done = [said for line in lines if (said := _line(one, line, values, notices)) is not None]
        if done:
            kept.append(Paragraph(done[0]) if isinstance(part, Paragraph) else Bullets(tuple(done), part.ordered))
    return tuple(kept)


def _line(one: AudienceBlock, line: Line, values: Mapping[str, str], notices: list[tuple[str, str]]) -> Line | None:
    names = [name for run in line for name in (*names_in(run.text), *names_in(run.href))]
    for name in names:
        if not values.get(name):
            why = f"ce que dirait {{{{{name}}}}} n’est pas connu : la phrase est retirée."
            notices.append((one.block.title, why))
            return None
    said = [Run(filled(run.text, values), run.bold, filled(run.href, values)) for run in line]
    return tuple(Run(typographic(run.text), run.bold, run.href) for run in said)


def figures_named(blocks: Sequence[AudienceBlock]) -> list[str]:
    """The codes of the figures that the texts name."""
    names = [name for one in blocks for name in names_in(one.text)]
    return [name.removeprefix(FIGURE) for name in dict.fromkeys(names) if name.startswith(FIGURE)]
