"""The debrief as a sheet of paper, for who will not type it: a place's own, or those of all who told nothing yet."""

from collections.abc import Mapping, Sequence

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import NotFound, Refused
from campaign.base.fields import phone_in_words
from campaign.base.french import short_day
from campaign.base.text import slug
from campaign.debrief.default_questions import RANGE
from campaign.debrief.model import AnswerKind, Audience, Debrief, Question, QuestionSet, Section, field_of
from campaign.debrief.reach import Teller, declared_of, known_teller, received_of
from campaign.debrief.reading import UNKNOWN, choices_of
from campaign.debrief.store import debrief_of, latest_set, set_of
from campaign.debrief.views import debriefs, place_debrief
from campaign.deliveries.papers import PaperFile, checked, header_of
from campaign.documents.debrief_sheet_content import (
    DebriefSheet,
    DebriefSheets,
    Shape,
    SheetGiven,
    SheetPart,
    SheetQuestion,
)
from campaign.documents.slip_content import Inks
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.identity import views as identity
from campaign.identity.model import Identity
from campaign.participation.answer_codes import code_of

KIND = "fiche-bilan"
_TITLES = {Audience.SHOP: "Bilan de la boutique", Audience.ANIMATOR: "Bilan des animations"}
_LABELS = {Audience.SHOP: "Boutique", Audience.ANIMATOR: "Collectivité"}
_SHAPES = {AnswerKind.FIGURE: Shape.FIGURE, AnswerKind.TEXT: Shape.LINES}
_PERMISSION = "Vous pouvez me citer dans le bilan."
_SHORT, _LONG = 3, 4  # lines to write, for a text whose length is bounded or not
_NOBODY = "Aucune fiche à imprimer : tous ceux qui ont participé ont déjà raconté quelque chose."

Fields = Mapping[str, str | Sequence[str]]


@guarded
def sheet_pdf(db: Database, by: Actor, edition_id: int, place_id: int, inks: Inks = Inks.COLOUR) -> PaperFile:
    """The sheet of one place, with what it told or declared already printed in it.

    Raises:
        NotFound: a place of which no debrief is asked. Refused: the paper cannot serve.
    """
    page = place_debrief(db, by, edition_id, place_id)
    teller = known_teller(db, by, edition_id, place_id)
    asked = [(one.section, one.questions) for one in page.parts]
    name = page.debrief.answered_by if page.debrief else ""
    known = page.fields | _quotes(page.debrief)
    drawn = _sheet(teller, asked, known, page.received, identity.identity(db), name)
    title = f"Fiche-bilan, {teller.place.name}"
    file = f"{KIND}-{slug(teller.place.name)[:60].strip('-')}-{drawn.code.lower()}.pdf"
    return PaperFile(file, _file(db, teller.edition, title, [drawn], inks))


@guarded
def sheets_pdf(db: Database, by: Actor, edition_id: int, inks: Inks = Inks.COLOUR) -> PaperFile:
    """One file: a sheet for each place that took part and told nothing yet, by name.

    Raises:
        NotFound: no such edition. Refused: nobody is left, or the paper cannot serve.
    """
    edition, who, drawn = edition_view(db, edition_id), identity.identity(db), []
    for line in debriefs(db, by, edition_id):
        if line.debrief and line.debrief.answers:
            continue
        try:
            teller = known_teller(db, by, edition_id, line.place.id)
        except NotFound:  # it opened its debrief, then said that it did not come
            continue
        drawn.append(_empty_sheet(db, teller, who))
    if not drawn:
        raise Refused(_NOBODY)
    title = f"Fiches-bilan, {edition.name}"
    return PaperFile(f"fiches-bilan-{slug(edition.name)[:60].strip('-')}.pdf", _file(db, edition, title, drawn, inks))


def _empty_sheet(db: Database, teller: Teller, who: Identity) -> DebriefSheet:
    """Of a place that answered nothing; what it declared as left over is known, but where it emptied it."""
    edition_id, place_id = teller.edition.id, teller.place.id
    begun = debrief_of(db, edition_id, place_id)
    questions = _set_of(db, teller, begun)
    asked = [(one, questions.of_section(one.code, teller.traits)) for one in questions.sections]
    emptied = {
        one.code for section, of_part in asked for one in of_part if begun and begun.section_version(section.code)
    }
    known = {field: said for field, said in declared_of(db, edition_id, place_id, questions).items()
             if field not in emptied}  # fmt: skip
    return _sheet(teller, asked, known, received_of(db, edition_id, place_id, questions), who, "")


