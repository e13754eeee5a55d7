"""Stock-takings: the last one in brief, those under way, starting one, those that are over."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import day_in_words, moment_in_words, plural
from campaign.stock.counting import Count, count_sheet, counts, start_count
from campaign.stock.model import CountLine, Depot
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, empty, go_to, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.stock_papers import sheets_download
from campaign.ui.stock_words import COUNT_FILE, may_write, who_in_words

OPEN = "stock-count"  # the stock-taking on screen, kept by the session


def last_count(db: Database, agent: Agent) -> None:
    """« Dernier comptage »."""
    with card("Dernier comptage"):
        known = counts(db, agent)
        under_way = [one for one in known if not one.ended_at]
        last = next((one for one in known if one.ended_at and not one.abandoned), None)
        if last:
            words = ended_words(db, agent, last)
            st.markdown(f"{words[:1].upper()}{plain(words[1:])}.")
            if may_write(agent):
                st.markdown(plain(gaps_words(count_sheet(db, agent, last.id)[1])))
        else:
            st.markdown(":gray[Aucun comptage terminé encore.]")
        for one in under_way:
            st.markdown(
                f":orange-badge[en cours] {plain(one.depot.name)}, depuis {plain(moment_in_words(one.started_at))}"
            )
        if may_write(agent):
            go_to(COUNT_FILE, "Voir les comptages", key="go-counts")


def ended_words(db: Database, agent: Agent, one: Count) -> str:
    """« vendredi 18 octobre 2013, Hangar de Beaucouzé, par Malik D. »"""
    day = day_in_words(one.ended_at.astimezone(PARIS).date())
    return f"{day}, {one.depot.name}{who_in_words(db, agent, one.ended_by)}"


def gaps_words(lines: Sequence[CountLine]) -> str:
    """« 12 lignes comptées, 2 écarts. »"""
    counted = [one for one in lines if one.found is not None]
    gaps = sum(bool(one.gap) for one in counted)
    told = plural(gaps, "écart") if gaps else "aucun écart"
    return f"{plural(len(counted), 'ligne comptée', 'lignes comptées')}, {told}."


def start_form(db: Database, agent: Agent, depots: Sequence[Depot], under_way: Sequence[Count]) -> None:
    """Choose a place and begin; a place being counted is gone on with."""
    if not depots:
        empty("Aucun lieu de stockage encore.", "Ajoutez-en un dans « Stock ».", "stock.py", "Ouvrir le stock")
        return
    busy = {one.depot.id: one for one in under_way}
    with card("Compter un lieu"):
        names = {one.id: f"{one.name} (en cours)" if one.id in busy else one.name for one in depots}
        depot_id = st.selectbox("Lieu à compter", list(names), format_func=names.get, key="count-depot")
        st.markdown(
            ":gray[Ce qui est noté s’enregistre au fur et à mesure : à plusieurs, sur plusieurs téléphones. "
            "Le stock ne change qu’à la fin.]"
        )
        label = "Reprendre ce comptage" if depot_id in busy else "Commencer"
        with line():
            pressed = st.button(label, type="primary", icon=":material/play_arrow:", key="count-start")
            sheets_download(agent, depot_id)
        if pressed:
            form = f"start-count-{depot_id}"
            with reporting(operation_of=form) as outcome:
                st.session_state[OPEN] = start_count(db, agent, depot_id, form_operation(form))
            if outcome.done:
                st.rerun()


def past_counts(db: Database, agent: Agent, over: Sequence[Count]) -> None:
    """Those that are over, the chosen one line by line."""
    with card("Comptages passés", len(over)):
        if not over:
            st.markdown(":gray[Aucun encore.]")
            return
        names = {
            one.id: ended_words(db, agent, one) + (" : abandonné" if one.abandoned else "") for one in over
        }  # fmt: skip
        chosen = st.selectbox("Comptage", list(names), format_func=names.get, key="past-count")
        lines = count_sheet(db, agent, chosen)[1]
        one = next(one for one in over if one.id == chosen)
        if one.abandoned:
            st.markdown("Abandonné : rien n’a été écrit dans le stock.")
        st.markdown(f"**{plain(gaps_words(lines))}**")
        for gap in (each for each in lines if each.gap):
            named = gap.piece.reference(gap.item) if gap.piece else gap.item.label
            note = f" :gray[({plain(gap.note)})]" if gap.note else ""
            st.markdown(f"- {plain(named)} : {plain(gap.verdict)}{note}")
        same_in_a_table(
            [
                {"Article": each.item.label, "Pièce": each.piece.reference(each.item) if each.piece else "",
                 "Attendu": each.expected, "Trouvé": each.found, "Verdict": each.verdict, "Remarque": each.note}
                for each in lines
            ],
            "Le détail, ligne par ligne",
        )  # fmt: skip
