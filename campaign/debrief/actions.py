"""Telling a debrief, part by part: by a contact on their link, or by an agent « au nom de »."""

from dataclasses import replace
from datetime import date

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, row, transaction
from campaign.base.errors import Conflict, NotFound, Refused
from campaign.base.text import clean_text
from campaign.debrief.follow_ups import is_told
from campaign.debrief.model import Answer, Debrief, QuestionSet, Source
from campaign.debrief.reach import known_teller, refuse_too_early
from campaign.debrief.reading import NAME_LENGTH, Typed, read_quotes, read_section
from campaign.debrief.store import (
    debrief_of,
    keep_name,
    keep_quotes,
    keep_section,
    keep_set,
    latest_set,
    set_of,
    start,
)

_NOTHING = "Rien n’est encore enregistré pour ce bilan : commencez par une des parties."


@guarded
def save_section(
    db: Database, by: Actor, edition_id: int, place_id: int, section: str, form: Typed, operation: str,
    *, answered_by: str = "", version: int | None = None, source: Source | None = None,
) -> int:  # fmt: skip
    """Keep one part of a debrief, begun now if need be; the debrief's id. A part left empty counts as seen.

    ``version``: how many times the part had been saved when its form was shown. ``answered_by``, ``source``: for an
    agent who types what somebody said or wrote. The last part of the event makes the debrief « Fini »; follow-ups come
    after, and do not.

    Raises:
        InvalidForm: nothing is kept, every problem is said. Conflict: somebody saved this part meanwhile.
        NotFound: another's place, no such part. EditionOver, Refused: too early, or cancelled.
    """
    subject = f"{edition_id}:{place_id}:{section}"
    by_contact = by.role is Role.CONTACT
    name = clean_text("" if by_contact else answered_by, field="answered_by", label="qui a répondu", required=False,
                      max_length=NAME_LENGTH)  # fmt: skip
    way = Source.LINK if by_contact else source or Source.AGENT
    with transaction(db):
        teller = known_teller(db, by, edition_id, place_id)
        before = debrief_of(db, edition_id, place_id)
        questions = set_of(db, before.audience, before.set_version) if before else latest_set(db, teller.audience)
        refuse_too_early(teller.edition, questions.section(section))
        if done := operations.replay(db, operation, "save_debrief", subject):
            return done["id"]
        if questions.section(section) is None:
            raise NotFound("Cette partie du bilan n’existe pas.")
        if before and version is not None and version != before.section_version(section):
            raise _conflict(db, before, questions, section)
        asked = questions.of_section(section, teller.traits)
        answers = read_section(asked, teller.days, form)
        quotes = read_quotes(asked, answers, form)
        if before is None:
            start(db, edition_id, place_id, questions, way, by.journal_name)
        now = before or debrief_of(db, edition_id, place_id)
        codes = [one.code for one in asked]
        keep_section(db, now.id, section, codes, [_still_confirmed(before, one) for one in answers], by.journal_name)
        keep_quotes(db, now, codes, {one.question: one for one in quotes})
        keep_name(db, now, "", name)
        db.conn.execute("UPDATE debriefs SET version = version + 1, source = ? WHERE id = ?", [str(way), now.id])
        details = {"edition": edition_id, "place": place_id, "section": section}
        journal.record(db, by.journal_name, "save_debrief", "debrief", now.id, operation, details)
        if not now.finished_at and is_told(questions.sections, {*now.sections_done, section}):
            _end(db, by, now, operation)
        operations.remember(db, operation, "save_debrief", subject, {"id": now.id})
    return now.id


@guarded
def finish(db: Database, by: Actor, edition_id: int, place_id: int, operation: str) -> None:
    """Say that a debrief is complete though parts of it were never saved; they may still be told or corrected.

    Raises:
        NotFound: another's place. Refused: nothing was saved yet.
    """
    with transaction(db):
        now = _begun(db, by, edition_id, place_id)
        if operations.replay(db, operation, "finish_debrief", now.id) is not None:
            return
        _end(db, by, now, operation)
        operations.remember(db, operation, "finish_debrief", now.id)


@guarded
def confirm_figure(
    db: Database, by: Actor, edition_id: int, place_id: int, question: str, day: date | None, operation: str
) -> None:
    """Say that an unusual figure is right: it is no longer asked, until it changes.

    Raises:
        NotFound: another's place, or no figure there.
    """
    with transaction(db):
        now = _begun(db, by, edition_id, place_id, question)
        subject = f"{now.id}:{question}:{day or ''}"
        if operations.replay(db, operation, "confirm_figure", subject) is not None:
            return
        _set_confirmed(db, now, question, day, confirmed=True)
        details = {"edition": edition_id, "place": place_id, "question": question}
        journal.record(db, by.journal_name, "confirm_figure", "debrief", now.id, operation, details)
        operations.remember(db, operation, "confirm_figure", subject)


