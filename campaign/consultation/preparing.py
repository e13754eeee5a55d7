"""Preparing the consultation: what is sought, what competes, what is proposed to the voters."""

from collections.abc import Collection, Mapping
from datetime import date

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.saving import add_row, known_row, set_aside
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput, NotFound
from campaign.base.fields import whole_number
from campaign.base.text import clean_text
from campaign.consultation.candidates import candidates, read_search
from campaign.consultation.consulted import MAX_PROPOSED
from campaign.consultation.keeping import coming_edition, read_day, refuse_decided
from campaign.consultation.model import MAX_WEIGHT, WEIGHT_LABELS, Weights, check_weights, from_code, rival_event
from campaign.consultation.store import (
    begun,
    found,
    search_from,
    search_written,
    sets_of,
    weights_from,
    weights_written,
)

SUBJECT, RIVAL = "consultation", "rival_event"
MAX_NOTE = 200


@guarded
def save_search(
    db: Database, by: Actor, edition_id: int, typed: Mapping[str, str], weekdays: Collection[int], operation: str
) -> int:
    """Keep what is sought: ``first``, ``last``, ``day_count`` and ``gap`` as typed, the weekdays; how many sets it
    finds.

    Raises:
        NotFound, InvalidForm, EditionOver; InvalidInput: no set fits, or too many do. Refused: decided already.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "search_days", edition_id)) is not None:
            return done["found"]
        edition = coming_edition(db, edition_id)
        kept = begun(db, edition_id)
        refuse_decided(kept)
        search = read_search(typed, weekdays, clock.today(), edition=edition)
        count = len(candidates(search))
        db.conn.execute("UPDATE consultations SET search = ? WHERE id = ?", [search_written(search), edition_id])
        details = {"first": search.first.isoformat(), "last": search.last.isoformat()}
        journal.record(db, by.journal_name, "search_days", SUBJECT, edition_id, operation, details)
        operations.remember(db, operation, "search_days", edition_id, {"found": count})
    return count


@guarded
def set_weights(
    db: Database, by: Actor, edition_id: int, version: int, weights: Weights | Mapping[str, object], operation: str
) -> None:
    """Change what the days are weighed with, read at ``version``; ``weights`` may be as typed, by field.

    Raises:
        NotFound, InvalidForm, Conflict, EditionOver; Refused: decided already.
    """
    with transaction(db):
        if operations.replay(db, operation, "weigh_days", edition_id) is not None:
            return
        coming_edition(db, edition_id)
        kept = begun(db, edition_id)
        refuse_decided(kept)
        checked = check_weights(weights) if isinstance(weights, Weights) else _read_weights(weights)
        if not update_version(db, "consultations", edition_id, version, {"weights": weights_written(checked)}):
            theirs = weights_from(kept["weights"])
            shown = {label: str(getattr(theirs, name)) for name, label in WEIGHT_LABELS.items()}
            raise conflict_on(db, SUBJECT, edition_id, ("weigh_days",), shown)
        journal.record(db, by.journal_name, "weigh_days", SUBJECT, edition_id, operation)
        operations.remember(db, operation, "weigh_days", edition_id)


@guarded
def add_rival(db: Database, by: Actor, edition_id: int, name: str, first: object, last: object, operation: str) -> int:
    """Add another event that the public will go to; its id. ``last`` may be empty: it lasts one day. Days are dates, or
    typed « 13/11/2013 ».

    Raises:
        NotFound, InvalidForm, EditionOver; Refused: decided already.
    """
    with transaction(db):
        coming_edition(db, edition_id)
        refuse_decided(found(db, edition_id))
        problems: list[InvalidInput] = []
        begins, ends = _day(first, "first", problems), _day(last, "last", problems) if last else None
        if problems:
            raise InvalidForm(problems)
        event = rival_event(name, begins, ends)
        values = {"edition_id": edition_id, "name": event.name, "first": event.first.isoformat(),
                  "last": event.last.isoformat()}  # fmt: skip
        return add_row(db, by, "consultation_rivals", "add_rival", RIVAL, values, operation)


@guarded
def remove_rival(db: Database, by: Actor, rival_id: int, operation: str) -> None:
    """Take a rival event out of the list. ``restore_rival`` undoes.

    Raises:
        NotFound; Refused: decided already.
    """
    _set_aside(db, by, rival_id, "remove_rival", operation)


@guarded
def restore_rival(db: Database, by: Actor, rival_id: int, operation: str) -> None:
    """Put a rival event back into the list.

    Raises:
        NotFound; Refused: decided already.
    """
    _set_aside(db, by, rival_id, "restore_rival", operation, back=True)


@guarded
def propose(db: Database, by: Actor, edition_id: int, codes: Collection[str], operation: str) -> None:
    """The sets that the voters are asked about. Before the opening these replace those proposed; afterwards they are
    added to them, and nothing that somebody may have answered goes.

    Raises:
        NotFound, EditionOver; InvalidInput: a set that the search does not find, none, or too many. Refused: decided.
    """
    with transaction(db):
        if operations.replay(db, operation, "propose_days", edition_id) is not None:
            return
        coming_edition(db, edition_id)
        kept = begun(db, edition_id)
        refuse_decided(kept)
        before = {days.code for days, _ in sets_of(db, edition_id)}
        search = search_from(kept["search"])
        possible = before | ({one.code for one in candidates(search)} if search else set())
        wanted = list(dict.fromkeys(from_code(code).code for code in codes))
        if not wanted:
            raise InvalidInput("codes", "Choisissez au moins un jeu de jours à proposer.")
        if unknown := [code for code in wanted if code not in possible]:
            days = from_code(unknown[0]).short
            raise InvalidInput("codes", f"Les {days} ne sont plus parmi les jours trouvés. Cherchez de nouveau.")
        is_open = kept["opened_at"] is not None
        total = len(before | set(wanted)) if is_open else len(wanted)
        if total > MAX_PROPOSED:
            raise InvalidInput("codes", f"{MAX_PROPOSED} jeux de jours au plus se proposent : vous en avez {total}.")
        new = [code for code in wanted if code not in before]
        if is_open and any(from_code(code).first <= clock.today() for code in new):
            raise InvalidInput("codes", "Ces jours sont passés, ou commencent aujourd’hui.")
        for code in before - set(wanted) if not is_open else ():
            db.conn.execute("DELETE FROM consultation_sets WHERE edition_id = ? AND code = ?", [edition_id, code])
        for code in new:
            values = {"edition_id": edition_id, "code": code, "proposed_at": clock.stamp(), "added": int(is_open)}
            insert(db, "consultation_sets", values)
        journal.record(db, by.journal_name, "propose_days", SUBJECT, edition_id, operation, {"sets": wanted})
        operations.remember(db, operation, "propose_days", edition_id)


@guarded
def note_set(db: Database, by: Actor, edition_id: int, code: str, note: str, operation: str) -> None:
    """Write the sentence that the voters read under a set proposed; empty takes it away.

    Raises:
        NotFound: the set is not proposed. InvalidInput: too long. EditionOver; Refused: decided already.
    """
    with transaction(db):
        if operations.replay(db, operation, "note_days", f"{edition_id}:{code}") is not None:
            return
        coming_edition(db, edition_id)
        refuse_decided(found(db, edition_id))
        text = clean_text(note, field="note", label="la phrase", max_length=MAX_NOTE, required=False)
        sql = "UPDATE consultation_sets SET note = ? WHERE edition_id = ? AND code = ?"
        if db.conn.execute(sql, [text, edition_id, code]).rowcount != 1:
            raise NotFound("Ce jeu de jours n’est pas proposé.")
        journal.record(db, by.journal_name, "note_days", SUBJECT, edition_id, operation, {"set": code})
        operations.remember(db, operation, "note_days", f"{edition_id}:{code}")


def _read_weights(typed: Mapping[str, object]) -> Weights:
    problems: list[InvalidInput] = []
    read: dict[str, int] = {}
    for name in WEIGHT_LABELS:
        try:
            read[name] = whole_number(str(typed.get(name, "")), 0, MAX_WEIGHT, name)
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return check_weights(Weights(**read))


def _day(typed: object, field: str, problems: list[InvalidInput]) -> date | None:
    try:
        return read_day(typed, field)
    except InvalidInput as problem:
        problems.append(problem)
        return None


def _set_aside(db: Database, by: Actor, rival_id: int, verb: str, operation: str, *, back: bool = False) -> None:
    with transaction(db):
        refuse_decided(found(db, known_row(db, "consultation_rivals", rival_id)["edition_id"]))
        set_aside(db, by, "consultation_rivals", "removed_at", verb, RIVAL, rival_id, operation, back=back)
