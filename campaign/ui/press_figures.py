"""« Chiffres »: those counted from the answers, those somebody typed; each with its source and where it serves."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, plural
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT
from campaign.communication.press_content import figures_for
from campaign.editions.model import Edition
from campaign.press.figures import (
    LABELS,
    MAX_FIGURES,
    add_figure,
    change_figure,
    figure_uses,
    move_figure,
    remove_figure,
)
from campaign.press.model import Figure
from campaign.press.views import Material, material
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, empty, line
from campaign.ui.plain import plain
from campaign.ui.press_words import FILE, may_write, moved, put_away
from campaign.ui.session import require_agent

EARLIER, LATER, REMOVE = "Placer avant", "Placer après", "Retirer"


def figures_tab(db: Database, agent: Agent, edition: Edition, kept: Material, source: Source | None) -> None:
    """What the press may quote, and how a text takes it."""
    uses = figure_uses(db, agent, edition.id)
    work, context = st.columns([1.7, 1])
    with work, card("Chiffres de la liste", f"{len(kept.figures)} sur {MAX_FIGURES}") as top:
        writes = may_write(agent, edition)
        with top:
            if writes and st.button("Ajouter un chiffre", icon=":material/add:", key="add-figure"):
                edit_figure(edition.id, None)
        if not kept.figures:
            empty(
                "Aucun chiffre encore.",
                "Trois suffisent : un journaliste en retient un. Chacun vient avec sa source.",
                drawing="books",
            )
        for rank, one in enumerate(kept.figures):
            _figure(db, agent, edition, one, uses.get(one.code, []), (rank == 0, rank == len(kept.figures) - 1))
    with context, card("Comptés par le logiciel"):
        counted = [one for one in figures_for(source, DEPARTEMENT) if one.record] if source else []
        for one in counted:
            used = uses.get(one.code, [])
            where = f"  \n:gray[Sert dans {plain(enumerate_in_words(used[:3]))}.]" if used else ""
            st.markdown(f"**{plain(one.value)}** {plain(one.label)}{where}")
        if counted:
            st.markdown(f":gray[Source : {plain(counted[0].source)}]")
        st.markdown(
            ":gray[Ils se comptent dans les réponses des boutiques, pour chaque version : personne ne les saisit.]"
            if counted
            else ":gray[Dès la première boutique qui confirme, boutiques, communes et animations se comptent ici.]"
        )


def _figure(
    db: Database, agent: Agent, edition: Edition, one: Figure, used: list[str], ends: tuple[bool, bool]
) -> None:
    with st.container(border=True, gap="small"):
        _said(one, used)
        if not may_write(agent, edition):
            return
        with line():
            if st.button("Modifier", icon=":material/edit:", key=f"figure-{one.id}"):
                edit_figure(edition.id, one.id)
            verbs = [verb for verb, shown in ((EARLIER, not ends[0]), (LATER, not ends[1]), (REMOVE, True)) if shown]
            chosen = st.menu_button("Ranger", verbs, key=f"figure-{one.id}-menu")
            if chosen == REMOVE:
                put_away(remove_figure, db, agent, "figure", one.id, f"« {one.value} {one.label} » est retiré.")
            elif chosen:
                moved(move_figure, db, agent, "figure", one.id, earlier=chosen == EARLIER)


def _said(one: Figure, used: list[str]) -> None:
    st.markdown(f"**{plain(one.value)}** {plain(one.label)}")
    source = f"Source : {plain(one.source)}"
    where = f"  \n{plain(one.source_url)}" if one.source_url else ""
    st.markdown(f":gray[{source}]{where}")
    if used:
        more = [plural(len(used) - 3, "autre texte", "autres textes")] if len(used) > 3 else []
        st.markdown(f":gray[:material/link: Sert dans {plain(enumerate_in_words([*used[:3], *more]))}.]")


@st.dialog("Chiffre", width="medium", icon=":material/tag:")
def edit_figure(edition_id: int, figure_id: int | None) -> None:
    """The dialog: new when ``figure_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in material(db, agent, edition_id).figures if found.id == figure_id), None)
    form = f"figure-form-{figure_id or 'new'}"
    seen = version_read(form, f"{form}-value", one.version if one else 0)
    typed = {
        "value": st.text_input(
            LABELS["value"], one.value if one else "", max_chars=60, autocomplete="off", key=f"{form}-value",
            placeholder="41 500 €, 12 %, environ 250 tonnes",
        ),
        "label": st.text_input(
            LABELS["label"], one.label if one else "", max_chars=120, autocomplete="off",
            placeholder="de dépenses pour la première édition",
        ),
        "source": st.text_input(
            LABELS["source"], one.source if one else "", max_chars=220, autocomplete="off",
            placeholder="Qui l’a publié, et quand",
        ),
        "source_url": st.text_input(
            f"{LABELS['source_url']} (facultatif)", one.source_url if one else "", max_chars=300, autocomplete="off",
            placeholder="https://…",
        ),
    }  # fmt: skip
    if one:
        st.markdown(f":gray[Dans un texte, l’éditeur l’insère par son nom : chiffre\\_{plain(one.code)}.]")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Chiffre enregistré.", operation_of=form) as outcome:
            if one:
                change_figure(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_figure(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()
