"""« Lignes de l’annuaire »: which shops said that theirs is right, which did not yet, whose approval has lapsed."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.errors import CampaignError
from campaign.base.french import moment_in_words, plural, short_date
from campaign.proofs.lines import DirectoryLine, approve_line_for, directory_lines
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.layout import card, empty, go_to, line
from campaign.ui.plain import plain
from campaign.ui.proof_words import may_act
from campaign.ui.session import require_agent

TO_READ, LAPSED, APPROVED, EVERYTHING = "Pas encore", "À relire", "Approuvées", "Toutes"
COLOURS = {TO_READ: "orange", LAPSED: "red", APPROVED: "green"}
SHOWN = 25
HEADERS = ("Boutique", "État", "Le", "Par", "Ligne imprimée")


def state_of(one: DirectoryLine) -> str:
    """« Pas encore », « À relire » (what was approved has changed since), « Approuvées »."""
    return APPROVED if one.approved else LAPSED if one.lapsed else TO_READ


def lines_tab(agent: Agent, edition_id: int, lines: Sequence[DirectoryLine]) -> None:
    """The filter, the shops with their line as printed, and how far it is."""
    if not lines:
        said = "Chaque boutique qui participe relit sa ligne de l’annuaire sur son lien personnel."
        empty("Aucune boutique n’a encore confirmé.", said, "participations.py", "Voir les participations", "cat")
        return
    counts = {
        **{state: sum(state_of(one) == state for one in lines) for state in (TO_READ, LAPSED, APPROVED)},
        EVERYTHING: len(lines),
    }
    with line():
        chosen = st.segmented_control(
            "Lignes montrées",
            [one for one, count in counts.items() if count],
            format_func=lambda one: f"{one} · {counts[one]}",
            default=EVERYTHING,
            required=True,
            label_visibility="collapsed",
            key="lines-shown",
            wrap=True,
        )
        export_menu("lignes-de-l-annuaire", "Lignes", HEADERS, [_row(one) for one in lines])
    work, context = st.columns([2.4, 1])
    shown = [one for one in lines if chosen in (None, EVERYTHING, state_of(one))]
    with work, st.container(border=True):
        whole = st.session_state.get("every-line", False)
        for one in shown if whole else shown[:SHOWN]:
            _line(agent, edition_id, one)
        if len(shown) > SHOWN and not whole and st.button(f":primary[Voir les {len(shown) - SHOWN} autres]",
                                                          type="tertiary", key="more-lines"):  # fmt: skip
            st.session_state["every-line"] = True
            st.rerun()
    with context, card("Approuvées", f"{counts[APPROVED]} sur {len(lines)}", "green"):
        st.progress(counts[APPROVED] / len(lines), f"{plural(counts[APPROVED], 'ligne')} sur {len(lines)}")
        st.markdown(
            "Chaque boutique lit sa ligne sur son lien, « Relire ma ligne de l’annuaire », et dit « C’est juste ».  \n"
            ":gray[Une ligne qui change ensuite est à relire.]"
        )
        if counts[TO_READ] + counts[LAPSED]:
            go_to("letters_and_calls.py", "Appeler les autres", key="lines-to-calls")


def _line(agent: Agent, edition_id: int, one: DirectoryLine) -> None:
    words, state, verb = st.columns([3, 1.4, 1.5], vertical_alignment="center")
    rest = " · ".join(plain(each) for each in one.lines[1:])
    words.markdown(f"**{plain(one.lines[0] if one.lines else one.name)}**  \n:gray[{rest}]")
    with state, st.container(gap=None):
        label = state_of(one)
        st.badge("Approuvée" if label == APPROVED else label, color=COLOURS[label])
        if one.approved_at:
            day = short_date(one.approved_at.astimezone(clock.PARIS).date())
            st.markdown(f":gray[{day}, {plain(one.approved_by)}]")
    if may_act(agent) and not one.approved and verb.button("Noter son accord", key=f"approve-line-{one.place_id}",
                                                           help="Donné au téléphone, ou sur place"):  # fmt: skip
        approve_for(edition_id, one.place_id)


@st.dialog("Approuver au nom de la boutique ?", icon=":material/call:")
def approve_for(edition_id: int, place_id: int) -> None:
    """The line to read aloud, and the confirmation that the shop said yes to it."""
    agent, db = require_agent("proofs.py")
    try:
        one = next((each for each in directory_lines(db, agent, edition_id) if each.place_id == place_id), None)
    except CampaignError as error:
        show_error(error)
        return
    if one is None:
        st.markdown("Cette boutique ne participe plus.")
        return
    st.markdown("Lisez-lui sa ligne, telle qu’elle sera imprimée :")
    with st.container(border=True):
        st.markdown(f"**{plain(one.lines[0])}**  \n" + "  \n".join(plain(each) for each in one.lines[1:]))
    if one.lapsed and one.approved_at:
        st.markdown(f":gray[Approuvée {plain(moment_in_words(one.approved_at))}, puis changée.]")
    form = f"approve-line-{edition_id}-{place_id}"
    with line():
        if st.button("La boutique dit que c’est juste", type="primary", key="confirm-line"):
            with reporting(f"{one.name} : ligne approuvée en son nom.", form) as done:
                approve_line_for(db, agent, edition_id, place_id, one.text, form_operation(form))
            if done.done:
                st.rerun()
        go_to("shop_sheet.py", "Corriger la fiche", key="line-to-sheet", fiche=place_id)
        go_to("participations.py", "Corriger les heures", key="line-to-answer", edition=edition_id)


def _row(one: DirectoryLine) -> list[object]:
    label = state_of(one)
    return [
        one.name,
        "Approuvée" if label == APPROVED else label,
        one.approved_at,
        one.approved_by,
        " · ".join(one.lines),
    ]
