"""« Modèles »: what each kind of recipient gets; new, copied, archived, or the proposed ones to begin with."""

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.kits.actions import add_model, archive_model, copy_model, restore_model, start_from_proposed
from campaign.kits.model import RECIPIENTS, KitModel
from campaign.kits.views import models
from campaign.partners.model import Kind
from campaign.stock.views import items
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.kits_model_form import model_form
from campaign.ui.kits_words import FILE, KINDS, may_write, ways_of_counting
from campaign.ui.layout import empty, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

CHOSEN = "kit-model"  # id of the model on screen


def models_tab(db: Database, agent: Agent) -> None:
    """The models to choose from, and the chosen one."""
    _take_back(db, agent)
    listed = models(db, agent)
    if not listed:
        _begin(db, agent)
        _archived(db, agent)
        return
    known = {one.id: one for one in listed}
    if st.session_state.get(CHOSEN) not in known:
        st.session_state[CHOSEN] = listed[0].id
    chosen = st.segmented_control(
        "Modèle",
        list(known),
        format_func=lambda one: f"{known[one].name} · {plural(len(known[one].lines), 'article')}",
        required=True,
        label_visibility="collapsed",
        key=CHOSEN,
        wrap=True,
    )
    model = known[chosen]
    if may_write(agent):
        model_form(db, agent, model)
        _verbs(db, agent, model)
    else:
        _read(db, agent, model)
    _archived(db, agent)


def _begin(db: Database, agent: Agent) -> None:
    if not may_write(agent):
        empty("Aucun modèle de kit encore.", "L’équipe logistique les écrit ici.", drawing="suitcase")
        return
    said = "Partez des kits de la campagne de référence puis ajustez-les, ou écrivez le vôtre avec « Nouveau modèle »."
    empty("Aucun modèle de kit encore.", said, drawing="suitcase")
    with st.container(horizontal_alignment="center"):
        if st.button("Partir des kits proposés", type="primary", icon=":material/auto_awesome:", key="start-kits"):
            with reporting("Les modèles sont là : vérifiez les quantités.", "start-kits") as outcome:
                start_from_proposed(db, agent, form_operation("start-kits"))
            if outcome.done:
                st.rerun()


def _verbs(db: Database, agent: Agent, model: KitModel) -> None:
    with line():
        if st.button("Copier", icon=":material/content_copy:", type="tertiary", key=f"copy-model-{model.id}"):
            form = f"copy-model-{model.id}"
            with reporting("Le modèle est copié : renommez-le.", form) as outcome:
                made = copy_model(db, agent, model.id, form_operation(form))
            if outcome.done:
                del st.session_state[CHOSEN]
                st.session_state["kit-model-next"] = made
                st.rerun()
        if st.button("Archiver", icon=":material/archive:", type="tertiary", key=f"archive-model-{model.id}"):
            form = f"archive-model-{model.id}"
            with reporting(operation_of=form) as outcome:
                archive_model(db, agent, model.id, form_operation(form))
            if outcome.done:
                offer_undo(f"« {model.name} » ne sert plus.", "kit-model", model.id)
                st.rerun()


def _take_back(db: Database, agent: Agent) -> None:
    """« Annuler » was pressed; and the model a button asked to open."""
    if made := st.session_state.pop("kit-model-next", None):
        st.session_state[CHOSEN] = made
    asked = undo_asked()
    if asked and asked[0] == "kit-model":
        _restore(db, agent, asked[1])


def _restore(db: Database, agent: Agent, model_id: int) -> None:
    form = f"restore-model-{model_id}"
    with reporting("Le modèle sert de nouveau.", form) as outcome:
        restore_model(db, agent, model_id, form_operation(form))
    if outcome.done:
        st.session_state["kit-model-next"] = model_id
        st.rerun()


def _archived(db: Database, agent: Agent) -> None:
    old = models(db, agent, archived=True)
    if not old:
        return
    with st.expander(f"Modèles archivés ({len(old)})", icon=":material/archive:"):
        for one in old:
            with line():
                st.markdown(f"**{plain(one.name)}** :gray[{plural(len(one.lines), 'article')}]")
                if may_write(agent) and st.button("Remettre en service", type="tertiary", key=f"restore-{one.id}"):
                    _restore(db, agent, one.id)


def _read(db: Database, agent: Agent, model: KitModel) -> None:
    """The same for readers, without a form."""
    known = {one.id: one.label for one in items(db, agent)}
    ways = {way: label for label, way in ways_of_counting(model.kind).items()}
    if model.note:
        st.markdown(f":gray[{plain(model.note)}]")
    st.dataframe(
        pd.DataFrame(
            {
                "Article": [known.get(one.item_id, "article archivé") for one in model.lines],
                "Comment compter": [ways.get((one.rule, one.need), one.rule.label) for one in model.lines],
                "Petite": [one.small for one in model.lines],
                "Moyenne": [one.medium for one in model.lines],
                "Grande": [one.large for one in model.lines],
            }
        ),
        hide_index=True,
        height="content",
        alt=f"Modèle {model.name} : {plural(len(model.lines), 'article')}",
    )


@st.dialog("Nouveau modèle de kit", icon=":material/add:")
def new_model() -> None:
    """Its name and who gets it; the lines are written in the grid."""
    agent, db = require_agent(FILE)
    kind: Kind | None = st.segmented_control(
        "Pour qui", RECIPIENTS, format_func=KINDS.get, default=Kind.SHOP, required=True, key="new-model-kind"
    )
    name = st.text_input("Nom", max_chars=60, placeholder="Ex. Boutique qui anime", key="new-model-name")
    if st.button("Créer", type="primary", key="new-model-save"):
        with reporting("Le modèle est créé : ajoutez ses articles.", "new-model") as outcome:
            made = add_model(db, agent, {"name": name, "kind": str(kind or "")}, [], form_operation("new-model"))
        if outcome.done:
            st.session_state["kit-model-next"] = made
            st.rerun()
