"""The answer form's fields, both ways: what was typed becomes checked values, stored values fill the form.

Field names are those of the plain page; the same rules serve an agent answering for a shop.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time

from campaign.base.clock import exists_in_paris
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import time_fr, whole_number
from campaign.base.french import day_in_words
from campaign.base.opening_hours import MIDNIGHT, OpeningHours, Spans, day_hours
from campaign.base.text import clean_text
from campaign.editions.model import Edition
from campaign.participation.model import MAX_PACKETS, Activity, AnswerValues, Need, OpenDay, Presence

Form = Mapping[str, Sequence[str]]
DEFAULT_OPENS, DEFAULT_CLOSES = time(10), time(18)


def _one(form: Form, name: str) -> str:
    values = form.get(name) or [""]
    return values[0]


def read_answer(edition: Edition, form: Form) -> AnswerValues:
    """The checked answer of a form; unknown fields are ignored.

    Raises:
        InvalidForm: every refused field with its sentence; nothing is guessed.
    """
    problems: list[InvalidInput] = []

    def keep(check, *arguments, empty=None, **options):  # noqa: ANN001, ANN002, ANN003, ANN202 - local glue
        try:
            return check(*arguments, **options)
        except InvalidInput as problem:
            problems.append(problem)
            return empty

    presence = keep(_presence, form)
    reason = keep(
        clean_text,
        _one(form, "raison"),
        field="raison",
        label="la raison",
        max_length=500,
        required=False,
        multiline=True,
    )
    if presence is not Presence.YES:
        photos = bool(form.get("photos"))
        if problems:
            raise InvalidForm(problems)
        return AnswerValues(presence, reason or "", duties_read=bool(form.get("role")), photos_allowed=photos)
    days = tuple(day for day in (keep(_open_day, day, form) for day in edition.days) if day)
    ticked = any(form.get(f"jour-{day.isoformat()}") for day in edition.days)
    if not days and not ticked:
        first = edition.days[0].isoformat()
        problems.append(InvalidInput(f"jour-{first}", "Cochez au moins un jour d’ouverture, ou répondez « Non »."))
    activities = tuple(activity for activity in Activity if str(activity) in form.get("animation", ()))
    other = keep(clean_text, _one(form, "autre"), field="autre", label="votre idée", max_length=80, required=False)
    needs = {need: keep(_packets, need, form, empty=0) for need in Need}
    access = keep(
        clean_text, _one(form, "acces"), field="acces", label="la note", max_length=300, required=False, multiline=True
    )
    if problems:
        raise InvalidForm(problems)
    return AnswerValues(
        presence=presence,
        days=days,
        activities=activities,
        other_activity=other,
        needs={need: packets for need, packets in needs.items() if packets},
        access_note=access,
        duties_read=bool(form.get("role")),
        photos_allowed=bool(form.get("photos")),
    )


def _presence(form: Form) -> Presence:
    typed = _one(form, "presence")
    if typed not in list(Presence):
        raise InvalidInput("presence", "Dites-nous si vous serez des nôtres : oui, non ou pas encore décidé.")
    return Presence(typed)


def _open_day(day: date, form: Form) -> OpenDay | None:
    key = day.isoformat()
    if not form.get(f"jour-{key}"):
        return None
    names = {
        "opens": f"debut-{key}",
        "closes": f"fin-{key}",
        "break_starts": f"pause-{key}",
        "break_ends": f"reprise-{key}",
    }
    hours = {}
    for part, name in names.items():
        typed = _one(form, name).strip()
        hours[part] = time_fr(typed, name) if typed else None
    try:
        spans = day_hours(**hours)
    except InvalidInput as problem:
        raise InvalidInput(names[problem.field], problem.message, problem.proposal) from problem
    for part, at in hours.items():
        if at and not exists_in_paris(day, at):
            raise InvalidInput(names[part], "Cette heure n’existe pas (passage à l’heure d’été).")
    return _open_day_of(day, spans)


def _packets(need: Need, form: Form) -> int:
    typed = _one(form, f"besoin-{need}").strip()
    return whole_number(typed, 0, MAX_PACKETS, f"besoin-{need}") if typed else 0


def form_values(
    edition: Edition, values: AnswerValues | None, usual: OpeningHours | None = None
) -> dict[str, list[str]]:
    """The form filled with an answer; without one, the days that no exception closes ticked, with the hours the shop
    keeps (``usual``) on those dates, and nothing else."""
    if values is None:
        values = AnswerValues(Presence.YES, days=tuple(filter(None, (usual_day(day, usual) for day in edition.days))))
        form: dict[str, list[str]] = {"presence": [""]}
    else:
        form = {"presence": [str(values.presence)]}
    form["raison"] = [values.reason]
    for day in edition.days:
        key = day.isoformat()
        one = next((opened for opened in values.days if opened.day == day), None)
        form[f"jour-{key}"] = ["on"] if one else []
        shown = one or OpenDay(day, DEFAULT_OPENS, DEFAULT_CLOSES)
        form[f"debut-{key}"], form[f"fin-{key}"] = [f"{shown.opens:%H:%M}"], [f"{shown.closes:%H:%M}"]
        form[f"pause-{key}"] = [f"{shown.break_from:%H:%M}" if shown.break_from else ""]
        form[f"reprise-{key}"] = [f"{shown.break_to:%H:%M}" if shown.break_to else ""]
    form["animation"] = [str(activity) for activity in values.activities]
    form["autre"] = [values.other_activity]
    form |= {f"besoin-{need}": [str(values.needs.get(need, 0))] for need in Need}
    form["acces"] = [values.access_note]
    form["role"] = ["on"] if values.duties_read else []
    form["photos"] = ["on"] if values.photos_allowed else []
    return form


def usual_day(day: date, usual: OpeningHours | None) -> OpenDay | None:
    """The hours proposed for a day, None when an exception closes it. A day of rest may well be an event day: usual
    hours lacking, the event's are proposed."""
    exception = usual.exception_on(day) if usual else None
    if exception and not exception.spans:
        return None
    return _open_day_of(day, usual.on(day) if usual else None) or OpenDay(day, DEFAULT_OPENS, DEFAULT_CLOSES)


