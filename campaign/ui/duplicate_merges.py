"""Merges done and shops said to be two: what can be taken back, on the screen of duplicates and on a shop's sheet."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS, today
from campaign.base.database import Database
from campaign.base.french import plural, short_date
from campaign.partners.merging import Merge, recent_merges, unmerge
from campaign.partners.model import Place
from campaign.partners.pairs import Apart, compare_again, pairs_apart
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain

# ``offer_undo`` keeps one number: both of a pair are put in it.
_PAIR = 10**9


def pair_number(one_id: int, other_id: int) -> int:
    """Two sheets in one number, for the offer to undo."""
    first, second = sorted((one_id, other_id))
    return first * _PAIR + second


def undo(db: Database, agent: Agent, action: str, identifier: int) -> None:
    """Do what the offer after a merge (« unmerge ») or « ce ne sont pas des doublons » (« apart ») asks."""
    if action == "unmerge":
        part_again(db, agent, identifier)
    else:
        doubt_again(db, agent, *divmod(identifier, _PAIR))


def part_again(db: Database, agent: Agent, merge_id: int) -> None:
    """Undo a merge and say what could not go back."""
    form = f"unmerge-{merge_id}"
    with reporting(operation_of=form) as outcome:
        left = unmerge(db, agent, merge_id, form_operation(form))
        notify(" ".join(("Fusion annulée : les deux fiches sont de nouveau au registre.", *left)))
    if outcome.done:
        st.rerun()


def doubt_again(db: Database, agent: Agent, one_id: int, other_id: int) -> None:
    """Propose again a pair said to be two shops."""
    form = f"again-{one_id}-{other_id}"
    with reporting("Ces deux fiches sont de nouveau proposées.", operation_of=form) as outcome:
        compare_again(db, agent, one_id, other_id, form_operation(form))
    if outcome.done:
        st.rerun()


def decided(db: Database, agent: Agent) -> None:
    """The latest merges and the pairs said to be two shops, folded."""
    merges, apart = recent_merges(db, agent), pairs_apart(db, agent)
    if merges:
        with st.expander(f"Fusions récentes ({len(merges)})", icon=":material/merge:"):
            for one in merges:
                _merge_line(db, agent, one, writes=True)
    if apart:
        named = plural(len(apart), "paire dite différente", "paires dites différentes")
        with st.expander(named.capitalize(), icon=":material/call_split:"):
            for one in apart:
                _apart_line(db, agent, one)


def merges_card(db: Database, agent: Agent, place: Place, *, writes: bool) -> None:
    """On a shop's sheet: the merges it took part in, each with its way back. Nothing when there is none."""
    listed = recent_merges(db, agent, place.id)
    if not listed:
        return
    with card("Fusions", len(listed)):
        for one in listed:
            _merge_line(db, agent, one, writes=writes)


def _merge_line(db: Database, agent: Agent, one: Merge, *, writes: bool) -> None:
    day = one.at.astimezone(PARIS).date()
    when = short_date(day, year=day.year != today().year)
    with st.container(gap=None, key=f"merge-{one.id}"):
        st.markdown(
            f":gray[{when}] **{plain(one.copy_name)}** (n° {one.copy_id}) réunie à **{plain(one.kept_name)}** "
            f"(n° {one.kept_id}) :gray[par {plain(one.who)}]"
        )
        if one.follows:
            st.markdown(f":small[:gray[Rattaché à la fiche gardée : {plain(one.follows)}.]]")
        for sentence in one.stays:
            st.markdown(f":small[:gray[{plain(sentence)}]]")
        with line():
            if one.undone_at:
                st.badge("annulée", color="gray")
            elif not one.undoable:
                st.markdown(":small[:gray[Une fusion plus récente la recouvre : annulez d’abord celle-là.]]")
            elif writes and st.button(
                ":primary[Annuler la fusion]", type="tertiary", icon=":material/undo:", key=f"unmerge-{one.id}"
            ):
                part_again(db, agent, one.id)
            if one.stays and not one.undone_at:
                go_to("shop_sheet.py", "Voir la copie archivée", key=f"copy-{one.id}", fiche=one.copy_id)


def _apart_line(db: Database, agent: Agent, one: Apart) -> None:
    day = one.at.astimezone(PARIS).date()
    with line():
        st.markdown(
            f":gray[{short_date(day, year=day.year != today().year)}] **{plain(one.first_name)}** (n° {one.first_id}) "
            f"et **{plain(one.second_name)}** (n° {one.second_id}) :gray[par {plain(one.who)}]",
            width="content",
        )
        again = f"again-{one.first_id}-{one.second_id}"
        if st.button(":primary[Comparer de nouveau]", type="tertiary", icon=":material/undo:", key=again):
            doubt_again(db, agent, one.first_id, one.second_id)
