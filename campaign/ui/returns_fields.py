"""The fields of a return: a piece's state, a counted line's numbers, leftovers, who handed it over, photos."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign.base.french import number
from campaign.deliveries.model import PieceState
from campaign.stock.model import Item
from campaign.ui.deliveries_words import ENDINGS
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.returns_typed import TypedLine

STATES = {PieceState.OK: "Complet", PieceState.DAMAGED: "Abîmé", PieceState.MISSING: "Manquant"}
_NUMBERS = {"back": "Revenus", "damaged": "dont abîmés", "missing": "Manquants"}


def ask_line(was: TypedLine, form: str) -> TypedLine:
    """One line of the form: its state or its numbers, and an observation."""
    one, key = was.line, f"{form}-{was.line.id}"
    named, said, seen = _cells()
    if one.piece:
        named.markdown(f"**{plain(one.label)}**  \n:gray[{plain(one.reference)}]")
        state = said.segmented_control(
            f"{one.label}, {one.reference}", list(STATES), default=was.state, format_func=STATES.get,
            label_visibility="collapsed", key=f"{key}-state",
        )  # fmt: skip
        return replace(was, state=state, note=_observation(seen, was, key))
    named.markdown(f"**{plain(one.label)}**  \n:gray[{plain(one.reference)}, {number(was.expected)} à reprendre]")
    with said, st.grid(3, min_column_width=78, gap="xsmall"):
        typed = {
            name: st.text_input(label, getattr(was, name), max_chars=12, key=f"{key}-{name}") or ""
            for name, label in _NUMBERS.items()
        }
    return replace(was, **typed, note=_observation(seen, was, key))


def say_all_back(waiting: Sequence[TypedLine], form: str) -> None:
    """« Tout est revenu »: every field says so at its next display, and is still to be read and saved."""
    for was in waiting:
        name, value = ("state", PieceState.OK) if was.line.piece else ("back", str(was.expected))
        st.session_state[f"{form}-{was.line.id}-{name}"] = value


def ask_leftovers(
    form: str, consumables: Sequence[tuple[Item, int]], declared: Mapping[int, int], former: Mapping[int, int]
) -> dict[int, str]:
    """What is left of what is used up, item id -> as typed; an empty field is unknown, never zero."""
    if not consumables:
        return {}
    st.subheader("Ce qui reste, non utilisé", anchor=False)
    st.markdown(":gray[Laissez vide ce que vous ne savez pas ; écrivez 0 s’il ne reste rien.]")
    typed = {}
    with st.grid(3, min_column_width=150):
        for item, had in consumables:
            told = f"La boutique a dit {number(declared[item.id])}" if item.id in declared else "On ne sait pas"
            typed[item.id] = st.text_input(
                f"{item.name}, sur {item.counted(had)}", str(former.get(item.id, "")), placeholder=told,
                max_chars=12, key=f"{form}-left-{item.id}",
            ) or ""  # fmt: skip
    return typed


def ask_people(form: str, giver: str = "", note: str = "") -> tuple[str, str]:
    """Who handed it over, and a note."""
    left, right = st.columns(2)
    who = left.text_input("Remis par (facultatif)", giver, max_chars=80, key=f"{form}-giver")
    said = right.text_input("Note (facultative)", note, max_chars=500, key=f"{form}-said")
    return who or "", said or ""


def ask_photos(waiting: Sequence[TypedLine], form: str) -> dict[int, bytes]:
    """A photo a line, of what is broken or incomplete."""
    found = {}
    with st.popover("Ajouter une photo", icon=":material/photo_camera:"):
        for was in waiting:
            one = was.line
            given = st.file_uploader(
                f"{one.label}, {one.reference}", type=ENDINGS, max_upload_size=5, key=f"{form}-{one.id}-photo"
            )
            if given:
                found[one.id] = given.getvalue()
    return found


def _cells() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """What it is, what is said of it, an observation; one under the other on a phone."""
    if is_phone():
        with st.container(border=True, gap="xsmall"):
            return st.container(), st.container(), st.container()
    named, said, seen = st.columns([1.35, 1.75, 1.5], vertical_alignment="center")
    return named, said, seen


def _observation(field: DeltaGenerator, was: TypedLine, key: str) -> str:
    return field.text_input(
        f"Observation : {was.line.reference}", was.note, placeholder="Observation", label_visibility="collapsed",
        max_chars=500, key=f"{key}-note",
    ) or ""  # fmt: skip
