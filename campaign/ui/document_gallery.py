"""The cards of « Documents »: a thumbnail, a state, what was shrunk and what blocks, then « Ouvrir »."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from campaign.base.french import plural
from campaign.communication.content import Source
from campaign.communication.model import Audience, Scale
from campaign.communication.order import order_rows
from campaign.documents.presets import Preset
from campaign.ui.document_pictures import THUMBNAIL, picture
from campaign.ui.document_words import (
    COMMON,
    READY,
    TO_FIX,
    TO_PRINT,
    TO_READ,
    Shown,
    is_ordered,
    ordered,
    short_chips,
    state_badge,
)
from campaign.ui.downloads import export_menu
from campaign.ui.layout import line, resource
from campaign.ui.plain import plain

HEIGHT = 165  # px of a thumbnail, whatever its shape


def audience_label(source: Source, audience: Audience) -> str:
    """« Maine-et-Loire », « EPCI · Mauges Communauté », « 14 · La Malle à Félicie, Angers »."""
    name = source.name_of(audience)
    if audience.scale is Scale.EPCI:
        return f"EPCI · {name}"
    shop = source.shop(audience)
    return f"{shop.number} · {name}, {shop.commune}" if shop else f"Département · {name}"


def state_sentence(pieces: Sequence[Shown], shops: int) -> str:
    """« 8 documents pour 20 boutiques, tous prêts. », « 1 document pour 1 boutique, 4 en version commune. »"""
    counted = Counter(one.state for one in pieces)
    made = len(pieces) - counted[COMMON]
    said = f"{plural(made, 'document')} pour {plural(shops, 'boutique')}"
    if counted[COMMON]:
        said += f", {counted[COMMON]} en version commune"
    if counted[TO_FIX]:
        return f"{said} ; {counted[TO_FIX]} à corriger avant d’imprimer."
    if counted[TO_READ]:
        return f"{said} ; {counted[TO_READ]} à relire."
    printed = counted[TO_PRINT]
    ready = "tous prêts, les imprimés contrôlés" if printed else "tous prêts"
    return f"{said}, {ready}." if counted[READY] + printed == len(pieces) > 1 else f"{said}."


def gallery(pieces: Sequence[Shown], opened: str) -> str:
    """The cards; the kind whose « Ouvrir » was just pressed, or ''."""
    pressed = ""
    with st.grid(3, min_column_width=215):
        for one in pieces:
            with st.container(border=True, gap="small", height="stretch"):
                if _card(one, opened=one.piece.kind.code == opened):
                    pressed = one.piece.kind.code
    return pressed


def _card(one: Shown, *, opened: bool) -> bool:
    with st.container(height=HEIGHT, border=False, horizontal_alignment="center", vertical_alignment="center"):
        if one.screen is None:
            st.image(resource("illustrations/cat.svg"), width=90, alt="")
        else:
            st.image(picture(one.screen.data, one.screen.extension, 0, THUMBNAIL), width=_width(one), alt="")
    with line():
        st.markdown(f"**{plain(one.piece.kind.label)}**", width="content")
        state_badge(one)
    with st.container(horizontal=True, gap="xsmall"):
        short_chips(one)
    label = "Ouvert" if opened else ":primary[Ouvrir]"
    return st.button(label, type="tertiary", disabled=opened, key=f"open-{one.piece.kind.code}")


def _width(one: Shown) -> int:
    """The width at which the thumbnail fits its box of 190 px by ``HEIGHT``."""
    wide, high = one.screen.trim_mm
    return round(min(190, HEIGHT * wide / high))


def order_sheet(source: Source, pieces: Sequence[Shown], preset: Preset) -> None:
    """« Fiche de fabrication »: one line a printed piece, on screen and as a table to send."""
    rows = order_rows(source, [ordered(source, one) for one in pieces if is_ordered(one)], preset)
    if not rows:
        return
    common = ("Fond perdu", "Encres", "Papier", "Imprimeur")  # the same on every line: said once on the screen
    with st.expander("Fiche de fabrication", icon=":material/assignment:"):
        said = " · ".join(f"{name} : {plain(rows[0][name])}" for name in common)
        st.markdown(f":gray[{said}. Versions et quantités de toute l’édition.]")
        shown_rows = [{name: plain(value) for name, value in row.items() if name not in common} for row in rows]
        st.table(shown_rows, border="horizontal")
        export_menu(
            f"fiche-de-fabrication_{preset}", "Fabrication", list(rows[0]), [list(row.values()) for row in rows]
        )
