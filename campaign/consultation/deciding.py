"""Deciding: the days chosen become the edition's, everybody asked is told which and why, nothing moves any more."""

from dataclasses import replace
from datetime import date

from campaign.accounts.links import prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.french import day_in_words, enumerate_in_words, plural
from campaign.base.text import clean_text
from campaign.consultation.candidates import candidates
from campaign.consultation.keeping import coming_edition, counted, opened, read_day
from campaign.consultation.model import DaySet, from_code
from campaign.consultation.preparing import SUBJECT
from campaign.consultation.reach import DECIDED, Reach, contacts_of_places, post, reach_of
from campaign.consultation.store import search_from, sets_of, voters_of
from campaign.editions.actions import change_edition
from campaign.editions.model import Edition, EditionValues, check_edition

MAX_WHY = 400


@guarded
def suggested_why(db: Database, by: Actor, edition_id: int, code: str) -> str:
    """« 15 boutiques sur les 17 qui ont répondu peuvent ouvrir, sans laisser un territoire de côté. », from the votes;
    empty for days that nobody was asked about.

    Raises:
        NotFound, InvalidInput.
    """
    days, told = from_code(code), counted(db, edition_id)
    one = next((one for one in told.sets if one.days == days), None)
    answered = sum(turnout.answered for turnout in told.turnout)
    if one is None or not answered:
        return ""
    able, verb = one.shops.able, "peut" if one.shops.able < 2 else "peuvent"
    text = f"{plural(able, 'boutique')} sur les {answered} qui ont répondu {verb} ouvrir"
    if answered == able:
        text = f"Les {answered} boutiques qui ont répondu peuvent ouvrir"
    if answered == 1:
        text = f"La seule boutique qui a répondu {'peut' if able else 'ne peut pas'} ouvrir"
    if one.left_aside:
        return f"{text} ; aucune dans {enumerate_in_words(one.left_aside)}."
    return f"{text}, sans laisser un territoire de côté."


@guarded
def to_be_told(db: Database, by: Actor, edition_id: int) -> Reach:
    """Who would get the decision: to be read before deciding. Whoever wants no invitation is told all the same."""
    return reach_of(db, [(one.place_id, one.name) for one in voters_of(db, edition_id)], invites=False)


@guarded
def decide(
    db: Database, by: Actor, edition_id: int, code: str, why: str, answer_deadline: date | str, operation: str
) -> int:
    """Make a set the days of the edition, and tell everybody asked; how many messages. There is no way back: the days
    may still be changed on the edition, and people told again.

    ``code`` is a set proposed; or one that the search finds, and then ``why`` must be written. Left empty for a set
    proposed, it is what the votes say. ``answer_deadline`` is until when shops then give their hours.

    Raises:
        NotFound, EditionOver; InvalidForm: the days, the reason, the deadline. InvalidInput: shops gave hours for a day
        that would go. Refused: not open, or decided already.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "decide_days", edition_id)) is not None:
            return done["messages"]
        edition = coming_edition(db, edition_id)
        kept = opened(db, edition_id)
        days, why, values = _checked(db, by, edition, search_from(kept["search"]), code, why, answer_deadline)
        change_edition(db, by, edition_id, edition.version, values, f"{operation}-jours"[-64:])
        db.conn.execute(
            "UPDATE consultations SET decided = ?, decided_at = ?, why = ? WHERE id = ?",
            [days.code, clock.stamp(), why, edition_id],
        )
        voters = [(one.place_id, one.name) for one in voters_of(db, edition_id)]
        # Links live seven months after the last day: it may have moved.
        moved = replace(edition, days=days.days)
        for contact in contacts_of_places(db, [place_id for place_id, _ in voters]):
            prepare_link(db, by, contact.id, edition_id, moved.links_expire_on)
        told = to_be_told(db, by, edition_id)
        messages = post(db, by, DECIDED, edition_id, told.contacts, service=True)
        details = {"days": [one.isoformat() for one in days.days], "messages": messages}
        journal.record(db, by.journal_name, "decide_days", SUBJECT, edition_id, operation, details)
        operations.remember(db, operation, "decide_days", edition_id, {"messages": messages})
    return messages


def _checked(
    db: Database, by: Actor, edition: Edition, search: object, code: str, why: str, deadline: date | str
) -> tuple[DaySet, str, EditionValues]:
    days, problems = from_code(code), []
    proposed = {one for one, _ in sets_of(db, edition.id)}
    if days not in proposed and not (search and days in candidates(search)):
        problems.append(
            InvalidInput("code", "Choisissez l’un des jeux de jours proposés, ou trouvés par la recherche.")
        )
    elif days.first <= clock.today():
        problems.append(InvalidInput("code", "Ces jours sont passés, ou commencent aujourd’hui."))
    try:
        why = clean_text(why, field="why", label="la raison", max_length=MAX_WHY, required=False, multiline=True)
        why = why or suggested_why(db, by, edition.id, code)
        if not why:
            sentence = (
                "Écrivez pourquoi : personne n’a encore répondu."
                if days in proposed
                else "Écrivez pourquoi : ces jours n’étaient pas proposés au vote."
            )
            problems.append(InvalidInput("why", sentence))
    except InvalidInput as problem:
        problems.append(problem)
    values = None
    try:
        until = read_day(deadline, "answer_deadline")
        if until < clock.today():
            soonest = day_in_words(clock.today(), year=False)
            raise InvalidInput("answer_deadline", f"Ce jour est passé : au plus tôt aujourd’hui, {soonest}.")
        values = check_edition(
            edition.name, edition.theme, days.days, until, edition.objective_shops, edition.objective_visitors
        )
    except InvalidForm as refusal:
        problems += refusal.problems
    except InvalidInput as problem:
        problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    return days, why, values
