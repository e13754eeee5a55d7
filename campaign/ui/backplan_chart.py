"""« Frise »: the tasks as bars on the calendar, what is done in full colour, today in red, the days in yellow."""

from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt
import pandas as pd
import streamlit as st

from campaign.base.french import day_in_words, days_in_words, plural, short_date
from campaign.planning.following import Standing
from campaign.planning.tasks import TaskState
from campaign.ui.backplan_words import ROLE_COLOURS, Row, state_in_words
from campaign.ui.layout import same_in_a_table
from campaign.ui.navigation import is_phone

_INK, _RED, _BAND, _FONT = "#34142E", "#CE3418", "#FFD98A", "Figtree"
_DAY = timedelta(days=1)
_LAST_STRETCH = timedelta(days=60), timedelta(days=40)  # before the first day, after the last
_MONTHS = "['janv.','févr.','mars','avr.','mai','juin','juil.','août','sept.','oct.','nov.','déc.']"
_DATE = f"date(datum.value)+' '+{_MONTHS}[month(datum.value)]"
_MONTH = f"{_MONTHS}[month(datum.value)]+(month(datum.value)==0?' '+year(datum.value):'')"
_A_WEEK, _SOON = timedelta(days=7), timedelta(days=60)
_UNDER_WAY = 0.9  # what is not done never looks wholly done


def last_stretch_of(days: Sequence[date], today: date) -> tuple[date, date]:
    """From two months before the days, or from today when it is a little earlier, to the weeks after."""
    since, until = days[0] - _LAST_STRETCH[0], days[-1] + _LAST_STRETCH[1]
    return (min(since, today - _A_WEEK) if since - today < _SOON else since), until


def in_last_stretch(rows: Sequence[Row], days: Sequence[date], today: date) -> tuple[Row, ...]:
    """The tasks of that time, and what is late, however old."""
    since, until = last_stretch_of(days, today)
    return tuple(one for one in rows if one.alert or (one.dated.deadline >= since and one.dated.start <= until))


def chart(rows: Sequence[Row], days: Sequence[date], today: date, *, last_stretch: bool) -> None:
    """The drawing, what its signs mean, and the same in a table."""
    since, until = _stretch(rows, days, today) if last_stretch else _whole(rows, days)
    st.altair_chart(
        drawn(rows, days, today, since, until, phone=is_phone()),
        width="stretch",
        alt=f"{plural(len(rows), 'tâche')} sur le calendrier ; la même chose en tableau ci-dessous",
    )
    now = f":red[▎]aujourd’hui, {day_in_words(today, year=False)} · " if since <= today <= until else ""
    st.markdown(f"{now}bandes jaunes : {days_in_words(days, year=False)} · couleur pleine : fait, ou temps passé "
                "d’une tâche en cours")  # fmt: skip
    same_in_a_table(
        [
            {"Tâche": one.task.title, "Rôle": one.task.role.label, "Début": short_date(one.dated.start, year=True),
             "Échéance": short_date(one.dated.deadline, year=True), "État": state_in_words(one)}
            for one in rows
        ]
    )  # fmt: skip


