"""« Comparer »: an edition's money against an earlier one's, by nature and for one shop, with what does not compare."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.documents.paper_content import Points, Steps, Table
from campaign.editions.model import Edition
from campaign.participation.views import funnel
from campaign.planning.granting import set_limit
from campaign.planning.money import percent, plain_rate
from campaign.planning.money_paper import against_blocks
from campaign.planning.money_views import Watched, comparable_editions, compared
from campaign.planning.views import spending
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, empty, line, same_in_a_table
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.reading_blocks import blocks
from campaign.ui.reading_charts import steps_chart
from campaign.ui.session import require_agent
from campaign.ui.spending_words import FILE, may_write


def against_tab(db: Database, agent: Agent, edition: Edition, watch: Watched) -> None:
    """The choice of the earlier edition, the chart of what compares, each nature in words."""
    if watch.against is None:
        empty("Aucune édition passée n’a de dépenses.", "La comparaison viendra avec la deuxième.", drawing="clock")
        return
    known = {one.id: one for one in comparable_editions(db, agent, edition.id)}
    before_id = watch.against.before.id
    if len(known) > 1:
        before_id = st.selectbox(
            "Comparer avec", list(known), format_func=lambda one: known[one].name, key=f"against-{edition.id}",
            width=320,
        )  # fmt: skip
    against = watch.against if before_id == watch.against.before.id else compared(db, agent, edition.id, before_id)
    shops = (funnel(db, agent, before_id).confirmed or None, funnel(db, agent, edition.id).confirmed or None)
    found = against_blocks(edition, against, shops)
    left, right = st.columns([1.4, 1])
    with left, card(f"{against.before.name} et {edition.name}"):
        if not [one for one in found if isinstance(one, Steps)]:
            st.markdown(":gray[Aucune nature ne se compare : chaque raison est dite à côté.]")
        for one in found:
            if isinstance(one, Steps) and not is_phone():  # its words and its drawing do not hold side by side
                st.altair_chart(steps_chart(one), width="stretch")
                st.markdown(f":gray[Carré : {plain(one.before)}. Rond : {plain(one.after)}. {plain(one.note)}]")
        _natures(next(one for one in found if isinstance(one, Table)))
    with right, card("Ce qu’il faut en lire"):
        blocks(one for one in found if isinstance(one, Points))
        _limit(agent, edition, watch)


def _natures(table: Table) -> None:
    """Each nature on a line of its own, which holds on a phone, then the same in a table."""
    lines = [f"**{plain(name)}** : {plain(before)} → {plain(after)}, {plain(gap)}"
             for name, before, after, gap in table.rows]  # fmt: skip
    st.markdown("  \n".join(lines))
    st.markdown(f":gray[{plain(table.note)}]")
    same_in_a_table([dict(zip(table.headers, row, strict=True)) for row in table.rows])


def _limit(agent: Agent, edition: Edition, watch: Watched) -> None:
    with line():
        st.markdown(f":gray[Alerte si le prévu dépasse la dernière fois de plus de {percent(watch.spending.limit)}.]")
        if may_write(agent) and st.button("Changer ce seuil", type="tertiary", key="change-limit"):
            edit_limit(edition.id)


@st.dialog("Seuil d’alerte", width="small", icon=":material/notifications:")
def edit_limit(edition_id: int) -> None:
    """From how many percent more than last time an alert is given."""
    agent, db = require_agent(FILE)
    seen = spending(db, agent, edition_id)
    form = f"limit-form-{edition_id}"
    read = version_read(form, f"{form}-limit", seen.shares_version)
    typed = st.text_input("De plus que la dernière fois (%)", plain_rate(seen.limit), key=f"{form}-limit")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Seuil enregistré.", operation_of=form) as outcome:
            set_limit(db, agent, edition_id, read, typed, form_operation(form))
        if outcome.done:
            st.rerun()