def _set_of(db: Database, teller: Teller, begun: Debrief | None) -> QuestionSet:
    return set_of(db, begun.audience, begun.set_version) if begun else latest_set(db, teller.audience)


def _file(db: Database, edition: Edition, title: str, drawn: Sequence[DebriefSheet], inks: Inks) -> bytes:
    return checked(DebriefSheets(title, header_of(db, edition.name, inks), tuple(drawn)))


def _sheet(
    teller: Teller, asked: Sequence[tuple[Section, Sequence[Question]]], known: Fields, received: Mapping[str, int],
    who: Identity, answered_by: str,
) -> DebriefSheet:  # fmt: skip
    """What is asked at the event; what is asked months later has its own page, not this one."""
    place, edition = teller.place, teller.edition
    town = f"{place.postcode} {place.commune}".strip()
    parts = [
        SheetPart(section.title, section.hint, tuple(_question(one, teller, known, received) for one in questions))
        for section, questions in asked
        if questions and not section.after_months
    ]
    sender = [who.body_name, *who.postal_address.splitlines()]
    return DebriefSheet(
        title=_TITLES[teller.audience],
        code=code_of(edition.id, place.id),
        place=place.name,
        address=tuple(line for line in (place.address, place.address_more, town) if line),
        days=edition.days_text,
        parts=tuple(parts),
        body=who.body_name,
        officer=who.contact_name,
        phone=phone_in_words(who.contact_phone) if who.contact_phone else "",
        email=who.contact_email,
        return_address=tuple(dict.fromkeys(line.strip() for line in sender if line.strip())),
        label=_LABELS[teller.audience],
        answered_by=answered_by,
    )


def _question(asked: Question, teller: Teller, known: Fields, received: Mapping[str, int]) -> SheetQuestion:
    days = teller.days if asked.per_day else (None,)
    figure = asked.kind is AnswerKind.FIGURE
    offered = [(str(one), one.label) for one in asked.units] if figure else choices_of(asked)
    codes = [code for code, _ in offered]
    given = [
        _given(known, field_of(asked, day), codes, day=short_day(day) if day else "", figure=figure) for day in days
    ]
    field = field_of(asked)
    return SheetQuestion(
        label=asked.label,
        hint=_hint(asked, received),
        shape=_SHAPES.get(asked.kind, Shape.TICKS),
        given=tuple(given),
        offered=tuple(label for _, label in offered),
        lines=_SHORT if asked.max_length else _LONG,
        permission=_PERMISSION if asked.quotable else "",
        permitted=bool(known.get(f"{field}-quote")),
        signed=str(known.get(f"{field}-name", "")),
    )


def _given(known: Fields, field: str, codes: Sequence[str], *, day: str, figure: bool) -> SheetGiven:
    held = known.get(field, "")
    chosen = (held,) if isinstance(held, str) else tuple(held)
    unknown = UNKNOWN in chosen or bool(known.get(f"{field}-{UNKNOWN}"))
    if figure:
        low, _, high = "".join(chosen).partition(" à ")
        unit = known.get(f"{field}-unit", "")
        ticked = frozenset(rank for rank, code in enumerate(codes) if code == unit)
        return SheetGiven(day, low, high, ticked, unknown=unknown)
    ticked = frozenset(rank for rank, code in enumerate(codes) if code in chosen)
    return SheetGiven(day, ticked=ticked, text="" if codes else "".join(chosen), unknown=unknown)


def _hint(asked: Question, received: Mapping[str, int]) -> str:
    """Without what the boxes of the sheet already say."""
    if many := received.get(asked.code):
        return f"sur {many} livrés" if many > 1 else "sur 1 livré"
    return "" if asked.hint == RANGE else asked.hint


def _quotes(told: Debrief | None) -> dict[str, str]:
    """The fields of what may be quoted."""
    found: dict[str, str] = {}
    for one in told.quotes if told else ():
        found |= {f"{one.question}-quote": "yes", f"{one.question}-name": one.name}
    return found
