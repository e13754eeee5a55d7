"""Who pays: a table by plan and partner, the edition's usual shares, the list of plans and partners."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.editions.model import Edition
from campaign.planning.funding import add_fund, archive_fund, share_funding
from campaign.planning.model import FundKind, Stage, amount_of, shares_in_words
from campaign.planning.money import Tax
from campaign.planning.views import Spending, spending
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.spending_form import share_fields
from campaign.ui.spending_words import FILE, UNKNOWN, cost, may_write, put_away, put_back


def funding_card(db: Database, agent: Agent, edition: Edition, seen: Spending) -> None:
    """The table, the usual shares in words, and what the officer may do."""
    with card("Financement"):
        if seen.funding:
            _who_pays(seen)
        usual = shares_in_words(seen.shares, seen.funds)
        said = f"Répartition habituelle : {usual}." if usual else "Aucune répartition habituelle."
        st.markdown(f":gray[{plain(said)} Frais généraux non comptés.]")
        if may_write(agent):
            with line():
                if seen.open_funds and st.button("Répartir", icon=":material/percent:", key="share-funding"):
                    edit_shares(edition.id)
                if st.button("Plans et partenaires", icon=":material/account_balance:", type="tertiary", key="funds"):
                    edit_funds(edition.id)


def _who_pays(seen: Spending) -> None:
    """A few lines each, which hold on a phone, then the same in a table."""
    told = []
    for one in seen.funding:
        name, kind = (one.fund.name, one.fund.kind.label) if one.fund else ("Non réparti", "")
        sums = _sums(one.amounts)
        told.append({"Qui paie": name, "Type": kind, **sums})
        said = "  \n".join(f"{plain(stage)} : {plain(amount)}" for stage, amount in sums.items())
        st.markdown(f"**{plain(name)}** :gray[{plain(kind)}]  \n{said}" if kind else f"**{plain(name)}**  \n{said}")
    same_in_a_table(told)


def _sums(amounts: tuple) -> dict[str, str]:
    found = {}
    for stage in Stage:
        told = [cost(one.cents, tax) for tax in (Tax.TTC, Tax.HT) if (one := amount_of(amounts, stage, tax))]
        found[stage.label] = " · ".join(told) or UNKNOWN
    return found


@st.dialog("Répartition habituelle", width="medium", icon=":material/percent:")
def edit_shares(edition_id: int) -> None:
    """Percents of the edition; they make 100 %, or nothing is said."""
    agent, db = require_agent(FILE)
    seen = spending(db, agent, edition_id)
    funds = [one for one in seen.funds if one.archived_at is None or one.id in dict(seen.shares)]
    form = f"shares-form-{edition_id}"
    read = version_read(form, f"{form}-share-{funds[0].id}" if funds else form, seen.shares_version)
    st.markdown("Pour toutes les dépenses de l’édition qui n’ont pas leur propre financement. Les parts font 100 %.")
    typed = share_fields(form, seen.shares, funds)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Répartition enregistrée.", operation_of=form) as outcome:
            share_funding(db, agent, edition_id, read, typed, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Plans et partenaires", width="medium", icon=":material/account_balance:")
def edit_funds(edition_id: int) -> None:
    """Those that pay, for every edition: add one, put one away, take it back."""
    agent, db = require_agent(FILE)
    seen, kinds = spending(db, agent, edition_id), list(FundKind)
    for one in seen.funds:
        with line():
            st.markdown(f"{plain(one.name)} :gray[{one.kind.label}{' · archivé' if one.archived_at else ''}]")
            if one.archived_at is None:
                if st.button("Archiver", type="tertiary", key=f"archive-fund-{one.id}") and put_away(
                    archive_fund, db, agent, "fund", one.id, f"« {one.name} » est archivé."
                ):
                    st.rerun()
            elif st.button("Remettre", type="tertiary", key=f"restore-fund-{one.id}") and put_back(
                db, agent, "fund", one.id
            ):
                st.rerun()
    form = "fund-form-new"
    name = st.text_input("Nom du plan ou du partenaire", max_chars=120, key=f"{form}-name")
    kind = st.segmented_control(
        "Type", kinds, default=FundKind.PLAN, required=True, format_func=lambda found: found.label, key=f"{form}-kind"
    )
    if st.button("Ajouter", type="primary", key=f"{form}-save"):
        with reporting("Financement ajouté.", operation_of=form) as outcome:
            add_fund(db, agent, {"name": name, "kind": kind}, form_operation(form))
        if outcome.done:
            st.rerun()
