"""« Faux sur le papier »: piece by piece, what is printed and what it should be, then what is done about it."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import date_in_figures, moment_in_words, plural
from campaign.communication.content import Source
from campaign.documents.erratum_labels import PER_SHEET
from campaign.proofs.errata import errata_file
from campaign.proofs.model import Proof, Remedy, copies_in_words, erratum
from campaign.proofs.views import Wrong
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import show_error
from campaign.ui.layout import card, empty, line
from campaign.ui.plain import plain
from campaign.ui.proof_deciding import decide
from campaign.ui.proof_making import ask_proof
from campaign.ui.proof_words import REMEDY_COLOURS, kind_label, may_act, numbered, undecided, whom

SHOWN = 10  # lines of a piece, before « les autres »
TO_DECIDE, EVERYTHING = "À décider", "Toutes"
HEADERS = (
    "BAT", "Pièce", "Pour", "Exemplaires", "Pages", "Sur qui", "Quoi", "Imprimé", "Il faudrait", "Décision", "Note",
    "Décidé le",
)  # fmt: skip


def wrong_tab(
    db: Database, agent: Agent, edition_id: int, source: Source | None, wrongs: Sequence[Wrong], *, printed: bool
) -> None:
    """The filter, then a card for each piece; ``printed`` says whether anything was approved."""
    if not wrongs:
        if printed:
            said = "Ce qui changera dans les données sera écrit ici : la pièce, la page, ce qu’il faudrait."
            empty("Rien n’est faux sur le papier.", said, drawing="teapot")
        else:
            said = "Dès qu’un BAT est validé, ce qui change ensuite dans les données est comparé à ses pages."
            empty("Aucun BAT validé encore.", said, drawing="armchair")
        return
    with line():
        chosen = _filter(wrongs)
        export_menu("faux-sur-le-papier", "Faux sur le papier", HEADERS, [_row(source, one) for one in wrongs])
    shown = [one for one in wrongs if _kept(one, chosen)]
    if not shown:
        st.markdown(":gray[Rien de ce côté.]")
    for proof, found in groupby(shown, key=lambda one: one.proof):
        every = [one for one in wrongs if one.proof.id == proof.id]
        _piece(db, agent, edition_id, source, proof, list(found), every)


def _filter(wrongs: Sequence[Wrong]) -> str:
    counts = Counter(str(one.decision.remedy) for one in wrongs if one.decision)
    options = {TO_DECIDE: len(undecided(wrongs)), EVERYTHING: len(wrongs), **counts}
    return st.segmented_control(
        "Ce qui est montré",
        list(options),
        format_func=lambda one: f"{Remedy(one).label if one in tuple(Remedy) else one} · {options[one]}",
        default=TO_DECIDE if options[TO_DECIDE] else EVERYTHING,
        required=True,
        label_visibility="collapsed",
        key="wrong-shown",
        wrap=True,
    )


def _kept(one: Wrong, chosen: str | None) -> bool:
    if chosen == TO_DECIDE:
        return one.decision is None
    return chosen in (None, EVERYTHING) or (one.decision is not None and one.decision.remedy == chosen)


def _piece(
    db: Database,
    agent: Agent,
    edition_id: int,
    source: Source | None,
    proof: Proof,
    found: Sequence[Wrong],
    every: Sequence[Wrong],
) -> None:
    left = undecided(every)
    title = f"{kind_label(proof)}, {whom(source, proof)}"
    with card(title, f"{len(left)} à décider" if left else "tout est décidé", "red" if left else "green") as top:
        if may_act(agent) and len(left) > 1:
            with top:
                label = f"Décider pour les {len(left)}"
                if st.button(label, icon=":material/done_all:", key=f"decide-all-{proof.id}"):
                    decide(proof.id, tuple(one.difference for one in left))
        on = moment_in_words(proof.decided_at) if proof.decided_at else ""
        copies = copies_in_words(proof)
        st.markdown(f":gray[{plain(numbered(proof))} validé {plain(on)} · {plain(copies)}]")
        whole = st.session_state.get(f"wrong-all-{proof.id}", False)
        for index, one in enumerate(found if whole else found[:SHOWN]):
            _line(agent, one, index)
        if len(found) > SHOWN:
            label = "En montrer moins" if whole else f"Voir les {len(found) - SHOWN} autres"
            if st.button(f":primary[{label}]", type="tertiary", key=f"wrong-more-{proof.id}"):
                st.session_state[f"wrong-all-{proof.id}"] = not whole
                st.rerun()
        _follow_up(db, agent, edition_id, proof, every)


def _line(agent: Agent, one: Wrong, index: int) -> None:
    about, values, verdict = st.columns([1.5, 2.6, 1.4], vertical_alignment="center")
    found = one.difference
    field = plain(found.field)
    name = f"**{plain(found.subject)}**, {field}" if found.subject else f"**{field[:1].upper()}{field[1:]}**"
    about.markdown(f"{name}  \n:gray[{found.where}]")
    old = f":red[:material/close: imprimé :] « {plain(found.old)} »" if found.old else ":gray[absent du papier]"
    new = (
        f":green[:material/check: il faudrait :] « {plain(found.new)} »" if found.new else ":gray[ne doit plus y être]"
    )
    values.markdown(f"{old}  \n{new}")
    with verdict, line():
        if one.decision:
            remedy = one.decision.remedy
            st.badge(remedy.label, color=REMEDY_COLOURS[remedy])
        if may_act(agent):
            label = ":primary[Changer]" if one.decision else "Décider"
            kind = "tertiary" if one.decision else "secondary"
            if st.button(label, type=kind, key=f"decide-{one.proof.id}-{index}"):
                decide(one.proof.id, (found,))
        elif not one.decision:
            st.badge("À décider", color="red")
        if one.decision and one.decision.note:
            st.markdown(f":gray[« {plain(one.decision.note)} »]")


def _follow_up(db: Database, agent: Agent, edition_id: int, proof: Proof, every: Sequence[Wrong]) -> None:
    """What the decisions ask for: the slips to stick, the proof to make again."""
    decided = [one for one in every if one.decision]
    slips = [one.difference for one in decided if one.decision.remedy is Remedy.ERRATUM]
    if slips:
        with st.expander(f"Erratum à coller, {plural(len(slips), 'correction')}", icon=":material/label:"):
            st.code(erratum(slips), language=None, wrap_lines=True)
            _slips_file(db, agent, edition_id, proof)
    if may_act(agent) and any(one.decision.remedy is Remedy.REPRINT for one in decided):
        with line():
            st.markdown(":violet[:material/print:] À réimprimer : le nouveau BAT validé remplacera celui-ci.")
            if st.button("Faire le nouveau BAT", key=f"again-{proof.id}"):
                ask_proof(edition_id, proof.kind, proof.audience)


def _slips_file(db: Database, agent: Agent, edition_id: int, proof: Proof) -> None:
    try:
        name, data = errata_file(db, agent, edition_id, proof.id)
    except CampaignError as error:
        show_error(error)
        return
    with line():
        st.download_button(
            "La planche d’étiquettes",
            data,
            name,
            "application/pdf",
            on_click="ignore",
            icon=":material/download:",
            key=f"errata-{proof.id}",
        )
        said = f"{PER_SHEET} étiquettes de 105 × 57 mm par feuille, une feuille pour chaque page à corriger"
        if proof.copies:
            said += f" ; {plural(-(-proof.copies // PER_SHEET), 'tirage')} pour {plural(proof.copies, 'exemplaire')}"
        st.markdown(f":gray[{said}.]", width="content")


def _row(source: Source | None, one: Wrong) -> list[object]:
    found, decision = one.difference, one.decision
    return [
        one.proof.number,
        kind_label(one.proof),
        whom(source, one.proof),
        one.proof.copies,
        ", ".join(map(str, found.pages)),
        found.subject,
        found.field,
        found.old,
        found.new,
        decision.remedy.label if decision else "à décider",
        decision.note if decision else "",
        date_in_figures(decision.at.astimezone(clock.PARIS).date()) if decision else "",
    ]
