"""The suggestions of one shop, each with what the sheet says, what is proposed, and its verbs."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.partners.suggesting import accept_suggestion, accept_suggestions, refuse_suggestion
from campaign.partners.suggestions import Suggestion
from campaign.ui.decision_list import age
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain
from campaign.ui.suggestion_decided import offer_back
from campaign.ui.suggestion_words import (
    CHIPS,
    EMPTIED,
    before_in_words,
    now_in_words,
    proposed_in_words,
    understood,
)

_LONG = ("opening_hours_text", "note", "address")


def shop_card(
    db: Database, agent: Agent, place_id: int, name: str, listed: list[Suggestion], messages: DeltaGenerator
) -> None:
    """The card of a shop; « Tout accepter » when nothing in it contradicts itself. Refusals show in ``messages``."""
    fields = [one for one in listed if not one.is_remark]
    with card(name, len(listed), "blue") as top:
        with top, st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            if len(fields) > 1 and len({one.field for one in fields}) == len(fields):
                _accept_all(db, agent, place_id, fields, messages)
            go_to("shop_sheet.py", "Voir la fiche", key=f"sheet-{place_id}", fiche=place_id)
        for index, one in enumerate(listed):
            if index:
                st.space("xsmall")
            (_remark if one.is_remark else _correction)(db, agent, one, messages)


def _correction(db: Database, agent: Agent, one: Suggestion, messages: DeltaGenerator) -> None:
    label, before, after, verbs = st.columns([1.3, 1.9, 2.1, 2.2], vertical_alignment="center")
    with label, st.container(gap="xsmall"):
        _who(one)
    with before:
        former = before_in_words(one)
        since = f"  \n:orange[A changé depuis : c’était « {plain(former)} »]" if former else ""
        st.markdown(f":gray[au registre]  \n{plain(now_in_words(one))}{since}")
    with after:
        read = understood(one)
        explained = f"  \n:gray[{plain(read)}]" if read else ""
        noted = f"  \n:gray[{plain(one.note)}]" if one.note else ""
        st.markdown(f":gray[proposé]  \n:green-background[{plain(proposed_in_words(one))}]{explained}{noted}")
    with verbs, line():
        if st.button("Accepter", icon=":material/check:", key=f"accept-{one.id}"):
            _accept(db, agent, one, None, messages)
        with st.popover("Corriger", icon=":material/edit:", key=f"edit-{one.id}"):
            _correct(db, agent, one, messages)
        if st.button("Refuser", type="tertiary", key=f"refuse-{one.id}"):
            _refuse(db, agent, one, "Correction refusée : la fiche ne change pas.", messages)


def _remark(db: Database, agent: Agent, one: Suggestion, messages: DeltaGenerator) -> None:
    label, words, verbs = st.columns([1.3, 4, 2.2], vertical_alignment="center")
    with label, st.container(gap="xsmall"):
        _who(one)
    words.markdown(f":gray[à lire, rien ne s’écrit tout seul]  \n« {plain(one.proposed)} »")
    with verbs, line():
        if st.button("C’est fait", icon=":material/check:", key=f"accept-{one.id}"):
            _accept(db, agent, one, None, messages)
        if st.button("Sans suite", type="tertiary", key=f"refuse-{one.id}"):
            _refuse(db, agent, one, "Remarque laissée sans suite.", messages)


def _who(one: Suggestion) -> None:
    colour, icon = CHIPS[one.source]
    st.markdown(f"**{plain(one.label)}**")
    with line():
        st.badge(one.source.label, icon=icon, color=colour)
        st.markdown(f":gray[{age(one.at)}]", width="content")


def _correct(db: Database, agent: Agent, one: Suggestion, messages: DeltaGenerator) -> None:
    ask = st.text_area if one.field in _LONG else st.text_input
    value = proposed_in_words(one)
    value = ask(f"{one.label}, tel qu’il faut l’écrire", value="" if value == EMPTIED else value, key=f"value-{one.id}")
    if st.button("Accepter en corrigeant", icon=":material/check:", type="primary", key=f"correct-{one.id}"):
        _accept(db, agent, one, value, messages)


def _accept(db: Database, agent: Agent, one: Suggestion, instead: str | None, messages: DeltaGenerator) -> None:
    form = f"suggestion-{one.id}"
    with messages, reporting(operation_of=form) as outcome:
        accept_suggestion(db, agent, one.id, form_operation(form), instead)
    if outcome.done:
        offer_back([one.id], "Remarque notée comme faite." if one.is_remark else "Correction écrite dans la fiche.")
        st.rerun()


def _accept_all(db: Database, agent: Agent, place_id: int, fields: list[Suggestion], messages: DeltaGenerator) -> None:
    label = f"Accepter les {len(fields)} corrections"
    if not st.button(f":primary[{label}]", type="tertiary", icon=":material/done_all:", key=f"accept-all-{place_id}"):
        return
    chosen = [one.id for one in fields]
    form = f"suggestions-{place_id}-{'-'.join(map(str, chosen))}"
    with messages, reporting(operation_of=form) as outcome:
        accept_suggestions(db, agent, chosen, form_operation(form))
    if outcome.done:
        written = plural(len(chosen), "correction écrite", "corrections écrites")
        offer_back(chosen, f"{written} dans la fiche.")
        st.rerun()


def _refuse(db: Database, agent: Agent, one: Suggestion, sentence: str, messages: DeltaGenerator) -> None:
    form = f"suggestion-{one.id}"
    with messages, reporting(operation_of=form) as outcome:
        refuse_suggestion(db, agent, one.id, form_operation(form))
    if outcome.done:
        offer_back([one.id], sentence)
        st.rerun()
