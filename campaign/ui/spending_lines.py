"""The grid of spending by nature, the chosen line beside it, general overhead in its own block."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.planning.model import Line, Stage, rate_in_words, shares_in_words
from campaign.planning.money import euros
from campaign.planning.money_views import Watched
from campaign.planning.spending import remove_line
from campaign.planning.views import Spending
from campaign.ui.chips import chip_column
from campaign.ui.layout import card, line, number_parameter
from campaign.ui.plain import plain
from campaign.ui.spending_files import documents
from campaign.ui.spending_form import edit_line
from campaign.ui.spending_words import (
    NATURE_COLOURS,
    SHOWN_LINE,
    UNKNOWN,
    cost,
    cost_or_unknown,
    lead_to_line,
    may_write,
    put_away,
    put_back,
)


def grid(seen: Spending) -> Line:
    """The lines in the order of natures; the chosen one: where an alert leads, the first by default."""
    listed = seen.lines
    rank, times = _led_to(listed)
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Nature": [[one.nature.label] for one in listed],
                "Libellé": [one.label for one in listed],
                "Prévu": [cost(one.planned, one.tax) for one in listed],
                "Engagé": [cost(one.committed, one.tax) for one in listed],
                "Dépensé": [cost(one.spent, one.tax) for one in listed],
                "Fournisseur": [one.supplier for one in listed],
            }
        ),
        hide_index=True,
        height="content" if len(listed) < 15 else 570,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [rank]}},
        column_config={
            "Nature": chip_column("Nature", NATURE_COLOURS, width=160),
            "Libellé": st.column_config.TextColumn(width=250),
            **{stage.label: st.column_config.TextColumn(width=112) for stage in Stage},
        },
        alt=f"{plural(len(listed), 'dépense')} : nature, libellé, montants, fournisseur",
        key=f"spending-table-{times}",  # a new one each time something leads to a line: its choice begins there
    )
    rows = picked["selection"]["rows"]
    return listed[rows[0]] if rows and rows[0] < len(listed) else listed[0]


def _led_to(listed: Sequence[Line]) -> tuple[int, int]:
    """(rank of the line that an alert or an address leads to, how many times one led somewhere); 0 is the first."""
    if (asked := number_parameter("ligne")) is not None:
        lead_to_line(asked)
        del st.query_params["ligne"]  # once: it would come back at each gesture
    line_id, times = st.session_state.get(SHOWN_LINE, (0, 0))
    return next((rank for rank, one in enumerate(listed) if one.id == line_id), 0), times


def detail(db: Database, agent: Agent, watch: Watched, one: Line) -> None:
    """Everything about a line, its conversion when the rate is known, its documents, what may be done."""
    seen = watch.spending
    with st.container(border=True):
        st.header(plain(one.label), anchor=False)
        with line():
            st.badge(one.nature.label, color=NATURE_COLOURS.get(one.nature, "gray"))
            if one.over:
                st.badge(one.over.capitalize(), color="red", icon=":material/trending_up:")
        if one.supplier:
            st.markdown(f":material/storefront: {plain(one.supplier)}")
        said = []
        for stage in Stage:
            other = one.elsewhere(stage)
            converted = f" :gray[soit {euros(other)} {one.tax.other.label}]" if other is not None and one.rate else ""
            said.append(f"{stage.label} : **{cost_or_unknown(one, stage)}**{converted}")
        st.markdown("  \n".join([*said, f":gray[{rate_in_words(one.rate)}]"]))
        if not one.nature.overhead:
            paid = shares_in_words(one.shares or seen.shares, seen.funds)
            st.markdown(f":material/account_balance: {plain(paid) if paid else 'Financement non réparti'}")
        if task := watch.due.get(one.task_id or 0):
            when = "faite" if task.done else f"à finir le {day_in_words(task.deadline)}"
            st.markdown(f":material/event: {plain(task.title)} :gray[{when}]")
        if one.note:
            st.markdown(f":gray[{plain(one.note)}]")
        documents(db, agent, one)
        if may_write(agent):
            _verbs(db, agent, seen.edition_id, one)


def overhead_block(db: Database, agent: Agent, seen: Spending) -> None:
    """Salaries, own transport…: shown, never added to the rest."""
    with card("Frais généraux, hors total", len(seen.overhead)):
        st.markdown(":gray[Salaires, transport fait par le Département… : montrés ici, jamais ajoutés aux dépenses.]")
        for one in seen.overhead:
            amounts = [f"{stage.label.lower()} {cost(one.cents(stage), one.tax)}"
                       for stage in Stage if one.cents(stage) is not None]  # fmt: skip
            st.markdown(
                f"**{plain(one.label)}** :gray[{one.nature.label}]  \n{', '.join(amounts) or 'montant ' + UNKNOWN}"
            )
            if one.note:
                st.markdown(f":gray[{plain(one.note)}]")
            documents(db, agent, one)
            if may_write(agent):
                _verbs(db, agent, seen.edition_id, one)
        if not seen.overhead:
            st.markdown("Aucun noté.")
        elif seen.overhead_totals:
            sums = [f"{one.stage.label.lower()} {cost(one.cents, one.tax)}" for one in seen.overhead_totals]
            st.markdown(f"Total de ce bloc : **{', '.join(sums)}**")


def removed_lines(db: Database, agent: Agent, seen: Spending) -> None:
    """What was taken out, and the way back."""
    if not seen.removed or not may_write(agent):
        return
    with st.expander(f"Dépenses retirées ({len(seen.removed)})", icon=":material/archive:"):
        for one in seen.removed:
            with line():
                st.markdown(f"{plain(one.label)} :gray[{one.nature.label}]")
                if st.button("Remettre", type="tertiary", key=f"restore-spending-{one.id}") and put_back(
                    db, agent, "spending", one.id
                ):
                    st.rerun()


def _verbs(db: Database, agent: Agent, edition_id: int, one: Line) -> None:
    with line():
        if st.button("Modifier", icon=":material/edit:", key=f"edit-spending-{one.id}"):
            edit_line(edition_id, one.id)
        if st.button(
            "Retirer", icon=":material/delete:", type="tertiary", key=f"remove-spending-{one.id}"
        ) and put_away(remove_line, db, agent, "spending", one.id, f"« {one.label} » est retirée des dépenses."):
            st.rerun()
