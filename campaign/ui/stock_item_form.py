"""Adding or changing an item of the stock."""

import streamlit as st

from campaign.base.french import number
from campaign.stock.items import add_item, change_item
from campaign.stock.model import Family, Item, ItemKind
from campaign.stock.views import item as known_item
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.session import require_agent
from campaign.ui.stock_list import open_in_panel
from campaign.ui.stock_words import FILE


@st.dialog("Article", width="medium", icon=":material/inventory_2:")
def edit_item(item_id: int | None) -> None:
    """New when ``item_id`` is None. What is typed stays when it is refused."""
    agent, db = require_agent(FILE)
    one = known_item(db, agent, item_id) if item_id is not None else None
    form = f"item-form-{item_id or 'new'}"
    seen = version_read(form, f"{form}-name", one.version if one else 0)
    typed = _fields(one, form)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Article enregistré.", form) as outcome:
            if one:
                change_item(db, agent, one.id, seen, typed, form_operation(form))
            else:
                item_id = add_item(db, agent, typed, form_operation(form))
        if outcome.done:
            open_in_panel(item_id)
            st.rerun()


def _fields(one: Item | None, form: str) -> dict[str, object]:
    name, code = st.columns([2.4, 1])
    typed: dict[str, object] = {
        "name": name.text_input("Nom", one.name if one else "", max_chars=80, key=f"{form}-name"),
        "code": code.text_input("Code, imprimé sur les étiquettes", one.code if one else "", max_chars=12,
                                placeholder="ROUE", key=f"{form}-code"),
    }  # fmt: skip
    kinds, families = list(ItemKind), list(Family)
    left, right = st.columns(2)
    typed["kind"] = left.selectbox(
        "Suivi", kinds, kinds.index(one.kind) if one else None, format_func=lambda kind: kind.label,
        placeholder="Choisir", key=f"{form}-kind",
        help="Consommable : ne revient pas. Compté : revient, en nombre. Numéroté : chaque pièce a son numéro.",
    ) or ""  # fmt: skip
    typed["family"] = right.selectbox(
        "Famille", families, families.index(one.family) if one else None, format_func=lambda kind: kind.label,
        placeholder="Choisir", key=f"{form}-family",
    ) or ""  # fmt: skip
    unit, pack = st.columns([2.4, 1])
    typed["unit"] = unit.text_input(
        "Compté en (vide : à la pièce)", one.unit if one else "", max_chars=40, placeholder="paquet de 100",
        key=f"{form}-unit",
    )  # fmt: skip
    typed["pack"] = pack.text_input("Pièces dans l’unité", number(one.pack) if one else "1", key=f"{form}-pack")
    volume, weight, value = st.columns(3)
    typed["volume_litres"] = volume.text_input(
        "Volume de l’unité (litres)", number(one.volume_litres) if one else "0", key=f"{form}-volume"
    )
    typed["weight_kg"] = weight.text_input(
        "Poids de l’unité (kg)", number(one.weight_kg) if one else "0", key=f"{form}-weight"
    )
    typed["value_cents"] = value.text_input(
        "Prix pour la remplacer (€)", number(one.value_cents / 100, 2) if one else "0", key=f"{form}-value"
    )
    typed["parts"] = st.text_area(
        "Composition, un élément par ligne", "\n".join(one.parts) if one else "", height=110,
        placeholder="Roue\nPied\nAiguille", key=f"{form}-parts",
    )  # fmt: skip
    typed["note"] = st.text_area("Note", one.note if one else "", max_chars=500, height=70, key=f"{form}-note")
    return typed
