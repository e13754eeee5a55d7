"""What days are weighed with, beside them: the points, editable, and the other events of the season."""

from dataclasses import asdict

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import whole_number
from campaign.base.french import day_in_words, short_date
from campaign.consultation.consulted import Consultation
from campaign.consultation.model import MAX_WEIGHT, WEIGHT_LABELS, RivalEvent, Weights
from campaign.consultation.preparing import add_rival, remove_rival, restore_rival, set_weights
from campaign.ui.dates_words import FILE, keep_or_not, may_write, offer_rival_back, read_back
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def weights_card(db: Database, agent: Agent, seen: Consultation) -> None:
    """The five weights: read by everyone, changed by the officer."""
    with card("Comment les jours sont notés"):
        kept = asdict(seen.weights)
        if not may_write(agent, seen.edition):
            for name, label in WEIGHT_LABELS.items():
                with line(wrap=False):
                    st.markdown(label, width="stretch")
                    st.markdown(f"**{kept[name]}**", width="content")
            return
        form = f"dates-weights-{seen.edition.id}"
        version = version_read(form, f"{form}-open_shop", seen.version)
        typed = {}
        for name, label in WEIGHT_LABELS.items():
            with line(wrap=False):
                st.markdown(label, width="stretch")
                typed[name] = st.text_input(
                    label, str(kept[name]), max_chars=4, label_visibility="collapsed", key=f"{form}-{name}", width=64
                )
        with line():
            save = st.button("Noter avec ces points", icon=":material/calculate:", key=f"{form}-save")
            again = seen.weights != Weights() and st.button(
                "Revenir aux points d’origine", type="tertiary", key=f"{form}-usual"
            )
        if save or again:
            with reporting(operation_of=form) as outcome:
                weights = Weights() if again else _read(typed)
                set_weights(db, agent, seen.edition.id, version, weights, form_operation(form))
            if outcome.done:
                for name in WEIGHT_LABELS:
                    st.session_state.pop(f"{form}-{name}", None)
                st.rerun()


def rivals_card(db: Database, agent: Agent, seen: Consultation) -> None:
    """The events that would take the public away, each with its way out; those taken out come back."""
    with card("Événements concurrents", len(seen.rivals) or None):
        if not seen.rivals:
            st.markdown(":gray[Aucun noté. Une braderie, une foire ou un grand match prend une part du public.]")
        writes = may_write(agent, seen.edition)
        for one in seen.rivals:
            with line(wrap=False):
                st.markdown(f"**{plain(one.event.name)}**  \n:gray[{_when(one.event)}]", width="stretch")
                if writes and st.button(
                    "Retirer", type="tertiary", icon=":material/close:", key=f"remove-rival-{one.id}"
                ):  # fmt: skip
                    form = f"remove-rival-{one.id}"
                    with reporting(operation_of=form) as outcome:
                        remove_rival(db, agent, one.id, form_operation(form))
                    if outcome.done:
                        offer_rival_back(one.id, one.event.name)
                        st.rerun()
        if writes and st.button("Ajouter un événement", icon=":material/add:", key="add-rival"):
            new_rival(seen.edition.id)
        if writes and seen.removed_rivals:
            with st.expander(f"Retirés ({len(seen.removed_rivals)})", icon=":material/archive:"):
                for one in seen.removed_rivals:
                    with line(wrap=False):
                        st.markdown(f"{plain(one.event.name)} :gray[{_when(one.event)}]", width="stretch")
                        if st.button("Remettre", type="tertiary", key=f"restore-rival-{one.id}"):
                            form = f"restore-rival-{one.id}"
                            with reporting("C’est remis en place.", operation_of=form) as outcome:
                                restore_rival(db, agent, one.id, form_operation(form))
                            if outcome.done:
                                st.rerun()


@st.dialog("Événement concurrent", icon=":material/festival:")
def new_rival(edition_id: int) -> None:
    """A name and its days; the end may be left blank."""
    agent, db = require_agent(FILE)
    form = f"dates-rival-{edition_id}"
    name = st.text_input("Nom", placeholder="Ex. Foire de la Saint-Martin", max_chars=80, key=f"{form}-name") or ""
    left, right = st.columns(2)
    first = left.text_input("Premier jour", max_chars=40, key=f"{form}-first") or ""
    left.markdown(read_back(first))
    last = right.text_input("Dernier jour (facultatif)", max_chars=40, key=f"{form}-last") or ""
    right.markdown(read_back(last, first=False))
    if keep_or_not("Ajouter", f"{form}-save", "Fermer"):
        with reporting(operation_of=form) as outcome:
            add_rival(db, agent, edition_id, name, first, last, form_operation(form))
        if outcome.done:
            st.rerun()


def _read(typed: dict[str, str | None]) -> Weights:
    values, problems = {}, []
    for name, text in typed.items():
        try:
            values[name] = whole_number(text or "", 0, MAX_WEIGHT, name)
        except InvalidInput as problem:
            problems.append(InvalidInput(name, f"{WEIGHT_LABELS[name]} : {problem.message}", problem.proposal))
    if problems:
        raise InvalidForm(problems)
    return Weights(**values)


def _when(event: RivalEvent) -> str:
    if event.first == event.last:
        return day_in_words(event.first)
    return f"du {short_date(event.first)} au {short_date(event.last, year=True)}"
