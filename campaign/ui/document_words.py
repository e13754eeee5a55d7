"""What a card says of a document: its state, what was shrunk, what blocks, its size and its pages."""

from dataclasses import dataclass

import streamlit as st

from campaign.base.french import number, plural
from campaign.base.text import slug
from campaign.communication.assembling import TO_MEND
from campaign.communication.building import Piece, built
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT, receives
from campaign.communication.quantities import Quantity, proposed
from campaign.documents.catalogue import Built
from campaign.documents.presets import Preset
from campaign.ui.plain import plain

READY, TO_READ, TO_FIX, COMMON = "Prêt", "À relire", "À corriger", "Version commune"
COLOURS = {READY: "green", TO_READ: "orange", TO_FIX: "red", COMMON: "gray"}
MIMES = {"pdf": "application/pdf", "png": "image/png"}
TO_DECIDE = "à décider"
MISSING = "à indiquer dans « Identité des documents »"


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece with its two files: ``screen`` to look at, ``made`` for the preset, None when a rule forbids it:
    ``screen`` is then the common version, when there is one."""

    piece: Piece
    screen: Built | None = None
    made: Built | None = None

    @property
    def state(self) -> str:
        """One word for the badge."""
        if self.made is None:
            return COMMON
        return TO_FIX if self.made.blocking else TO_READ if self.made.notices else READY


def shown(source: Source, piece: Piece, preset: Preset) -> Shown:
    """The piece drawn for the screen and for the preset."""
    if piece.rule:
        common = receives(DEPARTEMENT.scale, piece.kind.code)
        return Shown(piece, built(source, Piece(piece.kind, DEPARTEMENT), Preset.SCREEN) if common else None)
    screen = built(source, piece, Preset.SCREEN)
    return Shown(piece, screen, screen if preset is Preset.SCREEN else built(source, piece, preset))


def state_badge(one: Shown) -> None:
    """Colour and word."""
    st.badge(one.state, color=COLOURS[one.state])


def short_chips(one: Shown) -> None:
    """On a card: the size, then how much was shrunk and how much blocks."""
    if one.made is None:
        st.badge("Règle de publicité", icon=":material/gavel:", color="gray")
        return
    st.badge(size_in_words(one.made), icon=":material/straighten:", color="gray")
    if count := len(one.made.notices):
        st.badge(plural(count, "remarque"), icon=":material/warning:", color="orange")
    if count := len(one.made.blocking):
        st.badge(plural(count, "blocage"), icon=":material/error:", color="red")


def full_notices(made: Built) -> None:
    """Under the large preview: each sentence, those that block first."""
    for notice in made.blocking:
        st.markdown(f":red[:material/error:] {plain(notice)}")
    for notice in made.notices:
        st.markdown(f":orange[:material/warning:] {plain(notice)}")
    if not made.blocking and not made.notices:
        st.markdown(":green[:material/check_circle:] Rien n’a été réduit, rien ne bloque.")


def size_in_words(made: Built) -> str:
    """« 297 × 420 mm », « 12 pages, 148 × 210 mm », « 1 080 × 1 080 pixels »."""
    if made.extension != "pdf":
        wide, high = (round(side / 25.4 * 72) for side in made.trim_mm)
        return f"{number(wide)} × {number(high)} pixels"
    wide, high = (number(round(side)) for side in made.trim_mm)
    pages = f"{plural(made.pages, 'page')}, " if made.pages > 1 else ""
    return f"{pages}{wide} × {high} mm"


def file_name(source: Source, one: Shown, preset: Preset) -> str:
    """« affiche-a3_maine-et-loire_imprimeur.pdf », with « _a-corriger » when it must not be used as it is."""
    whom = slug(source.name_of(one.piece.audience))
    mend = TO_MEND if one.made.blocking else ""
    return f"{one.piece.kind.code}_{whom}_{preset}{mend}.{one.made.extension}"


def quantity(source: Source, kind: str) -> Quantity:
    """The copies to order of a kind, from what each shop asked for."""
    answers = (source.answers.get(shop.place_id) for shop in source.shops)
    return proposed(kind, [found.answer.needs if found and found.answer else {} for found in answers])


def order_line(source: Source, one: Shown, preset: Preset) -> dict[str, str]:
    """What a printer asks about one piece."""
    finish, copies = preset.finish, quantity(source, one.piece.kind.code)
    return {
        "Format fini": size_in_words(one.made),
        "Fond perdu": f"{number(finish.bleed)} mm" if finish.inks else "aucun",
        "Encres": "quadrichromie (FOGRA39)" if finish.inks else "RVB, pour l’écran",
        "Papier": source.brand.paper or MISSING,
        "Quantité": number(copies.proposed) if copies.proposed else TO_DECIDE,
        "D’où elle vient": copies.reason,
        "Imprimeur": source.brand.printer or MISSING,
    }
