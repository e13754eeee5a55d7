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
from campaign.ui.hours_typed import EXAMPLE, ON_APPOINTMENT, day_typed, is_appointment, typed_back
from campaign.ui.layout import line
from campaign.ui.plain import plain

MAX_TEXT = 400  # characters, as a sheet takes
_EMPTY = OpeningHours(((),) * 7)
_ABOVE = ("=", "idem")


def hours_grid(text: str, key: str, *, disabled: bool = False) -> str:
    """Show both; the text to store. ``text`` is what the sheet holds now."""
    state = st.session_state
    if _text_key(key) not in state or state.get(f"{key}-stored") != text:
        state[f"{key}-stored"] = text
        state.pop(f"{key}-former", None)
        _write(key, text)
        _fill(key)
    st.text_input(
        PLACE_LABELS["opening_hours_text"],
        placeholder="mar. au sam. 10 h – 12 h, 14 h – 18 h",
        key=_text_key(key),
        disabled=disabled,
        on_change=_text_changed,
        args=(key,),
    )
    st.markdown(hours_understood(_text(key)))
    if not disabled:
        if _day_key(key, 0) not in state:
            _fill(key)
        with st.expander("Remplir jour par jour", icon=":material/calendar_view_week:"):
            _grid(key)
    return _text(key)


# Each view writes the other under a new key. The browser may send what it showed before that reached it: under the
# former key, nobody takes it for something typed since.


def _text_key(key: str) -> str:
    return f"{key}-text-{st.session_state.get(f'{key}-texts', 0)}"


def _grid_key(key: str) -> str:
    return f"{key}-grid-{st.session_state.get(f'{key}-grids', 0)}"


def _day_key(key: str, weekday: int) -> str:
    return f"{_grid_key(key)}-day-{weekday}"


def _text(key: str) -> str:
    return str(st.session_state.get(_text_key(key)) or "")


def _write(key: str, text: str) -> None:
    """Show this text in its field."""
    state = st.session_state
    state[f"{key}-written"] = text
    if text != state.get(_text_key(key)):
        state[f"{key}-texts"] = state.get(f"{key}-texts", 0) + 1
        state[_text_key(key)] = text


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
    state = st.session_state
    kept = _text(key).strip() and known_hours(_text(key)) is None
    st.markdown(
        ":orange[Le texte n’est pas compris en entier : il est gardé tel quel. La grille, dès que vous la remplissez, "
        "le remplace.]"
        if kept
        else f":gray[Par exemple {EXAMPLE}. Vide : fermé. {ON_APPOINTMENT} : sur rendez-vous. = : comme la veille.]"
    )
    problems = state.get(f"{key}-problems", {})
    for column, weekdays in zip(st.columns(2), (range(4), range(4, 7)), strict=True):
        with column:
            for weekday in weekdays:
                st.text_input(
                    DAYS[weekday].capitalize(),
                    key=_day_key(key, weekday),
                    placeholder="fermé",
                    on_change=_day_changed,
                    args=(key, weekday),
                )
                if weekday in problems:
                    st.markdown(f":red[{plain(problems[weekday])}]")
    _copying(key)
    with line():
        for name, label in (("holidays", "Fermé les jours fériés"), ("besides", "Ou sur rendez-vous")):
            st.checkbox(label, key=f"{_grid_key(key)}-{name}", on_change=_changed, args=(key,))
    show_parts(_hours(key), key, lambda found: _apply(key, found), clock.today())
    show_additions(key, lambda add: _add(key, add))
    if "all" in problems:
        st.error(plain(problems["all"]), icon=":material/error:")
    if former := state.get(f"{key}-former"):
        st.button("Reprendre le texte d’avant", key=f"{key}-back", type="tertiary", icon=":material/undo:",
                  help=plain(former), on_click=_take_back, args=(key,))  # fmt: skip


