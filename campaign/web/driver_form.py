"""What a driver's form says, read into what the room « deliveries » takes. Nothing is written here."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from campaign.base import pictures
from campaign.base.errors import InvalidForm, InvalidInput, UnreadableFile
from campaign.base.text import clean_text
from campaign.deliveries.model import DeliverySaid, LineSaid, Outcome, PieceState, ReturnSaid, Slip, SlipLine
from campaign.deliveries.road import everything_back
from campaign.stock.model import Item
from campaign.web.visit import Visit

WHOLE_FROM_0 = "Quantité : entier à partir de 0"
MOST_TYPED = 9999  # of one line; beyond, a finger slipped
RECEIVED, ALL_BACK = "received", "tout"
# How a delivery went, as the fold « Personne sur place ? » says it.
ISSUES = {
    RECEIVED: "Remis à quelqu’un",
    Outcome.LEFT.value: "Déposé en lieu sûr, photo prise",
    Outcome.ABSENT.value: "Rien déposé, il faudra repasser",
    Outcome.REFUSED.value: "Refusé, rien laissé",
}
_NUMBER = re.compile(r"[0-9]{1,4}")


def line_field(line: SlipLine) -> str:
    """The name and the id of a line's field."""
    return f"ligne-{line.id}"


def leftover_field(item: Item) -> str:
    """The name and the id of a consumable's field."""
    return f"reste-{item.id}"


def quantity(typed: str, field: str) -> int:
    """A whole number from 0.

    Raises:
        InvalidInput: anything else, with the field's name.
    """
    if not _NUMBER.fullmatch(typed.strip()):
        raise InvalidInput(field, f"{WHOLE_FROM_0}.")
    return int(typed)


def read_delivery(visit: Visit, slip: Slip) -> tuple[DeliverySaid, str]:
    """What was left, to whom, with which proofs; and '' or why a picture could not be kept.

    Raises:
        InvalidForm: each wrong field, by its name in the form.
    """
    problems: list[InvalidInput] = []
    issue = visit.typed("issue") or RECEIVED
    if issue not in ISSUES:
        problems.append(InvalidInput("saisie", "Dites comment la livraison s’est passée."))
    nothing = issue in (Outcome.ABSENT, Outcome.REFUSED)
    left: dict[int, int] = {}
    for line in slip.lines:
        try:
            left[line.id] = 0 if nothing else quantity(visit.typed(line_field(line)), line_field(line))
        except InvalidInput as problem:
            problems.append(problem)
    receiver = _words(visit, "recu", "Nom de la personne", problems)
    note = _words(visit, "note", "Note", problems, 500)
    if issue == RECEIVED and not receiver and not any(one.field == "recu" for one in problems):
        problems.append(InvalidInput("recu", "Indiquez le nom de la personne qui a reçu."))
    if not nothing and not problems and slip.lines and not any(left.values()):
        words = "Rien n’est laissé : ouvrez « Personne sur place ? » et dites pourquoi."
        problems.append(InvalidInput(line_field(slip.lines[0]), words))
    if problems:
        raise InvalidForm(problems)
    (signature, photo), lost = _pictures(visit, "signature", "photo")
    if issue == RECEIVED:
        whole = all(left[line.id] >= line.remaining for line in slip.lines)
        outcome = Outcome.DELIVERED if whole else Outcome.PARTLY
    else:
        outcome = Outcome(issue)
    said = DeliverySaid(
        outcome=outcome, left=left, receiver="" if nothing else receiver, note=note, signature=signature,
        photo=photo, entered_at=moment_of(visit.typed("saisi")), sent_at=moment_of(visit.typed("envoi")),
    )  # fmt: skip
    return said, lost


def read_return(visit: Visit, slip: Slip, leftovers: Iterable[Item]) -> tuple[ReturnSaid, str]:
    """What came back line by line, the unanswered ones left out; and '' or why a picture could not be kept.

    Raises:
        InvalidForm: each wrong field, by its name in the form; or nothing was answered at all.
    """
    problems: list[InvalidInput] = []
    lines: dict[int, LineSaid] = dict(everything_back(slip)) if visit.typed(ALL_BACK) else {}
    lost = ""
    for line in slip.lines:
        if not line.remaining or visit.typed(ALL_BACK):
            continue
        try:
            counts = _piece(visit, line) if line.piece else _counted(visit, line)
        except InvalidInput as problem:
            problems.append(problem)
            continue
        if counts is None:
            continue
        field = line_field(line)
        note = _words(visit, f"{field}-note", "Ce qui est abîmé", problems, 300)
        (photo,), unread = _pictures(visit, f"{field}-photo")
        lost = lost or unread
        lines[line.id] = LineSaid(*counts, note=note, photo=photo)
    back: dict[int, int] = {}
    for item in leftovers:
        typed = visit.typed(leftover_field(item)).strip()
        try:
            if typed:
                back[item.id] = quantity(typed, leftover_field(item))
        except InvalidInput as problem:
            problems.append(problem)
    giver = _words(visit, "rendu-par", "Rendu par", problems)
    note = _words(visit, "note", "Note", problems, 500)
    if not problems and not lines and not back:
        problems.append(InvalidInput("saisie", "Pointez au moins une pièce, ou touchez « Tout est là, en bon état »."))
    if problems:
        raise InvalidForm(problems)
    said = ReturnSaid(
        lines=lines, leftovers=back, giver=giver, note=note,
        entered_at=moment_of(visit.typed("saisi")), sent_at=moment_of(visit.typed("envoi")),
    )  # fmt: skip
    return said, lost


def _piece(visit: Visit, line: SlipLine) -> tuple[int, int, int] | None:
    """(back, damaged, missing) of a numbered piece; None while nobody said."""
    typed = visit.typed(line_field(line))
    if not typed:
        return None
    if typed not in list(PieceState):
        raise InvalidInput(line_field(line), "Touchez « Rendu », « Abîmé » ou « Manque ».")
    return tuple(int(typed == one) for one in (PieceState.OK, PieceState.DAMAGED, PieceState.MISSING))


def _counted(visit: Visit, line: SlipLine) -> tuple[int, int, int] | None:
    """(back, damaged, missing) of what is counted; an empty field beside a filled one is 0, all empty is unsaid."""
    fields = [f"{line_field(line)}-{one.value}" for one in (PieceState.OK, PieceState.DAMAGED, PieceState.MISSING)]
    typed = [visit.typed(field).strip() for field in fields]
    if not any(typed):
        return None
    return tuple(quantity(one or "0", field) for one, field in zip(typed, fields, strict=True))


def _words(visit: Visit, field: str, label: str, problems: list[InvalidInput], most: int = 120) -> str:
    try:
        return clean_text(
            visit.typed(field), field=field, label=label, max_length=most, required=False, multiline=most >= 500
        )
    except InvalidInput as problem:
        problems.append(problem)
        return ""


def _pictures(visit: Visit, *fields: str) -> tuple[list[bytes | None], str]:
    """The pictures re-encoded without their place nor their camera. One that cannot be read loses nothing else."""
    found: list[bytes | None] = []
    lost = ""
    for field in fields:
        data = visit.files.get(field)
        try:
            found.append(pictures.cleaned(data).data if data else None)
        except UnreadableFile as refusal:
            found.append(None)
            lost = refusal.message
    return found, lost


def moment_of(typed: str) -> datetime | None:
    """An instant of the phone's clock (ISO 8601 with its zone) in UTC; None when absent or absurd."""
    try:
        found = datetime.fromisoformat(typed[:40])
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
