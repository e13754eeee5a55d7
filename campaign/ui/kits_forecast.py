"""« Prévision »: what will lack before the van is loaded, for whom, and what to do."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.menu import SCREENS
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number, plural
from campaign.editions.model import Edition
from campaign.kits.actions import set_order_step
from campaign.kits.forecast import ForecastLine
from campaign.kits.model import is_game
from campaign.kits.views import steps_of_orders
from campaign.stock.model import ItemKind
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.kits_words import VERDICTS, may_write
from campaign.ui.layout import card, empty, go_to, line, same_in_a_table
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain

KINDS = {
    ItemKind.CONSUMABLE: ("consommable", "gray"),
    ItemKind.COUNTED: ("à rendre", "violet"),
    ItemKind.NUMBERED: ("à rendre", "violet"),
}
HEADERS = ("Article", "Code", "Genre", "Stock", "Besoin", "Reste", "Utilisé", "Verdict", "Il en manque", "Pour qui",
           "Conseil")  # fmt: skip
GAMES = "games.py"  # where requests are shared out


def forecast_tab(db: Database, agent: Agent, edition: Edition, lines: Sequence[ForecastLine]) -> None:
    """The table of needs against the stock, and the card of what lacks."""
    if not lines:
        said = "La prévision compare le stock aux kits : écrivez un modèle, et attendez les premières confirmations."
        empty("Rien à comparer encore.", said, drawing="clock")
        return
    # On a phone what lacks comes first.
    work, context = st.columns([1.9, 1]) if not is_phone() else reversed((st.container(), st.container()))
    with work:
        _table(lines)
        with line():
            rows = [_exported(one) for one in lines]
            export_menu(f"prevision-edition-{edition.id}", "Prévision", HEADERS, rows)
            st.markdown(":gray[Stock : dans les dépôts, plus ce qui est déjà livré pour cette édition.]")
    with context:
        _missing(db, agent, edition.id, [one for one in lines if one.missing])
    same_in_a_table(
        [
            {
                "Article": one.item.label, "Stock": number(one.available), "Besoin": number(one.needed),
                "Reste": number(one.rest), "Verdict": one.verdict.label, "Pour qui": one.for_whom,
            }
            for one in lines
        ]
    )  # fmt: skip


def _table(lines: Sequence[ForecastLine]) -> None:
    order = ["Article", "Verdict", "Reste", "Besoin", "Stock"] if is_phone() else None
    st.dataframe(
        pd.DataFrame(
            {
                "Article": [one.item.label for one in lines],
                "Code": [one.item.code for one in lines],
                "Genre": [[KINDS[one.item.kind][0]] for one in lines],
                "Stock": [one.available for one in lines],
                "Besoin": [one.needed for one in lines],
                "Reste": [one.rest for one in lines],
                "Utilisé": [one.used_percent for one in lines],
                "Verdict": [[one.verdict.label] for one in lines],
            }
        ),
        hide_index=True,
        height="content",
        column_order=order,
        column_config={
            "Article": st.column_config.TextColumn(width=190 if is_phone() else 210),
            "Code": st.column_config.TextColumn(width=78),
            "Genre": chip_column("Genre", dict(KINDS.values()), width=112),
            "Stock": st.column_config.NumberColumn(width=62),
            "Besoin": st.column_config.NumberColumn(width=66),
            "Reste": st.column_config.NumberColumn(width=62),
            "Utilisé": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d %%", width=120),
            "Verdict": chip_column("Verdict", VERDICTS, width=92),
        },
        alt=f"{plural(len(lines), 'article')} : stock, besoin, reste et verdict",
        key="forecast-table",
    )


def _missing(db: Database, agent: Agent, edition_id: int, short: Sequence[ForecastLine]) -> None:
    with card("Prévision de manque", len(short) or None, "red"):
        if not short:
            st.markdown(":green[Rien ne manquera.] Le stock couvre tous les kits.")
        steps = steps_of_orders(db, agent) if short else {}
        for one in short:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(f"**{plain(one.item.label)}**", width="content")
                st.badge(f"il en manque {number(one.missing)}", color="red")
            whom = "" if is_game(one.item) else f"  \n:gray[Pour {plain(one.for_whom)}.]"
            kept = f"  \n:gray[{number(one.reserved)} promis à une autre édition.]" if one.reserved else ""
            st.markdown(f"{plain(one.advice)}{whom}{kept}")
            _verb(db, agent, edition_id, one, steps.get(one.item.id, 1))


def _verb(db: Database, agent: Agent, edition_id: int, one: ForecastLine, step: int) -> None:
    if is_game(one.item):
        if any(screen.file == GAMES and agent.role in screen.roles for screen in SCREENS):
            go_to(GAMES, "Départager", key=f"settle-{one.item.id}", edition=edition_id)
        return
    if one.item.returnable or not may_write(agent):
        return
    with st.popover(f"Commandé par {number(step)}", type="tertiary", icon=":material/print:"):
        form = f"order-step-{one.item.id}"
        typed = st.text_input("L’imprimeur ou le fournisseur livre par", str(step), key=f"{form}-step")
        if st.button("Enregistrer", key=f"{form}-save"):
            with reporting("L’unité de commande est notée.", form) as outcome:
                set_order_step(db, agent, one.item.id, typed, form_operation(form))
            if outcome.done:
                st.rerun()


def _exported(one: ForecastLine) -> tuple[object, ...]:
    return (
        one.item.label, one.item.code, one.item.kind, one.available, one.needed, one.rest, f"{one.used_percent} %",
        one.verdict, one.missing, one.for_whom, one.advice,
    )  # fmt: skip
