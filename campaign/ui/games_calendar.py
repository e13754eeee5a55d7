"""How much each game is asked for, who has each piece each day, and what each EPCI had before."""

from collections.abc import Sequence
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from campaign.base.french import enumerate_in_words, plural, short_day
from campaign.loans.sentences import noun
from campaign.loans.views import Demand, EpciLoans, PieceRow
from campaign.ui.games_words import demand_title
from campaign.ui.layout import card, same_in_a_table
from campaign.ui.plain import plain

_INK, _CANARD, _TOMATE = "#34142E", "#00666B", "#CE3418"


def demand_card(demands: Sequence[Demand]) -> None:
    """A bar a game and a day: requests, with a mark where pieces end; red beyond."""
    with card(demand_title(demands)):
        st.altair_chart(_bars(demands), width="stretch")
        same_in_a_table(
            [
                {"Jeu": one.item.name, "Jour": short_day(one.day), "Demandes": one.asked, "Accordées": one.granted,
                 "Exemplaires": one.pieces, "Libres": max(0, one.free)}
                for one in demands
            ]
        )  # fmt: skip


def _bars(demands: Sequence[Demand]) -> alt.LayerChart:
    labels = [f"{noun(one.item).capitalize()}, {short_day(one.day)}" for one in demands]
    table = pd.DataFrame(
        {
            "game": labels,
            "asked": [one.asked for one in demands],
            "pieces": [one.pieces for one in demands],
            "colour": [_TOMATE if one.asked > one.pieces else _CANARD for one in demands],
        }
    )
    most = max([1, *table["asked"], *table["pieces"]])
    across = alt.X("asked:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.12]))
    left = alt.Axis(ticks=False, domain=False, labelPadding=8, labelColor=_INK, labelFontSize=13, labelLimit=160)
    base = alt.Chart(table).encode(y=alt.Y("game:N", sort=None, title=None, axis=left))
    bars = base.mark_bar(height=18, cornerRadiusEnd=3).encode(x=across, color=alt.Color("colour:N", scale=None))
    limits = base.mark_tick(color=_INK, thickness=3, size=26).encode(x=alt.X("pieces:Q", axis=None))
    figures = base.mark_text(align="left", dx=8, fontWeight=700, fontSize=13, color=_INK).encode(
        x=across, text="asked:Q"
    )
    chart = (bars + limits + figures).properties(height=30 * len(demands) + 8, background="transparent")
    return chart.configure_view(strokeWidth=0).configure_axis(labelFont="Figtree").configure_text(font="Figtree")


def calendar(rows: Sequence[PieceRow], days: Sequence[date]) -> None:
    """Piece by day: who has it and where; a free cell says so."""
    with card("Où sera chaque jeu"):
        st.table(
            [
                {"Exemplaire": plain(row.piece.reference(row.item)),
                 **{short_day(day, capital=True): _cell(row, day) for day in days}}
                for row in rows
            ],
            border="horizontal",
        )  # fmt: skip
        for row in rows:
            for sentence in row.warnings:
                st.warning(plain(f"{row.piece.reference(row.item)} : {sentence}."), icon=":material/warning:")


def _cell(row: PieceRow, day: date) -> str:
    one = row.days[day]
    if one is None:
        return ":gray[libre]" if row.lendable else ":red[indisponible]"
    return f"**{plain(one.epci)}**  \n{plain(one.site)}"


def loans_card(listed: Sequence[EpciLoans], editions: Sequence[str]) -> None:
    """Loans before, requests and answers now: the order in which the rule serves."""
    with card("Prêts par collectivité"):
        if editions:
            st.markdown(f":gray[Avant : {plain(enumerate_in_words(editions))}.]")
        st.table(
            [{"Collectivité": plain(one.epci), "Avant": one.before, "Demandes": one.asked, "Accordées": one.granted}
             for one in listed],
            border="horizontal",
        )  # fmt: skip
        served = sum(one.granted > 0 for one in listed)
        st.markdown(f"{plural(served, 'collectivité servie', 'collectivités servies')} sur {len(listed)}.")
