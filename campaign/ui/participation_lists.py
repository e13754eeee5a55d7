"""The shops of an edition: as a table with the telephone beside each, or by event day and EPCI."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import pandas as pd
import streamlit as st

from campaign.accounts.model import Role
from campaign.base.french import day_in_words, plural, short_day
from campaign.editions.model import Edition
from campaign.participation.model import Funnel, Participation, Status
from campaign.ui.answer_for_shop import hours_cell, open_answer
from campaign.ui.chips import STATUS_COLOURS, STATUS_ICONS, chip_column
from campaign.ui.finding import search_and_epci
from campaign.ui.geography import short_epci
from campaign.ui.layout import card, line
from campaign.ui.plain import plain

MOST = 21  # rows shown whole; beyond, the table scrolls in itself
MAY_ANSWER = (Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS)
SHOWN = 6  # shops without an answer, before « les autres »
SHAPES = ("Liste", "Par jour")
WAITING = (Status.LINK_OPENED, Status.UNDECIDED, Status.LINK_READY, Status.TO_INVITE, Status.NO_ANSWER)


def filters(shops: Sequence[Participation], funnel: Funnel) -> tuple[Status | None, str, str, str]:
    """The funnel as a filter, the search, the EPCI and the presentation: (status, search, epci, shape)."""
    counts = {"all": len(shops), **{one: funnel.counts[one] for one in STATUS_ICONS if funnel.counts.get(one)}}
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        status = st.segmented_control(
            "Réponse",
            list(counts),
            format_func=lambda one: f"{_option(one)} · {counts[one]}",
            default="all",
            required=True,
            label_visibility="collapsed",
            key="status",
            wrap=True,
        )
        shape = st.segmented_control(
            "Présentation", SHAPES, default=SHAPES[0], required=True, label_visibility="collapsed", key="shape"
        )
    with line():
        epcis = {one.place.epci_siren: short_epci(one.place.epci_name) for one in shops if one.place.epci_siren}
        search, epci = search_and_epci(epcis, 330, 250)
    return (status if status in STATUS_ICONS else None), search, epci, shape


def _option(one: Status | str) -> str:
    return f"{STATUS_ICONS[one]} {one.label}" if one in STATUS_ICONS else "Toutes"


def table(
    edition: Edition, shown: Sequence[Participation], numbers: dict[int, int], *, answering: bool
) -> Participation | None:
    """The table; the shop whose « Répondre » or « Modifier » was pressed."""
    columns = {
        "N°": [numbers[one.place.id] for one in shown],
        "Boutique": [one.place.name for one in shown],
        "Réponse": [[one.status.label] for one in shown],
    }
    if answering:  # before the days: with four of them, or midday breaks, the table scrolls sideways
        columns["Au téléphone"] = ["Modifier" if one.answer else "Répondre" for one in shown]
    for day in edition.days:
        columns[short_day(day, capital=True)] = [
            hours_cell(one.answer, one.answer.open_day(day)) if one.answer else "" for one in shown
        ]
    columns["Animations"] = [_activities(one) for one in shown]
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height="content" if len(shown) <= MOST else 740,
        placeholder="",
        column_config={
            "N°": st.column_config.NumberColumn(width=48),
            "Boutique": st.column_config.TextColumn(width=230),
            "Réponse": chip_column("Réponse", STATUS_COLOURS, width=138),
            **{short_day(day, capital=True): _hours_column(shown, day) for day in edition.days},
            "Animations": st.column_config.TextColumn(width=150),
            "Au téléphone": st.column_config.ButtonColumn("Au téléphone", type="tertiary", key="by-phone", width=110),
        },
        alt=f"{plural(len(shown), 'boutique')} : réponse, horaires, animations",
        key="participation-table",
    )
    click = st.session_state.get("by-phone") if answering else None
    return shown[click["row"]] if click and click["row"] < len(shown) else None


def _hours_column(shown: Sequence[Participation], day: date) -> object:
    """Wide enough for the longest hours of the day: a midday break takes more place."""
    opened = [one.answer.open_day(day) for one in shown if one.answer]
    return st.column_config.TextColumn(width=165 if any(one and one.break_from for one in opened) else 102)


def by_day(edition: Edition, shown: Sequence[Participation], numbers: dict[int, int]) -> None:
    """One card a day: the shops open that day, by EPCI, with what they offer."""
    for column, day in zip(st.columns(len(edition.days)), edition.days, strict=True):
        opened = [one for one in shown if one.answer and one.answer.open_day(day)]
        title = day_in_words(day, year=False)
        with column, card(title[0].upper() + title[1:], plural(len(opened), "boutique"), "green"):
            for epci, shops in groupby(opened, key=lambda one: one.place.epci_name):
                st.markdown(f"**{plain(short_epci(epci) if epci else 'Hors EPCI')}**")
                for one in shops:
                    offers = "  \n" + " ".join(f":yellow-badge[{plain(offer)}]" for offer in _offers(one))
                    hours = one.answer.open_day(day).hours_text
                    st.markdown(
                        f":gray[{numbers[one.place.id]}] {plain(one.place.name)} :gray[{hours}]"
                        + (offers if _offers(one) else "")
                    )
            if not opened:
                st.markdown(":gray[Aucune boutique n’a encore confirmé ce jour.]")


def waiting_card(edition: Edition, shops: Sequence[Participation], *, answering: bool) -> None:
    """Who has not answered, those who opened their link first, each with its verb."""
    waiting = sorted((one for one in shops if one.status in WAITING), key=lambda one: WAITING.index(one.status))
    with card("Sans réponse", len(waiting), "yellow" if waiting else "green"):
        if not waiting:
            st.markdown(":gray[Toutes les boutiques ont répondu.]")
        _waiting_lines(edition, waiting[:SHOWN], answering=answering)
        if len(waiting) > SHOWN:
            with st.expander(f"Les {len(waiting) - SHOWN} autres"):
                _waiting_lines(edition, waiting[SHOWN:], answering=answering)


def _waiting_lines(edition: Edition, waiting: Sequence[Participation], *, answering: bool) -> None:
    for one in waiting:
        with line(wrap=False):
            st.markdown(f"{STATUS_ICONS[one.status]} {plain(one.place.name)}", width="stretch")
            if answering and st.button(":primary[Répondre]", type="tertiary", key=f"answer-{one.place.id}"):
                open_answer(edition.id, one)


def _offers(one: Participation) -> list[str]:
    named = [activity.label for activity in one.answer.activities]
    return [*named, one.answer.other_activity] if one.answer.other_activity else named


def _activities(one: Participation) -> str:
    return ", ".join(_offers(one)) if one.answer else ""


def accessible(shown: Sequence[Participation], numbers: dict[int, int]) -> list[dict[str, object]]:
    """The same shops as lines of an HTML table."""
    return [
        {
            "N°": numbers[one.place.id],
            "Boutique": one.place.name,
            "Commune": one.place.commune,
            "Réponse": one.status.label,
            "Horaires": " ; ".join(
                f"{short_day(opened.day)} {opened.hours_text}" for opened in (one.answer.days if one.answer else ())
            ),
        }
        for one in shown
    ]
