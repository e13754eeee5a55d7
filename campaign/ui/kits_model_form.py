"""The grid of a model: items, how they are counted, three quantities; all of it saved at once."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.kits.actions import MAX_NAME, MAX_NOTE, change_model
from campaign.kits.model import MOST, KitModel, Rule, is_game
from campaign.kits.views import models
from campaign.partners.model import Kind
from campaign.partners.views import places
from campaign.stock.model import Item
from campaign.stock.views import items
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.kits_words import EVERYONE, name_of, ways_of_counting

OUT, _HOW = "Pas dans ce kit", "Comment compter"
_Row = tuple[int, str, str, int, int, int]  # item id, its label, how it is counted, three quantities
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
    """Every item of the stock, those of the kit first. The first rows stay those of the opening: the editor itself
    keeps what is changed."""
    state = st.session_state
    if f"{form}-base" not in state or f"{form}-name" not in state:
        state[f"{form}-base"] = _rows(model, [one for one in items(db, agent) if not is_game(one)])
        state[f"{form}-turn"] = state.get(f"{form}-turn", 0) + 1
    base: list[_Row] = state[f"{form}-base"]
    edited = st.data_editor(
        pd.DataFrame([row[1:] for row in base], columns=["Article", _HOW, *_SIZES.values()]),
        hide_index=True,
        height="content" if len(base) < 16 else 560,
        disabled=["Article"],
        column_config={
            "Article": st.column_config.TextColumn(width=260),
            _HOW: st.column_config.SelectboxColumn(
                options=[OUT, *ways_of_counting(model.kind)], width=230,
                help="Ce que la boutique demande, sinon la quantité de sa taille ; ou tant par jour, par boutique",
            ),
            **{
                label: st.column_config.NumberColumn(label, min_value=0, max_value=MOST, step=1, width=90)
                for label in _SIZES.values()
            },
        },
        alt=f"Modèle {model.name} : les articles du stock, comment les compter, combien pour chaque taille",
        key=f"{form}-grid-{state[f'{form}-turn']}",
    )  # fmt: skip
    _explain(db, agent, model, {row[0] for row in base})
    return typed_lines(base, edited.to_dict("records"), model.kind)


def typed_lines(
    base: Sequence[_Row], typed: Sequence[Mapping[str, object]], kind: Kind
) -> list[Mapping[str, object]]:  # fmt: skip
    """What the grid says, for ``change_model``: ``base`` its rows as they were opened, ``typed`` as they are now."""
    ways, lines = ways_of_counting(kind), []
    for before, now in zip(base, typed, strict=True):
        figures = {field: _figure(now[label]) for field, label in _SIZES.items()}
        how = now[_HOW] if now[_HOW] in ways else OUT
        if how == OUT and before[2] == OUT and any(figures.values()):
            how = Rule.FIXED.label  # figures written for an item that was not in the kit: it is now
        if how != OUT:
            rule, need = ways[how]
            lines.append({"item_id": before[0], "rule": str(rule), "need": str(need) if need else "", **figures})
    return lines


def _rows(model: KitModel, goods: Sequence[Item]) -> list[_Row]:
    labels = {way: label for label, way in ways_of_counting(model.kind).items()}
    known = {one.id: one.label for one in goods}
    inside = [one for one in model.lines if one.item_id in known]
    rows: list[_Row] = [
        (one.item_id, known[one.item_id], labels.get((one.rule, one.need), OUT), one.small, one.medium, one.large)
        for one in inside
    ]
    taken = {one.item_id for one in inside}
    return rows + [(item_id, label, OUT, 0, 0, 0) for item_id, label in known.items() if item_id not in taken]


def _explain(db: Database, agent: Agent, model: KitModel, shown: Collection[int]) -> None:
    others = [one for one in models(db, agent) if one.id != model.id and one.kind is model.kind]
    gone = sum(one.item_id not in shown for one in model.lines)
    said = [
        "Quantités pour une petite, une moyenne et une grande.",
        "Les jeux n’entrent pas dans un modèle : ils se prêtent à la demande des animateurs.",
        "Un article présent dans deux modèles compte une fois, la plus grande quantité." if others else "",
        f"{plural(gone, 'article archivé', 'articles archivés')} sortira du kit à l’enregistrement." if gone else "",
    ]
    st.markdown(f":gray[{' '.join(part for part in said if part)}]")


def _figure(cell: object) -> object:
    """A cell of figures: an emptied one is 0; pandas then makes 20 a 20.0."""
    if cell is None or pd.isna(cell):
        return 0
    return int(cell) if float(cell).is_integer() else cell


def _forget(form: str) -> None:
    st.session_state.pop(f"{form}-base", None)