def drawn(
    rows: Sequence[Row], days: Sequence[date], today: date, since: date, until: date, *, phone: bool = False
) -> alt.LayerChart:
    """The bars between two dates, both included."""
    table = pd.DataFrame([_bar(one, name, today) for one, name in zip(rows, _names(rows), strict=True)])
    months = (until - since).days > 200
    axis = alt.Axis(
        orient="top", title=None, labelExpr=_MONTH if months else _DATE, grid=False, domain=False, ticks=False,
        tickCount={"interval": "month", "step": 2 if phone else 1} if months else 4 if phone else 8, labelPadding=10,
    )  # fmt: skip
    across = alt.X("start:T", axis=axis, scale=alt.Scale(domain=[_stamp(since), _stamp(until + _DAY)]))
    left = alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=120 if phone else 270)
    down = alt.Y("name:N", sort=None, title=None, axis=left)
    hue = alt.Color(
        "role:N",
        scale=alt.Scale(domain=[one.label for one in ROLE_COLOURS], range=list(ROLE_COLOURS.values())),
        legend=alt.Legend(orient="bottom", title=None, columns=2 if phone else 6, symbolType="square", symbolOpacity=1,
                          symbolSize=110, labelColor=_INK, labelFont=_FONT, labelFontSize=13),
    )  # fmt: skip
    base = alt.Chart(table).encode(y=down)
    rest = base.mark_bar(height=15, cornerRadius=4, opacity=0.38, clip=True).encode(x=across, x2="end:T", color=hue)
    part = base.transform_filter("datum.done > datum.start").mark_bar(height=15, cornerRadius=4, clip=True)
    layers = [rest, part.encode(x=across, x2="done:T", color=hue)]
    word = base.transform_filter("datum.alert != ''").mark_text(
        align="left", dx=7, color=_RED, fontWeight=700, fontSize=13
    )  # fmt: skip
    layers.append(word.encode(x=alt.X("beside:T", axis=axis), text="alert:N"))
    if since <= today <= until:
        line = pd.DataFrame({"start": [_stamp(today)]})
        layers.append(alt.Chart(line).mark_rule(color=_RED, strokeWidth=2).encode(x="start:T"))
    bands = pd.DataFrame({"start": [_stamp(day) for day in days], "end": [_stamp(day + _DAY) for day in days]})
    banded = alt.Chart(bands).mark_rect(color=_BAND, clip=True).encode(x=across, x2="end:T")
    return (
        alt.layer(banded, *layers)
        .properties(height=28 * len(rows) + 6, background="transparent")
        .properties(padding={"left": 0, "right": 5, "top": 4, "bottom": 0})
        .configure_view(strokeWidth=0)
        .configure_axis(labelColor=_INK, labelFontSize=13, labelFont=_FONT)
        .configure_text(font=_FONT)
    )


def _bar(one: Row, name: str, today: date) -> dict[str, object]:
    start, end = one.dated.start, one.dated.deadline + _DAY
    return {
        "name": name,
        "role": one.task.role.label,
        "start": _stamp(start),
        "end": _stamp(end),
        "done": _stamp(start) + (_stamp(end) - _stamp(start)) * _part(one, today),
        "alert": one.alert,
        # Beside the bar, and beyond today's line when it would cross the word.
        "beside": _stamp(max(end, today) if one.alert and end > today - 20 * _DAY else end),
    }


def _part(one: Row, today: date) -> float:
    """How much of a bar is in full colour: all when done, the time gone when under way."""
    if one.standing is Standing.DONE:
        return 1.0
    if one.task.state is not TaskState.UNDER_WAY:
        return 0.0
    whole = (one.dated.deadline - one.dated.start).days + 1
    return min(_UNDER_WAY, max(0.0, (today - one.dated.start).days / whole))


def _names(rows: Sequence[Row]) -> list[str]:
    """Titles, made unlike by signs nobody sees when two are the same: a bar each."""
    seen: dict[str, int] = {}
    names = []
    for one in rows:
        seen[one.task.title] = seen.get(one.task.title, -1) + 1
        names.append(one.task.title + "\u200b" * seen[one.task.title])
    return names


def _stretch(rows: Sequence[Row], days: Sequence[date], today: date) -> tuple[date, date]:
    """The last stretch, begun early enough to show the bars of what is late, unless they are very old."""
    since, until = last_stretch_of(days, today)
    late = [one.dated.start - timedelta(days=3) for one in rows if one.alert]
    return min(since, max(min(late, default=since), today - _SOON)), until


def _whole(rows: Sequence[Row], days: Sequence[date]) -> tuple[date, date]:
    starts, ends = [one.dated.start for one in rows], [one.dated.deadline for one in rows]
    return min([days[0], *starts]) - _A_WEEK, max([days[-1], *ends]) + 3 * _A_WEEK


def _stamp(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)
