"""Whether a step may leave, and when: the edition's state, its deadline and the calendar."""

from datetime import date, datetime

from campaign.base.clock import PARIS
from campaign.base.errors import AnswersClosed, EditionOver, InvalidInput, Refused
from campaign.base.french import clock_in_words, date_in_figures, day_in_words, moment_in_words
from campaign.base.working_days import is_working_day, next_working_day, previous_working_day
from campaign.editions.model import Edition, State
from campaign.messages.dates import earliest_day, latest_day
from campaign.messages.model import AWAITING_ANSWER, Sending, Step


def is_over(step: Step, state: State) -> bool:
    """Whether a step no longer makes sense in that state of the edition. Thanks and follow-ups outlive it, archived or
    not: they are sent months later."""
    if step in AWAITING_ANSWER:
        return state not in (State.PREPARING, State.OPEN)
    if step in (Step.DELIVERY, Step.PRACTICAL):
        return state in (State.OVER, State.ARCHIVED, State.CANCELLED)
    return state is State.CANCELLED


def refuse_out_of_time(edition: Edition, step: Step, state: State, day: date) -> None:
    """Raises EditionOver or AnswersClosed when the edition is past this step; Refused when ``day`` is too early."""
    if state is State.CANCELLED:
        raise EditionOver("L’édition a été annulée.")
    if is_over(step, state):
        if state is State.CLOSED:
            until = day_in_words(edition.answer_deadline, year=False)
            raise AnswersClosed(f"Les réponses sont closes depuis le {until} : ce message n’a plus lieu d’être.")
        raise EditionOver()
    begins = earliest_day(edition, step)
    if begins is not None and day < begins:
        raise Refused(f"Ce message part une fois l’édition passée, à partir du {day_in_words(begins)}.")


def check_moment(edition: Edition, step: Step, leaves_at: datetime, now: datetime) -> None:
    """Raises InvalidInput on ``leaves_at`` for an instant that is past, too late, or on a day off."""
    if leaves_at <= now:
        raise InvalidInput("leaves_at", "Ce moment est déjà passé : choisissez-en un à venir.")
    day, latest = leaves_at.astimezone(PARIS).date(), latest_day(edition, step)
    if latest is not None and day > latest:
        what = "la date limite de réponse" if step in AWAITING_ANSWER else "la fin de l’édition"
        proposal = date_in_figures(previous_working_day(latest))
        raise InvalidInput("leaves_at", f"C’est après {what} ({day_in_words(latest)}).", proposal)
    if not is_working_day(day):
        proposed = next_working_day(day)
        if latest is not None and proposed > latest:
            proposed = previous_working_day(day)
        raise InvalidInput(
            "leaves_at",
            f"{day_in_words(day).capitalize()} n’est pas un jour travaillé. Essayez {day_in_words(proposed)}.",
            date_in_figures(proposed),
        )


def already_gone(sending: Sending, today: date) -> str:
    """« Déjà partie à 9 h 12. »"""
    at = sending.launched_at or sending.leaves_at
    same_day = at.astimezone(PARIS).date() == today
    return f"Déjà partie {'à ' + clock_in_words(at) if same_day else 'le ' + moment_in_words(at)}."