@guarded
def doubt_figure(
    db: Database, by: Actor, edition_id: int, place_id: int, question: str, day: date | None, operation: str
) -> None:
    """Take a confirmation back: the figure is asked again, if it is still unusual.

    Raises:
        NotFound: no figure there. Refused: nothing was saved yet.
    """
    with transaction(db):
        now = _begun(db, by, edition_id, place_id, question)
        subject = f"{now.id}:{question}:{day or ''}"
        if operations.replay(db, operation, "doubt_figure", subject) is not None:
            return
        _set_confirmed(db, now, question, day, confirmed=False)
        details = {"edition": edition_id, "place": place_id, "question": question}
        journal.record(db, by.journal_name, "doubt_figure", "debrief", now.id, operation, details)
        operations.remember(db, operation, "doubt_figure", subject)


@guarded
def add_set(db: Database, by: Actor, questions: QuestionSet, operation: str) -> int:
    """Ask these questions from now on; their version. Debriefs already begun keep theirs, older versions stay.

    Raises:
        Refused: two questions with one code, or a question of no part.
    """
    codes = [one.code for one in questions.questions]
    parts = {one.code for one in questions.sections}
    if len(set(codes)) < len(codes) or {one.section for one in questions.questions} - parts:
        raise Refused("Chaque question a son propre code et une partie du bilan : relisez la liste.")
    with transaction(db):
        if done := operations.replay(db, operation, "add_debrief_set", questions.audience):
            return done["version"]
        latest = latest_set(db, questions.audience)
        keep_set(db, latest)
        keep_set(db, replace(questions, version=latest.version + 1))
        details = {"audience": str(questions.audience), "version": latest.version + 1}
        journal.record(db, by.journal_name, "add_debrief_set", "debrief_set", None, operation, details)
        operations.remember(db, operation, "add_debrief_set", questions.audience, {"version": latest.version + 1})
    return latest.version + 1


def _end(db: Database, by: Actor, now: Debrief, operation: str) -> None:
    db.conn.execute(
        "UPDATE debriefs SET finished_at = coalesce(finished_at, ?), version = version + 1 WHERE id = ?",
        [clock.stamp(), now.id],
    )
    details = {"edition": now.edition_id, "place": now.place_id}
    journal.record(db, by.journal_name, "finish_debrief", "debrief", now.id, operation, details)


def _begun(db: Database, by: Actor, edition_id: int, place_id: int, question: str = "") -> Debrief:
    teller = known_teller(db, by, edition_id, place_id)
    now = debrief_of(db, edition_id, place_id)
    asked = set_of(db, now.audience, now.set_version) if now else None
    about = asked.question(question) if asked else None
    refuse_too_early(teller.edition, asked.section(about.section) if asked and about else None)
    if now is None:
        raise Refused(_NOTHING)
    return now


def _set_confirmed(db: Database, now: Debrief, question: str, day: date | None, *, confirmed: bool) -> None:
    answer = now.answer(question, day)
    if answer is None or answer.figure is None:
        raise NotFound("Ce chiffre n’est plus dans le bilan.")
    db.conn.execute(
        "UPDATE debrief_answers SET confirmed = ? WHERE debrief_id = ? AND question = ? AND day = ?",
        [int(confirmed), now.id, question, day.isoformat() if day else ""],
    )


def _still_confirmed(before: Debrief | None, answer: Answer) -> Answer:
    known = before.answer(*answer.key) if before else None
    same = known is not None and known.confirmed and known.figure == answer.figure
    return replace(answer, confirmed=True) if same else answer


def _conflict(db: Database, before: Debrief, questions: QuestionSet, section: str) -> Conflict:
    sql = "SELECT actor, saved_at FROM debrief_sections WHERE debrief_id = ? AND section = ?"
    last = row(db, sql, [before.id, section])
    theirs = {
        question.label: question.said(answer)
        for question in questions.of_section(section)
        for answer in before.answers
        if answer.question == question.code
    }
    if last is None:
        return Conflict("la boutique", clock.now(), theirs)
    return Conflict(name_of_actor(db, last["actor"]), clock.from_stamp(last["saved_at"]), theirs)
