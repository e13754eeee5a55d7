"""The requests as a table: filters, order of service, the file of what is on screen."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.base.french import moment_in_words, plural, short_day
from campaign.loans.model import Answer
from campaign.loans.sentences import noun
from campaign.loans.views import RequestLine
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.games_words import ANSWERS
from campaign.ui.layout import same_in_a_table
from campaign.ui.navigation import is_phone

HEADERS = ("Jour", "Jeu", "Collectivité", "Lieu", "Qui anime", "Demandé le", "Réponse", "Exemplaire", "Raison",
           "Prêts, trois dernières éditions", "Note")  # fmt: skip


def filters(lines: Sequence[RequestLine]) -> list[RequestLine]:
    """Day, game and answer; what they keep."""
    days = sorted({one.request.day for one in lines})
    games = list(dict.fromkeys(one.item.name for one in lines))
    day = st.selectbox(
        "Jour", days, index=None, format_func=lambda one: short_day(one, capital=True), placeholder="Tous les jours",
        label_visibility="collapsed", key="games-day", width=150,
    )  # fmt: skip
    game = st.selectbox("Jeu", games, index=None, placeholder="Tous les jeux", label_visibility="collapsed",
                        key="games-game", width=210)  # fmt: skip
    answer = st.selectbox("Réponse", list(Answer), index=None, format_func=lambda one: one.label,
                          placeholder="Toutes les réponses", label_visibility="collapsed", key="games-answer",
                          width=190)  # fmt: skip
    return [
        one
        for one in lines
        if day in (None, one.request.day) and game in (None, one.item.name) and answer in (None, one.answer)
    ]


def exporting(edition_id: int, lines: Sequence[RequestLine]) -> None:
    """The table out in a file."""
    export_menu(f"jeux-edition-{edition_id}", "Jeux", HEADERS, [_exported(one) for one in lines])


def table(lines: Sequence[RequestLine]) -> RequestLine:
    """The table; the line selected: before anybody chooses, the first that waits, else the first refused."""
    order = {Answer.WAITING: 0, Answer.REFUSED: 1, Answer.GRANTED: 2}
    at = min(range(len(lines)), key=lambda rank: (order[lines[rank].answer], rank))
    phone = is_phone()
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Jour": [short_day(one.request.day, capital=True) for one in lines],
                "Jeu": [noun(one.item).capitalize() for one in lines],
                "Collectivité": [one.epci for one in lines],
                "Réponse": [[one.answer.label] for one in lines],
                "Lieu": [one.site for one in lines],
                "Prêts": [one.loans for one in lines],
            }
        ),
        hide_index=True,
        placeholder="",
        height="content" if len(lines) < 16 else 590,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [at]}},
        column_order=("Collectivité", "Réponse", "Jour", "Jeu", "Lieu", "Prêts") if phone else None,
        column_config={
            "Jour": st.column_config.TextColumn(width=72),
            "Jeu": st.column_config.TextColumn(width=78),
            "Collectivité": st.column_config.TextColumn(width=150 if phone else 190),
            "Réponse": chip_column("Réponse", ANSWERS, width=118),
            "Lieu": st.column_config.TextColumn(width=235),
            "Prêts": st.column_config.NumberColumn(width=58, help="Jeux prêtés lors des trois dernières éditions"),
        },
        alt=f"{plural(len(lines), 'demande')} de jeux : jour, jeu, collectivité, réponse, lieu, prêts passés",
        key=f"games-table-{hash(tuple(one.request.id for one in lines)) % 100_000}",
    )
    rows = picked["selection"]["rows"]
    return lines[rows[0]] if rows and rows[0] < len(lines) else lines[at]


def in_a_table(lines: Sequence[RequestLine]) -> None:
    """The accessible equivalent, with the reasons."""
    same_in_a_table(
        [
            {"Jour": short_day(one.request.day), "Jeu": one.item.name, "Collectivité": one.epci, "Lieu": one.site,
             "Réponse": one.answer.label, "Raison": one.reason, "Prêts": one.loans}
            for one in lines
        ]
    )  # fmt: skip


def _exported(one: RequestLine) -> tuple[object, ...]:
    asked = one.request
    piece = one.piece.reference(one.item) if one.piece else ""
    at = moment_in_words(asked.requested_at, year=True)
    return (asked.day, one.item.name, one.epci, one.site, asked.animator, at, one.answer, piece,
             one.reason, one.loans, asked.note)  # fmt: skip
