"""The parts asked months after the event: from which day, which one waits, what « Fini » asks for. Pure."""

from collections.abc import Collection, Sequence
from datetime import date

from campaign.debrief.model import QuestionSet, Section
from campaign.editions.model import months_after

_NUMBERS = ("", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix", "Onze", "Douze")


def asked_from(section: Section, last_day: date) -> date | None:
    """The first day a follow-up is asked, counted from the last event day; None for a part of the event itself."""
    return months_after(last_day, section.after_months) if section.after_months else None


def is_asked(section: Section, last_day: date, today: date) -> bool:
    """Whether the day of a part has come; those of the event have no day of their own."""
    begins = asked_from(section, last_day)
    return begins is None or begins <= today


def shown_sections(
    sections: Sequence[Section], saved: Collection[str], last_day: date, today: date
) -> tuple[Section, ...]:
    """The parts to show: what was told, and what is asked. A follow-up left aside gives way to the next one: nobody is
    asked the same twice at six months."""
    asked = [one for one in sections if is_asked(one, last_day, today)]
    latest = max((one.after_months for one in asked), default=0)
    return tuple(one for one in asked if one.code in saved or one.after_months in (0, latest))


def waiting_follow_up(
    sections: Sequence[Section], saved: Collection[str], last_day: date, today: date
) -> Section | None:
    """The follow-up whose day has come and that nobody answered yet."""
    shown = shown_sections(sections, saved, last_day, today)
    return next((one for one in shown if one.after_months and one.code not in saved), None)


def is_told(sections: Sequence[Section], saved: Collection[str]) -> bool:
    """« Fini »: every part of the event was saved, were it empty. Follow-ups come later and are not waited for."""
    return all(one.code in saved for one in sections if not one.after_months)


def follows_up(questions: QuestionSet, months: int) -> bool:
    """Whether these questions ask anything that many months after the event."""
    return any(one.after_months == months for one in questions.sections)


def has_followed_up(questions: QuestionSet, saved: Collection[str], months: int) -> bool:
    """Whether every part of the follow-up of that many months was answered, or of a later one, which asks the same."""
    missing = {one.after_months for one in questions.sections if one.code not in saved}
    return any(one.after_months >= months > 0 and one.after_months not in missing for one in questions.sections)


def months_in_words(months: int) -> str:
    """« Trois mois »."""
    return f"{_NUMBERS[months] if months < len(_NUMBERS) else months} mois"
