"""What is said on the spot: delivered, taken back. An entry counts once, whatever the network does to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import InvalidInput, Refused, SurplusToDeclare
from campaign.base.pictures import cleaned
from campaign.base.text import clean
from campaign.deliveries.counting_entries import count, summary, why_not
from campaign.deliveries.model import (
    DeliverySaid,
    Entry,
    EntryLine,
    EntryState,
    LineSaid,
    Received,
    ReturnSaid,
    Slip,
    SlipKind,
    check_units,
    mended_clock,
    outcome_of,
)
from campaign.deliveries.reach import check_reach
from campaign.deliveries.store import add_entry, known_slip
from campaign.rounds.actions import note_started
from campaign.rounds.links import driven_round

PICTURES = "livraisons"  # the purpose under which photos and signatures are kept (base.kept_files)
MAX_NAME, MAX_NOTE = 80, 500
SETTLE = "Votre saisie est gardée, à arbitrer par le dépôt : {why}"


@guarded
def note_delivery(db: Database, by: Actor, number: str, said: DeliverySaid, operation: str) -> Received:
    """What was left at a stop. From the road, what cannot be counted as it is waits « à arbitrer »; an agent is told.

    Raises:
        NotFound: no such slip, or another round's. InvalidInput: a quantity; UnreadableFile: a picture.
        Refused: an agent's entry that cannot be counted. OperationReused.
    """
    photo, signature = kept_picture(said.photo), kept_picture(said.signature)

    def entry(slip: Slip) -> Entry:
        left = {key: check_units(many, f"left_{key}") for key, many in said.left.items()}
        outcome = outcome_of(said, slip.lines)
        lines = [EntryLine(key, left=many) for key, many in left.items() if outcome.left_something]
        return _entry(db, by, slip, operation, said, tuple(lines), outcome=outcome, receiver=said.receiver,
                      signature=signature, photo=photo)  # fmt: skip

    return _note(db, by, number, SlipKind.DELIVERY, entry, operation)


@guarded
def note_return(db: Database, by: Actor, number: str, said: ReturnSaid, operation: str) -> Received:
    """What came back, piece by piece; lines left out stay to be checked in.

    Raises:
        NotFound, InvalidInput, UnreadableFile, OperationReused; SurplusToDeclare: an agent is asked to say so;
        Refused: a double return, with who and when.
    """
    photos = {key: kept_picture(one.photo) for key, one in said.lines.items()}

    def entry(slip: Slip) -> Entry:
        lines = []
        for key, one in said.lines.items():
            units = [check_units(many, f"line_{key}") for many in (one.ok, one.damaged, one.missing)]
            note = clean(one.note)[:MAX_NOTE]
            lines.append(EntryLine(key, 0, *units, note=note, photo=photos[key]))
        leftovers = {item: check_units(many, f"leftover_{item}") for item, many in said.leftovers.items()}
        return _entry(db, by, slip, operation, said, tuple(lines), leftovers=leftovers, receiver=said.giver,
                      surplus_accepted=said.surplus_accepted)  # fmt: skip

    return _note(db, by, number, SlipKind.RETURN, entry, operation)


def everything_back(slip: Slip) -> Mapping[int, LineSaid]:
    """« Tout est là, en bon état »: what is still expected, all of it."""
    return {one.id: LineSaid(ok=one.remaining) for one in slip.lines if one.remaining}


def _note(
    db: Database, by: Actor, number: str, kind: SlipKind, make: Callable[[Slip], Entry], operation: str
) -> Received:
    verb = "note_delivery" if kind is SlipKind.DELIVERY else "note_return"
    number = str(number).upper()
    with transaction(db):
        slip = known_slip(db, number)
        check_reach(db, by, slip)
        if slip.kind is not kind:
            raise InvalidInput("number", f"{slip.number} est un {slip.kind.label.lower()}.")
        if done := operations.replay(db, operation, verb, slip.number):
            return Received(done["status"], done["message"], done["entry"])
        entry = make(slip)
        for one in entry.lines:
            if slip.line(one.line_id) is None:
                raise InvalidInput("line", "Cette ligne n’est pas sur ce bon. Rechargez la page.")
        problem = why_not(db, slip, entry)
        if problem and by.role is not Role.DRIVER:
            raise SurplusToDeclare(problem) if problem.endswith("déclarer un écart ?") else Refused(problem)
        status, state = ("to_settle", EntryState.TO_SETTLE) if problem else ("applied", EntryState.APPLIED)
        kept = replace(entry, state=state, problem=problem)
        entry_id = add_entry(db, kept)
        if not problem:
            count(db, by, slip, kept, entry_id)
        message = SETTLE.format(why=problem) if problem else summary(slip, kept)
        if by.role is Role.DRIVER:
            note_started(db, by, driven_round(db, by))
        details = {"slip": slip.number, "state": str(state)}
        journal.record(db, by.journal_name, verb, "slip", slip.id, operation, details)
        result = {"status": status, "message": message, "entry": entry_id}
        operations.remember(db, operation, verb, slip.number, result)
    return Received(status, message, entry_id)


def _entry(
    db: Database, by: Actor, slip: Slip, operation: str, said: DeliverySaid | ReturnSaid,
    lines: tuple[EntryLine, ...], receiver: str, **more: object,
) -> Entry:  # fmt: skip
    now = clock.now()
    at, gap = mended_clock(said.entered_at, said.sent_at, now)
    return Entry(
        id=0,
        slip_id=slip.id,
        operation=operation,
        state=EntryState.APPLIED,
        outcome=more.pop("outcome", None),
        at=at,
        received_at=now,
        actor=by.journal_name,
        said_by=by.name or (name_of_actor(db, by.journal_name) if by.role is not Role.DRIVER else ""),
        lines=lines,
        receiver=clean(receiver)[:MAX_NAME],
        note=clean(said.note, multiline=True)[:MAX_NOTE],
        clock_gap=gap,
        **more,
    )


def kept_picture(data: bytes | None) -> str:
    """The fingerprint of a picture kept upright, without its place nor its camera; '' when there is none.

    Raises:
        UnreadableFile.
    """
    return kept_files.keep(PICTURES, cleaned(data).data) if data else ""