def _open_day_of(day: date, spans: Spans | None) -> OpenDay | None:
    """The form tells one break, and no closing at midnight."""
    if not spans or len(spans) > 2 or spans[-1].closes == MIDNIGHT:
        return None
    if len(spans) == 1:
        return OpenDay(day, spans[0].opens, spans[0].closes)
    return OpenDay(day, spans[0].opens, spans[1].closes, spans[0].closes, spans[1].opens)


def carried_over(
    edition: Edition, former: Edition, values: AnswerValues, usual: OpeningHours | None = None
) -> AnswerValues:
    """A past answer as a proposal for this edition: hours follow the weekday, else the day's position; the exceptions
    of the shop's own hours (``usual``) win over them.

    Consents and the acknowledgement of duties are never carried over.
    """
    days = []
    for position, day in enumerate(edition.days):
        exception = usual.exception_on(day) if usual else None
        if exception:
            days += [one for one in (_open_day_of(day, exception.spans),) if one]
            continue
        same_weekday = [one for one in values.days if one.day.weekday() == day.weekday()]
        same_place = [one for one in values.days if position < len(former.days) and one.day == former.days[position]]
        found = (same_weekday or same_place or [None])[0]
        if found:
            days.append(OpenDay(day, found.opens, found.closes, found.break_from, found.break_to))
    return AnswerValues(
        presence=Presence.YES if days else values.presence,
        days=tuple(days),
        activities=values.activities,
        other_activity=values.other_activity,
        needs=dict(values.needs),
        access_note=values.access_note,
    )


def day_label(day: date) -> str:
    """« mercredi 13 novembre », for legends."""
    return day_in_words(day, year=False)
