"""Opening hours edited two ways at once: the text as on the door, and a grid, day by day. Each fills the other.

A text that is not wholly understood stays as it is until the grid is used.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from campaign.base import clock
from campaign.base.errors import InvalidInput
from campaign.base.french import DAYS
from campaign.base.opening_hours import OpeningHours, in_words, known_hours, opening_hours, read_opening_hours
from campaign.partners.model import PLACE_LABELS
from campaign.ui.hours_parts import show_additions, show_parts
from campaign.ui.hours_typed import EXAMPLE, day_typed, typed_back
from campaign.ui.layout import line
from campaign.ui.plain import plain

MAX_TEXT = 400  # characters, as a sheet takes
_EMPTY = OpeningHours(((),) * 7)
_ABOVE = ("=", "idem")


def hours_grid(text: str, key: str, *, disabled: bool = False) -> str:
    """Show both; the text to store. ``text`` is what the sheet holds now."""
    state = st.session_state
    if key not in state or state.get(f"{key}-stored") != text:
        state[key], state[f"{key}-stored"] = text, text
        state.pop(f"{key}-former", None)
        _fill(key)
    st.text_input(
        PLACE_LABELS["opening_hours_text"],
        placeholder="mar. au sam. 10 h – 12 h, 14 h – 18 h",
        key=key,
        disabled=disabled,
        on_change=_text_changed,
        args=(key,),
    )
    st.markdown(hours_understood(str(state[key] or "")))
    if not disabled:
        if f"{key}-day-0" not in state:
            _fill(key)
        with st.expander("Remplir jour par jour", icon=":material/calendar_view_week:", expanded=_in_use(key)):
            _grid(key)
    return str(state[key] or "")


def hours_understood(typed: str) -> str:
    """What the software read in the typed hours, as a sentence under the field."""
    if not typed.strip():
        return ":gray[Écrivez les horaires comme sur la porte ; ce qui est compris s’affichera ici.]"
    try:
        hours = read_opening_hours(typed)
    except InvalidInput as problem:
        return f":red[{plain(problem.message)}]"
    if hours is None:
        return ":orange[Pas tout compris : le texte sera gardé tel quel, sans calcul d’ouverture.]"
    return f":green[Compris : {plain(in_words(hours))}]"


def _grid(key: str) -> None:
    state, hours = st.session_state, _hours(key)
    if str(state[key] or "").strip() and known_hours(str(state[key])) is None:
        st.markdown(
            ":orange[Le texte n’est pas compris en entier : il est gardé tel quel. La grille, dès que vous la "
            "remplissez, le remplace.]"
        )
    st.markdown(f":gray[Par exemple {EXAMPLE}. Vide : fermé. Le signe = recopie le jour d’avant.]")
    problems = state.get(f"{key}-problems", {})
    for column, weekdays in zip(st.columns(2), (range(4), range(4, 7)), strict=True):
        with column:
            for weekday in weekdays:
                by_appointment = weekday in (state.get(f"{key}-appointment") or ())
                st.text_input(
                    DAYS[weekday].capitalize(),
                    key=f"{key}-day-{weekday}",
                    placeholder="sur rendez-vous" if by_appointment else "fermé",
                    on_change=_day_changed,
                    args=(key, weekday),
                )
                if weekday in problems:
                    st.markdown(f":red[{plain(problems[weekday])}]")
    _copying(key)
    st.pills("Sur rendez-vous seulement", range(7), format_func=lambda day: DAYS[day].capitalize(),
             selection_mode="multi", key=f"{key}-appointment", on_change=_appointment_changed, args=(key,))  # fmt: skip
    with line():
        st.checkbox("Fermé les jours fériés", key=f"{key}-holidays", on_change=_changed, args=(key,))
        st.checkbox("Ou sur rendez-vous", key=f"{key}-besides", on_change=_changed, args=(key,))
    show_parts(hours, key, lambda found: _apply(key, found), clock.today())
    show_additions(key, lambda add: _add(key, add))
    if "all" in problems:
        st.error(plain(problems["all"]), icon=":material/error:")
    if former := state.get(f"{key}-former"):
        st.button("Reprendre le texte d’avant", key=f"{key}-back", type="tertiary", icon=":material/undo:",
                  help=former, on_click=_take_back, args=(key,))  # fmt: skip


def _copying(key: str) -> None:
    with st.popover("Recopier un jour", icon=":material/content_copy:"):
        source = st.selectbox("Les heures du", range(7), format_func=lambda day: DAYS[day], key=f"{key}-copy-from")
        others = [weekday for weekday in range(7) if weekday != source]
        chosen = st.pills("Sur", others, format_func=lambda day: DAYS[day].capitalize(), selection_mode="multi",
                          key=f"{key}-copy-to")  # fmt: skip
        st.button("Recopier", key=f"{key}-copy", disabled=not chosen, on_click=_copy, args=(key, source, chosen))


# -- what changes


def _text_changed(key: str) -> None:
    st.session_state.pop(f"{key}-former", None)
    _fill(key)


def _day_changed(key: str, weekday: int) -> None:
    state = st.session_state
    if weekday and state[f"{key}-day-{weekday}"].strip().lower() in _ABOVE:
        state[f"{key}-day-{weekday}"] = state[f"{key}-day-{weekday - 1}"]
    if state[f"{key}-day-{weekday}"].strip():
        state[f"{key}-appointment"] = [day for day in state[f"{key}-appointment"] or [] if day != weekday]
    _changed(key)


def _appointment_changed(key: str) -> None:
    for weekday in st.session_state[f"{key}-appointment"] or []:
        st.session_state[f"{key}-day-{weekday}"] = ""
    _changed(key)


def _copy(key: str, source: int, chosen: list[int]) -> None:
    state = st.session_state
    for weekday in chosen:
        state[f"{key}-day-{weekday}"] = state[f"{key}-day-{source}"]
    state[f"{key}-appointment"] = [day for day in state[f"{key}-appointment"] or [] if day not in chosen]
    state[f"{key}-copy-to"] = []
    _changed(key)


def _take_back(key: str) -> None:
    st.session_state[key] = st.session_state.pop(f"{key}-former")
    _fill(key)


def _changed(key: str) -> None:
    """The days and boxes of the grid, with what departs from the week, written as text."""
    state, problems, days = st.session_state, {}, {}
    for weekday in range(7):
        try:
            days[weekday] = day_typed(state[f"{key}-day-{weekday}"])
        except InvalidInput as problem:
            problems[weekday] = problem.message
    state[f"{key}-problems"] = problems
    state[f"{key}-used"] = True
    if problems:
        return
    _apply(
        key,
        replace(
            _hours(key),
            days=tuple(days[weekday] for weekday in range(7)),
            closed_on_holidays=state[f"{key}-holidays"],
            appointment_days=frozenset(state[f"{key}-appointment"] or ()),
            by_appointment=state[f"{key}-besides"],
        ),
    )


def _apply(key: str, hours: OpeningHours) -> None:
    """Take these hours, when they can be, and write them in both views."""
    state = st.session_state
    state[f"{key}-used"] = True
    try:
        checked = _EMPTY if hours == _EMPTY else _checked(hours)
    except InvalidInput as problem:
        # Kept, so that what lacks can still be typed.
        state[f"{key}-problems"] = {"all": problem.message}
        state[f"{key}-hours"] = hours
        return
    before = str(state[key] or "")
    if before.strip() and known_hours(before) is None:
        state[f"{key}-former"] = before
    state[key] = in_words(checked)
    _show(key, checked)


def _checked(hours: OpeningHours) -> OpeningHours:
    checked = opening_hours(
        dict(enumerate(hours.days)),
        closed_on_holidays=hours.closed_on_holidays,
        rules=hours.rules,
        exceptions=hours.exceptions,
        appointment_days=hours.appointment_days,
        by_appointment=hours.by_appointment,
        comment=hours.comment,
    )
    if len(in_words(checked)) > MAX_TEXT:
        raise InvalidInput("opening_hours_text", f"C’est trop long : {MAX_TEXT} caractères au plus. Retirez une ligne.")
    return checked


def _add(key: str, add: Callable[[OpeningHours], OpeningHours]) -> None:
    """What one of the small forms adds; what it cannot be leaves the hours as they were."""
    before = _hours(key)
    try:
        _apply(key, add(before))
    except InvalidInput as problem:
        st.session_state[f"{key}-problems"] = {"all": problem.message}
    else:
        if st.session_state[f"{key}-problems"]:
            st.session_state[f"{key}-hours"] = before


def _hours(key: str) -> OpeningHours:
    return st.session_state.get(f"{key}-hours") or _EMPTY


def _in_use(key: str) -> bool:
    return bool(st.session_state.get(f"{key}-used"))


def _fill(key: str) -> None:
    """The grid as the text says; empty when it is not understood."""
    _show(key, known_hours(str(st.session_state[key] or "")) or _EMPTY)


def _show(key: str, hours: OpeningHours) -> None:
    state = st.session_state
    state[f"{key}-hours"], state[f"{key}-problems"] = hours, {}
    for weekday, spans in enumerate(hours.days):
        state[f"{key}-day-{weekday}"] = typed_back(spans)
    state[f"{key}-appointment"] = sorted(hours.appointment_days)
    state[f"{key}-holidays"] = hours.closed_on_holidays
    state[f"{key}-besides"] = hours.by_appointment