def _copying(key: str) -> None:
    with st.popover("Recopier un jour", icon=":material/content_copy:"):
        source = st.selectbox("Les heures du", range(7), format_func=lambda day: DAYS[day], key=f"{key}-copy-from")
        others = [weekday for weekday in range(7) if weekday != source]
        chosen = st.pills("Sur", others, format_func=lambda day: DAYS[day].capitalize(), selection_mode="multi",
                          key=f"{key}-copy-to")  # fmt: skip
        st.button("Recopier", key=f"{key}-copy", disabled=not chosen, on_click=_copy, args=(key, source, chosen))


# -- what changes


def _text_changed(key: str) -> None:
    if st.session_state.get(f"{key}-written") == _text(key):
        return  # the browser only says back what the grid wrote
    st.session_state[f"{key}-written"] = _text(key)
    st.session_state.pop(f"{key}-former", None)
    _fill(key)


def _day_changed(key: str, weekday: int) -> None:
    state = st.session_state
    if weekday and state[_day_key(key, weekday)].strip().lower() in _ABOVE:
        state[_day_key(key, weekday)] = state[_day_key(key, weekday - 1)]
    _changed(key)


def _copy(key: str, source: int, chosen: list[int]) -> None:
    for weekday in chosen:
        st.session_state[_day_key(key, weekday)] = st.session_state[_day_key(key, source)]
    st.session_state[f"{key}-copy-to"] = []
    _changed(key)


def _take_back(key: str) -> None:
    _write(key, st.session_state.pop(f"{key}-former"))
    _fill(key)


def _changed(key: str) -> None:
    """The days and boxes of the grid, with what departs from the week, written as text."""
    state, problems, days, on_appointment = st.session_state, {}, {}, set()
    for weekday in range(7):
        typed = state[_day_key(key, weekday)]
        if is_appointment(typed):
            on_appointment.add(weekday)
            typed = ""
        try:
            days[weekday] = day_typed(typed)
        except InvalidInput as problem:
            problems[weekday] = problem.message
    state[f"{key}-problems"] = problems
    if problems:
        return
    _apply(
        key,
        replace(
            _hours(key),
            days=tuple(days[weekday] for weekday in range(7)),
            closed_on_holidays=state[f"{_grid_key(key)}-holidays"],
            appointment_days=frozenset(on_appointment),
            by_appointment=state[f"{_grid_key(key)}-besides"],
        ),
    )


def _apply(key: str, hours: OpeningHours) -> None:
    """Take these hours, when they can be, and write them in both views."""
    state = st.session_state
    try:
        checked = _EMPTY if hours == _EMPTY else _checked(hours)
    except InvalidInput as problem:
        # Kept, so that what lacks can still be typed.
        state[f"{key}-problems"] = {"all": problem.message}
        state[f"{key}-hours"] = hours
        return
    before = _text(key)
    if before.strip() and known_hours(before) is None:
        state[f"{key}-former"] = before
    _write(key, in_words(checked))
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


def _fill(key: str) -> None:
    """Another grid, as the text says; empty when it is not understood."""
    st.session_state[f"{key}-grids"] = st.session_state.get(f"{key}-grids", 0) + 1
    _show(key, known_hours(_text(key)) or _EMPTY)


def _show(key: str, hours: OpeningHours) -> None:
    state = st.session_state
    state[f"{key}-hours"], state[f"{key}-problems"] = hours, {}
    shown: dict[str, object] = {
        _day_key(key, weekday): ON_APPOINTMENT if weekday in hours.appointment_days else typed_back(spans)
        for weekday, spans in enumerate(hours.days)
    }
    shown |= {f"{_grid_key(key)}-holidays": hours.closed_on_holidays, f"{_grid_key(key)}-besides": hours.by_appointment}
    for name, value in shown.items():
        # A field that already says so is let alone: somebody may be typing in it while this answer travels.
        if state.get(name) != value:
            state[name] = value
