"""« Votre livraison »: when the kit comes, what was left, what must come back, and telling what went wrong.

GET shows, POST keeps one declaration. For shops and for the animators of a collectivity alike.
"""

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from campaign.base import operations
from campaign.base.errors import InvalidForm, InvalidInput, NotFound, OperationReused
from campaign.base.french import time_in_words
from campaign.deliveries.declaring import MAX_TEXT, declare
from campaign.deliveries.model import SlipLine
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.place_views import Passage, PlaceDelivery, owed_in_words, place_deliveries
from campaign.stock.model import Item
from campaign.web.answer import with_link
from campaign.web.driver_form import quantity
from campaign.web.personal_link import Opened, journal_foreign_place
from campaign.web.rendering import render_personal
from campaign.web.visit import Form, Visit

PROBLEM, LEFTOVERS = DeclarationKind.PROBLEM.value, DeclarationKind.LEFTOVERS.value


@dataclass(frozen=True, slots=True)
class Shown:
    """One place: what is known of its delivery in words, and its two forms with their own operations."""

    of: PlaceDelivery
    expected: str
    pick_up: str
    got: tuple[tuple[str, str], ...]
    owed: list[str]
    told: tuple[tuple[str, Declaration, str], ...]
    typed: Form
    problems: dict[str, str]
    operations: dict[str, str]

    def value(self, name: str) -> str:
        """What was typed in a field that comes back to be corrected."""
        return (self.typed.get(name) or [""])[0]


@with_link
def delivery(visit: Visit, opened: Opened) -> Response:
    """Each place of this contact; and a declaration sent from it.

    Raises:
        NotFound: another contact's place (noted in the journal). OperationReused.
    """
    known = place_deliveries(visit.db, opened.actor, opened.link)
    if visit.request.method != "POST":
        return _page(visit, opened, known)
    typed, operation = visit.typed("lieu"), visit.typed("operation")
    if not operations.is_operation(operation):
        raise OperationReused("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    one = next((one for one in known if str(one.place.id) == typed), None)
    if one is None:
        journal_foreign_place(visit, opened, typed)
        raise NotFound("Ce lieu n’est pas le vôtre.")
    try:
        said = _declaration(visit, one)
        declare(visit.db, opened.actor, opened.page.edition.id, one.place.id, said, operation)
    except InvalidForm as refusal:
        return _page(visit, opened, known, one.place.id, refusal)
    return RedirectResponse(f"{opened.address}/livraison?fait={one.place.id}#lieu-{one.place.id}", 303)


def _declaration(visit: Visit, one: PlaceDelivery) -> Declaration:
    """What was typed; an empty number is unknown, never zero.

    Raises:
        InvalidForm.
    """
    if visit.typed("quoi") == PROBLEM:
        return Declaration(DeclarationKind.PROBLEM, visit.typed("texte"))
    problems: list[InvalidInput] = []
    left: dict[int, int] = {}
    for item, _ in one.consumables:
        typed = visit.typed(_field(item)).strip()
        try:
            if typed:
                left[item.id] = quantity(typed, _field(item))
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return Declaration(DeclarationKind.LEFTOVERS, visit.typed("texte"), left)


def _field(item: Item) -> str:
    return f"reste_{item.id}"


def _page(
    visit: Visit, opened: Opened, known: list[PlaceDelivery], wrong: int = 0, refusal: InvalidForm | None = None
) -> Response:
    problems = {one.field: one.message for one in refusal.problems} if refusal else {}
    shown = [_shown(visit, one, problems if one.place.id == wrong else {}, one.place.id == wrong) for one in known]
    return render_personal(
        visit,
        "shop_delivery.html",
        422 if refusal else 200,
        opened=opened,
        edition=opened.page.edition,
        shown=shown,
        failed=bool(refusal),
        done=visit.asked("fait"),
        most=MAX_TEXT,
        field=_field,
        counted=_units,
        kinds=(PROBLEM, LEFTOVERS),
    )


def _shown(visit: Visit, one: PlaceDelivery, problems: dict[str, str], typed: bool) -> Shown:
    kept = visit.typed("operation")
    fresh = {kind: operations.new_operation() for kind in (PROBLEM, LEFTOVERS)}
    if typed and visit.typed("quoi") in fresh:  # what comes back was not written: its operation still serves
        fresh[visit.typed("quoi")] = kept
    names = {item.id: item for item, _ in one.consumables}
    told = tuple((said.kind.label, said, _leftovers_in_words(said, names)) for said in one.declarations)
    return Shown(
        of=one,
        expected=_hours(one.expected),
        pick_up=_hours(one.pick_up),
        got=tuple(_got(line) for line in one.delivery.lines) if one.delivered else (),
        owed=owed_in_words(one.owed),
        told=told,
        typed=visit.form if typed else {},
        problems=problems,
        operations=fresh,
    )


def _hours(passage: Passage | None) -> str:
    """« entre 9 h et 10 h 30 »."""
    return f"entre {time_in_words(passage.earliest)} et {time_in_words(passage.latest)}" if passage else ""


def _got(line: SlipLine) -> tuple[str, str]:
    """(« Flyers A5 », « 3 paquets de 100 ; il en manquait 2 »)."""
    name = f"{line.item.name}, {line.reference}" if line.piece else line.item.name
    said = _units(line.item, line.done) if line.done else "rien"
    return name, f"{said} ; il en manquait {line.remaining}" if line.remaining else said


def _units(item: Item, many: int) -> str:
    return item.counted(many) if item.unit else str(many)


def _leftovers_in_words(said: Declaration, names: dict[int, Item]) -> str:
    known = [(names[key], many) for key, many in said.leftovers.items() if key in names]
    return ", ".join(f"{item.name} : {_units(item, many)}" for item, many in known)
