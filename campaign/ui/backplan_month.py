"""« Mois »: what must be done each day of a month, one week a line; on a phone, the days that have something."""

from calendar import Calendar
from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.base.french import DAYS, MONTHS, day_in_words, plural
from campaign.base.working_days import is_public_holiday
from campaign.planning.tasks import Anchor
from campaign.ui.backplan_rows import title
from campaign.ui.backplan_words import ROLE_BADGES, Row, when
from campaign.ui.layout import line
from campaign.ui.navigation import is_phone

_KEY = "backplan-month"
Month = tuple[int, int]


def months_of(rows: Sequence[Row], days: Sequence[date]) -> list[Month]:
    """Every month from the first deadline to the last, those without any too: the eye needs the gap."""
    ends = [*(one.dated.deadline for one in rows), *days]
    first, last = min(ends), max(ends)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [(first.year + (first.month - 1 + rank) // 12, (first.month - 1 + rank) % 12 + 1) for rank in range(count)]


def weeks_of(month: Month, days: Sequence[date]) -> list[list[date | None]]:
    """Its weeks, Monday first; Saturdays and Sundays only up to the event's, since nothing else falls on them."""
    here = [day.weekday() for day in days if (day.year, day.month) == month]
    width = max([4, *here]) + 1
    found = []
    for week in Calendar().monthdatescalendar(*month):
        kept = [day if day.month == month[1] else None for day in week[:width]]
        if any(kept):
            found.append(kept)
    return found


def month_view(rows: Sequence[Row], days: Sequence[date], today: date) -> None:
    """The month chosen, by default that of today or the nearest."""
    known = months_of(rows, days)
    if st.session_state.get(_KEY) not in known:
        st.session_state[_KEY] = min(known, key=lambda one: abs(_rank(one) - _rank((today.year, today.month))))
    month = _choice(known)
    by_day: dict[date, list[Row]] = {}
    for one in rows:
        if one.task.anchor is Anchor.EVENT:
            continue  # its days are marked as such
        by_day.setdefault(one.dated.deadline, []).append(one)
    due = sum(len(found) for day, found in by_day.items() if (day.year, day.month) == month)
    st.markdown(f":gray[{plural(due, 'tâche')} à finir ce mois-ci.]")
    if is_phone():
        _as_days(month, by_day, days, today)
    else:
        _as_weeks(month, by_day, days, today)


def _choice(known: list[Month]) -> Month:
    current = known.index(st.session_state[_KEY])
    with line():
        st.button("Mois précédent", icon=":material/chevron_left:", key="backplan-before", disabled=current == 0,
                  on_click=_go, args=(known[max(0, current - 1)],))  # fmt: skip
        month = st.selectbox(
            "Mois", known, format_func=_named, key=_KEY, label_visibility="collapsed", width=190,
        )  # fmt: skip
        st.button("Mois suivant", icon=":material/chevron_right:", key="backplan-after",
                  disabled=current == len(known) - 1, on_click=_go,
                  args=(known[min(len(known) - 1, current + 1)],))  # fmt: skip
    return month


def _go(month: Month) -> None:
    st.session_state[_KEY] = month


def _as_weeks(month: Month, by_day: dict[date, list[Row]], days: Sequence[date], today: date) -> None:
    weeks = weeks_of(month, days)
    for rank, column in enumerate(st.columns(len(weeks[0]), gap="xsmall")):
        column.markdown(f":gray[{DAYS[rank]}]")
    for week in weeks:
        for day, column in zip(week, st.columns(len(week), gap="xsmall"), strict=True):
            if day is None:
                continue
            with column.container(border=True, height="stretch", gap="xsmall"):
                number = "1er" if day.day == 1 else str(day.day)
                st.markdown(f"**{number}**{_mark(day, days, today)}")
                for one in by_day.get(day, ()):
                    _entry(one, today)


def _as_days(month: Month, by_day: dict[date, list[Row]], days: Sequence[date], today: date) -> None:
    listed = [day for day in sorted({*by_day, *days}) if (day.year, day.month) == month]
    for day in listed:
        st.markdown(f"**{day_in_words(day, year=False).capitalize()}**{_mark(day, days, today)}")
        for one in by_day.get(day, ()):
            _entry(one, today)
    if not listed:
        st.markdown("Rien à finir ce mois-ci.")


def _mark(day: date, days: Sequence[date], today: date) -> str:
    if day in days:
        return " :yellow-badge[les bons jours]"
    if day == today:
        return " :red-badge[aujourd’hui]"
    return " :gray[férié]" if is_public_holiday(day) else ""


def _entry(one: Row, today: date) -> None:
    title(one, "month")
    said, colour = when(one, today)
    # The day is already said by the place.
    more = f" :{colour}-badge[{said}]" if colour in ("red", "green", "orange") else ""
    st.markdown(f":{ROLE_BADGES[one.task.role]}-badge[{one.task.role.label}]{more}")


def _named(month: Month) -> str:
    return f"{MONTHS[month[1] - 1].capitalize()} {month[0]}"


def _rank(month: Month) -> int:
    return month[0] * 12 + month[1]
