"""The fields of a task. Its deadline is typed as a date, or as working days counted from the days of the edition."""

from collections.abc import Callable, Sequence

import streamlit as st

from campaign.base.errors import InvalidInput
from campaign.base.fields import date_fr, whole_number
from campaign.base.french import date_in_figures
from campaign.planning.model import Fund
from campaign.planning.plan_views import Backplan, KeptTask
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import (
    MAX_DURATION,
    MAX_LEAD,
    MAX_OFFSET,
    Anchor,
    Asked,
    Commitment,
    Lead,
    Task,
    TaskRole,
)

_DATE, _COUNTED = "Une date", "Des jours ouvrés"
_BEFORE_FIRST, _AFTER_FIRST = "avant le premier jour", "après le premier jour"
_BEFORE_LAST, _AFTER_LAST = "avant le dernier jour", "après le dernier jour"
_ANCHORS = {
    _BEFORE_FIRST: (Anchor.FIRST_DAY, -1),
    _AFTER_LAST: (Anchor.LAST_DAY, 1),
    _AFTER_FIRST: (Anchor.FIRST_DAY, 1),
    _BEFORE_LAST: (Anchor.LAST_DAY, -1),
}


def typed_fields(
    form: str,
    seen: Backplan,
    kept: KeptTask | None,
    dated: Dated | None,
    funds: Sequence[Fund],
    people: Sequence[str],
) -> Callable[[], dict[str, object]]:
    """Draw the fields; what is returned reads them, and raises InvalidInput for a date or a number.

    The event has its own dates: only its title, its person, its plans and what it waits for may change.
    """
    task = kept.task if kept else None
    event = task is not None and task.anchor is Anchor.EVENT
    typed: dict[str, object] = {
        "title": st.text_input("Titre", task.title if task else "", max_chars=120, key=f"{form}-title")
    }
    left, right = st.columns(2)
    roles = list(TaskRole)
    if not event:
        typed["role"] = left.selectbox("Rôle", roles, roles.index(task.role) if task else 0,
                                       format_func=lambda one: one.label, key=f"{form}-role")  # fmt: skip
    names = list(dict.fromkeys([*([task.person] if task and task.person else []), *people]))
    typed["person"] = right.selectbox(
        "Personne", names, 0 if task and task.person else None, accept_new_options=True,
        placeholder="Choisir, ou écrire un nom", key=f"{form}-person",
    ) or ""  # fmt: skip
    placed = (lambda: {}) if event else _deadline(form, task, dated)
    titles = {one.task.code: one.task.title for one in seen.kept if kept is None or one.id != kept.id}
    typed["after"] = st.multiselect(
        "Attend la fin de", list(titles), [one for one in (task.after if task else ()) if one in titles],
        format_func=titles.get, placeholder="Rien", key=f"{form}-after",
    )  # fmt: skip
    lead_days = "" if event else _delays(form, task, typed)
    known = {one.id: one.name for one in funds if one.archived_at is None or (task and one.id in task.funds)}
    if known:
        typed["funds"] = st.multiselect("Plans dont elle relève", list(known), list(task.funds) if task else [],
                                        format_func=known.get, placeholder="Aucun", key=f"{form}-funds")  # fmt: skip
    typed["note"] = st.text_area("Note", kept.note if kept else "", height=70, max_chars=1000, key=f"{form}-note")

    def read() -> dict[str, object]:
        found = {**typed, **placed()}
        if not event:
            text = str(lead_days or "").strip()
            given = bool(found.get("lead")) and bool(text)
            found["lead_days"] = _whole(text, 0, MAX_LEAD, "lead_days", "Délai") if given else None
        return found

    return read


def _deadline(form: str, task: Task | None, dated: Dated | None) -> Callable[[], dict[str, object]]:
    way = st.segmented_control("Échéance", (_DATE, _COUNTED), default=_DATE if task is None else _COUNTED,
                               required=True, key=f"{form}-way")  # fmt: skip
    left, middle, right = st.columns([1, 1.5, 1])
    shown = date_in_figures(dated.deadline) if dated else ""
    day = count = sign = ""
    if way == _DATE:
        day = left.text_input("À finir le", shown, placeholder="jj/mm/aaaa", key=f"{form}-day")
    else:
        count = left.text_input("Jours ouvrés", str(abs(task.offset)) if task else "", key=f"{form}-count")
        options = list(_ANCHORS)
        sign = middle.selectbox("À compter", options, options.index(_sign_of(task)), key=f"{form}-sign")
    long = right.text_input("Durée (jours ouvrés)", str(task.duration) if task else "1", key=f"{form}-duration")

    def read() -> dict[str, object]:
        found: dict[str, object] = {"duration": _whole(long, 1, MAX_DURATION, "duration", "Durée")}
        if way == _DATE:
            if not day.strip():
                raise InvalidInput("deadline", "Indiquez pour quand la tâche doit être finie.")
            # The date shown may come from what waits for the task: left as it is, it changes nothing.
            if day.strip() != shown:
                found["deadline"] = date_fr(day, "deadline")
        else:
            anchor, way_of = _ANCHORS[sign]
            found |= {"anchor": anchor, "offset": way_of * _whole(count, 0, MAX_OFFSET, "offset", "Échéance")}
        return found

    return read


def _delays(form: str, task: Task | None, typed: dict[str, object]) -> str:
    """Lead time, who is asked, what it commits; the lead's days as typed."""
    left, right = st.columns(2)
    leads = [None, *Lead]
    typed["lead"] = left.selectbox(
        "Délai ensuite", leads, leads.index(task.lead) if task else 0,
        format_func=lambda one: one.label if one else "Aucun", key=f"{form}-lead",
    )  # fmt: skip
    days = ""
    if typed["lead"]:
        usual = Lead(str(typed["lead"])).usual_days
        days = right.text_input("Jours ouvrés de délai", str(task.lead_days) if task and task.lead_days is not None
                                else "", placeholder=f"vide : {usual}", key=f"{form}-lead-days")  # fmt: skip
    left, right = st.columns(2)
    typed["asks"] = left.pills("Demande quelque chose", list(Asked), selection_mode="multi",
                               default=[one for one in Asked if task and one in task.asks],
                               format_func=lambda one: one.label, key=f"{form}-asks")  # fmt: skip
    typed["commits"] = right.pills("Engage", list(Commitment), selection_mode="multi",
                                   default=list(task.commits) if task else [],
                                   format_func=lambda one: one.label, key=f"{form}-commits")  # fmt: skip
    return days


def _sign_of(task: Task | None) -> str:
    if task is None:
        return _BEFORE_FIRST
    way = -1 if task.offset < 0 else 1
    return next(
        (name for name, (anchor, sign) in _ANCHORS.items() if (anchor, sign) == (task.anchor, way)), _BEFORE_FIRST
    )


def _whole(typed: str, low: int, high: int, field: str, label: str) -> int:
    try:
        return whole_number(typed, low, high, field)
    except InvalidInput as problem:
        said = problem.message[0].lower() + problem.message[1:]
        raise InvalidInput(field, f"{label} : {said}") from problem
