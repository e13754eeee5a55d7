"""What the driver's templates are given: the stops of a round, the lines of a form, in French words."""

from dataclasses import dataclass

from campaign.base import operations
from campaign.base.french import NBSP, clock_in_words, day_in_words, time_in_words
from campaign.deliveries.model import PieceState, SlipKind, SlipState
from campaign.deliveries.road_views import RoadPage, RoadStop
from campaign.rounds.links import LIFE
from campaign.rounds.model import Round
from campaign.stock.model import Item
from campaign.web.driver_form import ISSUES, MOST_TYPED, RECEIVED, leftover_field, line_field
from campaign.web.visit import Visit

# How each answer on a numbered piece looks.
_LOOKS = {PieceState.OK: ("menthe", "check"), PieceState.DAMAGED: ("paille", "warning"),
          PieceState.MISSING: ("rose", "cross")}  # fmt: skip
STATES = tuple((one.value, one.label, *_LOOKS[one]) for one in PieceState)
DONE, FAILED, WAITING, TO_DO = "done", "failed", "waiting", "to_do"


@dataclass(frozen=True, slots=True)
class ShownStop:
    """A stop of the list: ``state`` is DONE, FAILED, WAITING (to be settled) or TO_DO; ``said`` its words; ``at`` the
    hour it is expected."""

    stop: RoadStop
    state: str
    said: str
    at: str
    delivery: bool
    next: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a form, as it was typed or as it is planned."""

    field: str
    label: str
    reference: str = ""
    hint: str = ""
    planned: int = 0
    most: int = MOST_TYPED
    piece: bool = False
    value: str = ""
    state: str = ""
    note: str = ""
    ok: str = ""
    damaged: str = ""
    missing: str = ""


def bar_note(shown: Round) -> str:
    """« Tournée T2 · jeudi 24 octobre »."""
    return f"Tournée {shown.number} · {day_in_words(shown.day, year=False)}"


def until(shown: Round) -> str:
    """The last day of its link, ISO: the phone then forgets the pages."""
    return (shown.day + LIFE).isoformat()


def round_context(page: RoadPage) -> dict[str, object]:
    """The list of the stops; the next one is the first that nobody has said anything of."""
    shown: list[ShownStop] = []
    for stop in page.stops:
        state = _state(stop)
        is_next = state == TO_DO and not any(one.next for one in shown)
        delivery = stop.slip.kind is SlipKind.DELIVERY
        at = time_in_words(stop.stop.arrive) if stop.stop else ""
        shown.append(ShownStop(stop, state, said_of(stop), at, delivery, is_next))
    return {
        "round": page.round,
        "stops": shown,
        "done": sum(one.state != TO_DO for one in shown),
        "depot_phone": page.depot_phone,
        "bar_note": bar_note(page.round),
        "until": until(page.round),
    }


def _state(stop: RoadStop) -> str:
    if stop.state in (SlipState.DONE, SlipState.PARTLY):
        return DONE
    if stop.state is SlipState.TO_DO:
        return WAITING if stop.message else TO_DO
    return FAILED


def said_of(stop: RoadStop) -> str:
    """« livré à 8 h 25 », « 6 colis »."""
    slip, at = stop.slip, f" à {clock_in_words(stop.at)}" if stop.at else ""
    if slip.state is SlipState.TO_DO:
        if stop.message:
            return "à arbitrer"
        return f"{stop.parcels}{NBSP}colis" if slip.kind is SlipKind.DELIVERY else "à reprendre"
    if slip.state is SlipState.CANCELLED:
        return "annulé"
    if slip.state is SlipState.FAILED:
        return f"rien laissé{at}" if slip.kind is SlipKind.DELIVERY else f"rien repris{at}"
    done = "livré" if slip.kind is SlipKind.DELIVERY else "repris"
    return f"{done} en partie{at}" if slip.state is SlipState.PARTLY else f"{done}{at}"


def already(stop: RoadStop) -> str:
    """What is known of a stop where somebody was before, '' the first time."""
    if stop.message:
        return f"À arbitrer par le dépôt : {stop.message}"
    if stop.state is SlipState.TO_DO:
        return ""
    more = " Une nouvelle saisie sera à arbitrer par le dépôt." if stop.state is SlipState.DONE else ""
    return f"Déjà noté : {said_of(stop)}.{more}"


def delivery_context(visit: Visit, stop: RoadStop) -> dict[str, object]:
    """The form of a delivery: planned quantities at first, what was typed after a refusal."""
    posted = visit.request.method == "POST"
    lines = []
    for line in stop.slip.lines:
        field = line_field(line)
        # A second visit brings what was missing the first time.
        wanted = line.remaining if stop.state is SlipState.PARTLY else line.planned
        value = visit.typed(field) if posted and field in visit.form else str(wanted)
        hint = line.reference if line.piece else f"prévu : {_units(line.item, wanted)}"
        hint += ", à rendre" if line.item.returnable else ""
        lines.append(
            ShownLine(
                field, line.item.name, line.reference, hint, wanted, value=value, most=1 if line.piece else MOST_TYPED
            )
        )
    issue = visit.typed("issue")
    return _form(visit, stop) | {
        "lines": lines, "issues": ISSUES, "issue": issue if issue in ISSUES else RECEIVED,
    }  # fmt: skip


def return_context(visit: Visit, stop: RoadStop) -> dict[str, object]:
    """The form of a return: nothing is ticked beforehand, what came back already is no longer asked."""
    lines, seen = [], 0
    waiting = [line for line in stop.slip.lines if line.remaining]
    for line in waiting:
        field, rest = line_field(line), line.remaining
        ok, damaged, missing = (visit.typed(f"{field}-{one.value}") for one in PieceState)
        state = visit.typed(field) if visit.typed(field) in list(PieceState) else ""
        seen += bool(state) or sum(int(one) for one in (ok, damaged, missing) if one.isdecimal() and len(one) < 5)
        lines.append(
            ShownLine(
                field, line.item.name, line.reference, f"{_units(line.item, rest)} à rendre", rest,
                piece=bool(line.piece), state=state, note=visit.typed(f"{field}-note"),
                ok=ok, damaged=damaged, missing=missing,
            )
        )  # fmt: skip
    rests = [
        ShownLine(
            leftover_field(item), item.name, hint=f"reçu : {_units(item, many)}", most=many,
            value=visit.typed(leftover_field(item)),
        )
        for item, many in stop.leftovers
    ]  # fmt: skip
    total = sum(line.remaining for line in waiting)
    return _form(visit, stop) | {
        "lines": lines, "leftovers": rests, "states": STATES, "total": total, "seen": seen,
    }  # fmt: skip


def _units(item: Item, quantity: int) -> str:
    """« 5 paquets de 100 », « 8 »."""
    said = item.counted(quantity) if item.unit else str(quantity)
    return said.replace(" de ", f" de{NBSP}")


def _form(visit: Visit, stop: RoadStop) -> dict[str, object]:
    typed_operation = visit.typed("operation")
    return {
        "stop": stop,
        "already": already(stop),
        "typed": visit.typed,
        # What comes back to be corrected was not written: its operation still serves.
        "operation": typed_operation if operations.is_operation(typed_operation) else operations.new_operation(),
    }
