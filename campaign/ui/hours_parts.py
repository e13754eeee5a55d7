"""What departs from the week in the grid of hours: listed as sentences to take away, added in three small forms."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from campaign.base.errors import InvalidInput
from campaign.base.french import DAYS, MONTHS
from campaign.base.opening_hours import Dated, OpeningHours, Rule, Spans, besides_in_words, period
from campaign.ui.hours_typed import EXAMPLE, day_typed
from campaign.ui.layout import line
from campaign.ui.plain import plain

_RANKS = {1: "1er", 2: "2e", 3: "3e", 4: "4e", -1: "dernier"}
Apply = Callable[[OpeningHours], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of the list, and the hours without it."""

    sentence: str
    without: OpeningHours


def parts(hours: OpeningHours, today: date) -> list[Part]:
    """The monthly rules, seasons, exceptions and remark of these hours, as they are said."""
    bare = replace(hours, rules=(), exceptions=(), closed_on_holidays=False, by_appointment=False, comment="")
    groups = dict.fromkeys((one.period, one.weekday if one.period is None else None, one.spans if one.period is None
                            else None) for one in hours.rules)  # fmt: skip
    found = []
    for season, weekday, spans in groups:
        mine = [one for one in hours.rules if one.period == season
                and (season is not None or (one.weekday, one.spans) == (weekday, spans))]  # fmt: skip
        kept = tuple(one for one in hours.rules if one not in mine)
        found.append(Part(_said(replace(bare, rules=tuple(mine))), replace(hours, rules=kept)))
    for one in hours.exceptions:
        rest = tuple(other for other in hours.exceptions if other != one)
        over = " (passée)" if one.last < today else ""
        found.append(Part(_said(replace(bare, exceptions=(one,))) + over, replace(hours, exceptions=rest)))
    if hours.comment:
        found.append(Part(_said(replace(bare, comment=hours.comment)), replace(hours, comment="")))
    return found


def _said(hours: OpeningHours) -> str:
    sentence = " ; ".join(besides_in_words(hours))
    return sentence[:1].upper() + sentence[1:]


def show_parts(hours: OpeningHours, key: str, apply: Apply, today: date) -> None:
    """The sentences, each with what takes it away; exceptions that are over can all be taken away at once."""
    for index, part in enumerate(parts(hours, today)):
        with line(wrap=False):
            st.markdown(plain(part.sentence))
            st.button(
                "Retirer",
                key=f"{key}-part-{index}",
                type="tertiary",
                icon=":material/close:",
                help=f"Retirer : {plain(part.sentence)}",
                on_click=apply,
                args=(part.without,),
            )
    over = len(hours.exceptions) - len(hours.since(today).exceptions)
    if over:
        label = "Retirer l’exception passée" if over == 1 else f"Retirer les {over} exceptions passées"
        st.button(label, key=f"{key}-clean", icon=":material/cleaning_services:", on_click=apply,
                  args=(hours.since(today),))  # fmt: skip


def show_additions(key: str, add: Callable[[Callable[[OpeningHours], OpeningHours]], None]) -> None:
    """The three forms. ``add`` is given what makes the new hours of those before it."""
    state = st.session_state

    def button(label: str, name: str, adding: Callable[[OpeningHours], OpeningHours]) -> None:
        st.button(label, key=f"{key}-{name}", on_click=add, args=(adding,))

    with line():
        st.markdown(":gray[Ajouter]", width="content")
        with st.popover("Jour du mois", icon=":material/event_repeat:"):
            st.pills("Lesquels", list(_RANKS), format_func=_RANKS.get, selection_mode="multi", default=[1],
                     key=f"{key}-month-ranks")  # fmt: skip
            st.selectbox("Jour", range(7), 5, format_func=lambda day: DAYS[day], key=f"{key}-month-day")
            _hours_field("Heures", f"{key}-month-hours")
            button("Ajouter ce jour", "month-add", lambda hours: _with_monthly(
                hours, state[f"{key}-month-day"], state[f"{key}-month-ranks"], day_typed(state[f"{key}-month-hours"])
            ))  # fmt: skip
        with st.popover("Saison", icon=":material/sunny:"):
            for label, name, month in (("De", "first", 6), ("À", "last", 7)):
                st.selectbox(label, range(1, 13), month, format_func=lambda number: MONTHS[number - 1],
                             key=f"{key}-season-{name}")  # fmt: skip
            _hours_field("Heures des jours d’ouverture", f"{key}-season-hours")
            button("Ajouter cette saison", "season-add", lambda hours: _with_season(
                hours, state[f"{key}-season-first"], state[f"{key}-season-last"],
                day_typed(state[f"{key}-season-hours"])
            ))  # fmt: skip
        with st.popover("Exception", icon=":material/event_busy:"):
            st.date_input("Du", None, format="DD/MM/YYYY", key=f"{key}-from")
            st.date_input("Au (compris), si elle dure plus d’un jour", None, format="DD/MM/YYYY", key=f"{key}-until")
            _hours_field("Heures ces jours-là", f"{key}-dated-hours")
            button("Ajouter cette exception", "dated-add", lambda hours: _with_exception(
                hours, state[f"{key}-from"], state[f"{key}-until"] or state[f"{key}-from"],
                day_typed(state[f"{key}-dated-hours"])
            ))  # fmt: skip


def _hours_field(label: str, key: str) -> None:
    st.text_input(label, key=key, placeholder=EXAMPLE)
    st.caption("Vide : fermé.")


def _with_monthly(hours: OpeningHours, weekday: int, ranks: list[int], spans: Spans) -> OpeningHours:
    if not ranks:
        raise InvalidInput("opening_hours", "Choisissez lesquels : le 1er, le 2e…")
    kept = [one for one in hours.rules if (one.weekday, one.period) != (weekday, None) or one.nth not in ranks]
    return replace(hours, rules=(*kept, *(Rule(weekday, nth, None, spans) for nth in ranks)))


def _with_season(hours: OpeningHours, first: int, last: int, spans: Spans) -> OpeningHours:
    season = period((first, 1), (last, 31))
    weekdays = [weekday for weekday in range(7) if not spans or hours.days[weekday]]
    if not weekdays:
        raise InvalidInput("opening_hours", "Indiquez d’abord les jours d’ouverture de la semaine.")
    kept = [one for one in hours.rules if one.period != season]
    return replace(hours, rules=(*kept, *(Rule(weekday, 0, season, spans) for weekday in weekdays)))


def _with_exception(hours: OpeningHours, first: date | None, last: date | None, spans: Spans) -> OpeningHours:
    if first is None or last is None:
        raise InvalidInput("opening_hours", "Indiquez le premier jour de l’exception.")
    return replace(hours, exceptions=(*hours.exceptions, Dated(first, last, spans)))
