"""The grid of a model: items, how they are counted, three quantities; all of it saved at once."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.kits.actions import MAX_NAME, MAX_NOTE, change_model
from campaign.kits.model import MOST, KitModel, is_game
from campaign.kits.views import models
from campaign.partners.views import places
from campaign.stock.views import items
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.kits_words import EVERYONE, name_of, ways_of_counting

_SIZES = {"small": "Petite", "medium": "Moyenne", "large": "Grande"}


def model_form(db: Database, agent: Agent, model: KitModel) -> None:
    """Everything of a model in one form; its kind stays."""
    form = f"kit-model-{model.id}"
    seen = version_read(form, f"{form}-name", model.version)
    left, right = st.columns([1, 1.4])
    name = left.text_input("Nom", model.name, max_chars=MAX_NAME, key=f"{form}-name")
    known = {one.id: name_of(one) for one in places(db, agent, model.kind)}
    only = right.multiselect(
        "Pour qui", list(known), [one for one in model.only if one in known], format_func=known.get,
        placeholder=f"{EVERYONE[model.kind]} (ou choisissez-en)", key=f"{form}-only",
    )  # fmt: skip
    lines = _grid(db, agent, model, form)
    note = st.text_input(
        "Note (facultative)", model.note, max_chars=MAX_NOTE, placeholder="Pour l’équipe", key=f"{form}-note"
    )
    if st.button("Enregistrer le modèle", type="primary", icon=":material/save:", key=f"{form}-save"):
        typed = {"name": name, "note": note, "only": only}
        with reporting("Le modèle est enregistré.", form) as outcome:
            change_model(db, agent, model.id, seen, typed, lines, form_operation(form))
        if outcome.done:
            _forget(form)
            st.rerun()


def _grid(db: Database, agent: Agent, model: KitModel, form: str) -> list[Mapping[str, object]]:
    """The lines as they are typed now. The grid's first rows stay those of its opening: the editor keeps changes."""
    state = st.session_state
    goods = {one.label: one.id for one in items(db, agent) if not is_game(one)}
    named = {item_id: label for label, item_id in goods.items()}
    ways = ways_of_counting(model.kind)
    labels = {way: label for label, way in ways.items()}
    if f"{form}-base" not in state or f"{form}-name" not in state:
        state[f"{form}-base"] = [
            (named.get(one.item_id), labels.get((one.rule, one.need)), one.small, one.medium, one.large)
            for one in model.lines
        ]
        state[f"{form}-turn"] = state.get(f"{form}-turn", 0) + 1
    others = [one for one in models(db, agent) if one.id != model.id and one.kind is model.kind]
    edited = st.data_editor(
        pd.DataFrame(state[f"{form}-base"], columns=["Article", "Comment compter", *_SIZES.values()]),
        hide_index=True,
        num_rows="dynamic",
        height="content",
        column_config={
            "Article": st.column_config.SelectboxColumn(options=list(goods), width=260, required=True),
            "Comment compter": st.column_config.SelectboxColumn(
                options=list(ways), width=230, required=True, default=next(iter(ways)),
                help="Ce que la boutique demande, sinon la quantité de sa taille ; ou tant par jour, par boutique",
            ),
            **{
                label: st.column_config.NumberColumn(label, min_value=0, max_value=MOST, step=1, default=1, width=90)
                for label in _SIZES.values()
            },
        },
        alt=f"Modèle {model.name} : {plural(len(model.lines), 'article')}",
        key=f"{form}-grid-{state[f'{form}-turn']}",
    )  # fmt: skip
    with_games = "Les jeux n’entrent pas dans un modèle : ils se prêtent à la demande des animateurs."
    twice = " Un article présent dans deux modèles compte une fois, la plus grande quantité." if others else ""
    st.markdown(f":gray[Quantités pour une petite, une moyenne et une grande. {with_games}{twice}]")
    lines = []
    for row in edited.to_dict("records"):
        rule, need = ways.get(_clean(row["Comment compter"]), ("", None))
        lines.append(
            {
                "item_id": goods.get(_clean(row["Article"])),
                "rule": str(rule),
                "need": str(need) if need else "",
                **{field: _figure(row[label]) for field, label in _SIZES.items()},
            }
        )
    return lines


def _clean(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _figure(cell: object) -> object:
    """A cell of figures: pandas makes 20 a 20.0 once a row is empty."""
    if cell is None or pd.isna(cell):
        return 0
    return int(cell) if float(cell).is_integer() else cell


def _forget(form: str) -> None:
    st.session_state.pop(f"{form}-base", None)
