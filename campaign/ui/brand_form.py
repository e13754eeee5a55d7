"""The form of « Identité des documents »: three colours, and the texts that every piece carries."""

import streamlit as st

from campaign.base.errors import InvalidInput
from campaign.identity.brand import BRAND_HINTS, BRAND_LABELS, Brand
from campaign.identity.colours import DEFAULTS, Replaceable, Shade, read_colour, readable
from campaign.ui.layout import line
from campaign.ui.plain import plain

FORM = "brand"
_FRESH = f"{FORM}-fresh"  # the fields take what is stored at their next display
_ROWS = (("printer_name", "printer_town"), ("paper", "credits"), ("website",))  # two fields side by side


def start_again() -> None:
    """After a save: the fields show what was kept, colours moved included."""
    st.session_state[_FRESH] = True


def fill_fields(stored: Brand) -> None:
    """Give the fields their first values, those stored. Called before they are drawn."""
    fresh = st.session_state.pop(_FRESH, False)
    for name in BRAND_LABELS:
        key = f"{FORM}-{name}"
        if fresh or key not in st.session_state:
            st.session_state[key] = getattr(stored, name)
        if name in set(Replaceable) and (fresh or f"{key}-picker" not in st.session_state):
            st.session_state[f"{key}-picker"] = getattr(stored, name)


def colour_fields() -> tuple[dict[str, str], dict[Replaceable, Shade]]:
    """A picker and its code for each colour, with what will be printed when it had to move.

    Returns what is typed, and the colours that can be used, for the sample; a code that is none is said in its place.
    """
    typed: dict[str, str] = {}
    usable: dict[Replaceable, Shade] = {}
    for which, column in zip(Replaceable, st.columns(len(Replaceable)), strict=True):
        with column:
            typed[which] = _colour(which)
            try:
                shade = usable[which] = readable(which, typed[which])
            except InvalidInput as error:
                st.error(plain(error.message), icon=":material/error:")
                continue
            if shade.reason:
                moved = f"{shade.reason} Teinte la plus proche qui se lit : {shade.hex}."
                st.warning(plain(moved), icon=":material/contrast:")
    if any(typed[which].upper() != DEFAULTS[which] for which in Replaceable):
        st.button(
            "Revenir aux couleurs d’origine",
            type="tertiary",
            icon=":material/undo:",
            on_click=_back_to_defaults,
            key=f"{FORM}-defaults",
        )
    return typed, usable


def _colour(which: Replaceable) -> str:
    key = f"{FORM}-{which}"
    st.markdown(f"**{which.label}**")
    with line(wrap=False):
        st.color_picker(
            f"{which.label}, à choisir",
            label_visibility="collapsed",
            key=f"{key}-picker",
            on_change=_copy,
            args=(f"{key}-picker", key, which),
        )
        return st.text_input(
            f"{which.label}, code",
            label_visibility="collapsed",
            max_chars=9,
            autocomplete="off",
            key=key,
            on_change=_copy,
            args=(key, f"{key}-picker", which),
        )


def _copy(changed: str, other: str, which: Replaceable) -> None:
    """The picker and its code say the same; a code that is no colour leaves the picker where it was."""
    try:
        colour = read_colour(st.session_state[changed], which)
    except InvalidInput:
        return
    st.session_state[changed] = st.session_state[other] = colour


def _back_to_defaults() -> None:
    for which in Replaceable:
        st.session_state[f"{FORM}-{which}"] = st.session_state[f"{FORM}-{which}-picker"] = DEFAULTS[which]


def text_fields() -> dict[str, str]:
    """What every printed piece carries at its foot."""
    typed = {}
    for row in _ROWS:
        for name, column in zip(row, st.columns(2), strict=False):
            with column:
                typed[name] = _text(name)
    return typed


def about_field() -> dict[str, str]:
    """The paragraph the press gets about whoever organises."""
    label = BRAND_LABELS["boilerplate"]
    key = f"{FORM}-boilerplate"
    return {"boilerplate": st.text_area(label, height=130, max_chars=1200, key=key, label_visibility="collapsed")}


def _text(name: str) -> str:
    label = BRAND_LABELS[name][0].upper() + BRAND_LABELS[name][1:]
    typed = st.text_input(label, max_chars=254, autocomplete="off", key=f"{FORM}-{name}")
    if name in BRAND_HINTS:
        st.markdown(f":gray[{BRAND_HINTS[name]}]")
    return typed
