"""The dialogs of who pays: usual shares, what each grants, the list of plans and partners."""

import streamlit as st

from campaign.planning.funding import add_fund, archive_fund, share_funding
from campaign.planning.granting import grant
from campaign.planning.model import FundKind
from campaign.planning.money import Tax, plain_euros
from campaign.planning.views import spending
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.spending_form import share_fields
from campaign.ui.spending_words import FILE, put_away, put_back


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


@st.dialog("Enveloppes", width="medium", icon=":material/savings:")
def edit_envelopes(edition_id: int) -> None:
    """What one plan or partner grants to the edition, HT or TTC; empty takes it back."""
    agent, db = require_agent(FILE)
    seen = spending(db, agent, edition_id)
    funds = {one.id: one for one in seen.funds if one.archived_at is None}
    known = {one.fund_id: one for one in seen.envelopes}
    st.markdown("Ce que chacun accorde à cette édition. L’écran dit ce qui reste, et prévient quand c’est trop peu.")
    fund_id = st.selectbox("Plan ou partenaire", list(funds), format_func=lambda one: funds[one].name,
                           key=f"envelope-fund-{edition_id}")  # fmt: skip
    kept, taxes = known.get(fund_id), list(Tax)
    form = f"envelope-form-{edition_id}-{fund_id}"
    read = version_read(form, f"{form}-granted", kept.version if kept else 1)
    left, right = st.columns([2, 1])
    granted = left.text_input(
        "Accordé (€)", plain_euros(kept.granted) if kept else "", placeholder="vide : pas d’enveloppe",
        key=f"{form}-granted",
    )  # fmt: skip
    tax = right.segmented_control(
        "Montant", taxes, default=kept.tax if kept and kept.granted is not None else None,
        format_func=lambda one: one.label, key=f"{form}-tax",
    )  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Enveloppe enregistrée.", operation_of=form) as outcome:
            grant(db, agent, edition_id, fund_id, read, {"granted": granted, "tax": tax or ""}, form_operation(form))
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
