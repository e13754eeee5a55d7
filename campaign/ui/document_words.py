"""What a card says of a document: its state, what was shrunk, what blocks, its size and its pages."""

from dataclasses import dataclass

import streamlit as st

from campaign.base.french import number, plural
from campaign.base.text import slug
from campaign.communication.assembling import TO_MEND
from campaign.communication.building import Piece, built
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT, is_printed_out, receives
from campaign.communication.order import Ordered, versions
from campaign.documents.catalogue import Built
from campaign.documents.presets import Preset
from campaign.ui.plain import plain

READY, TO_PRINT, TO_READ, TO_FIX, COMMON = "Prêt", "Prêt à imprimer", "À relire", "À corriger", "Version commune"
COLOURS = {READY: "green", TO_PRINT: "green", TO_READ: "orange", TO_FIX: "red", COMMON: "gray"}
MIMES = {"pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece with its two files: ``screen`` to look at, ``made`` for the preset, None when a rule forbids it:
    ``screen`` is then the common version, when there is one."""

    piece: Piece
    screen: Built | None = None
    made: Built | None = None
    preset: Preset = Preset.SCREEN

    @property
    def state(self) -> str:
        """One word for the badge. Only a print file that was read back with nothing to mend is ready to print."""
        if self.made is None:
            return COMMON
        if self.made.blocking:
            return TO_FIX
        if self.made.notices:
            return TO_READ
        return TO_PRINT if self.preset.finish.inks and self.made.checks else READY


def shown(source: Source, piece: Piece, preset: Preset) -> Shown:
    """The piece drawn for the screen and for the preset."""
    if piece.rule:
        common = receives(DEPARTEMENT.scale, piece.kind.code)
        return Shown(
            piece, built(source, Piece(piece.kind, DEPARTEMENT), Preset.SCREEN) if common else None, None, preset
        )
    screen = built(source, piece, Preset.SCREEN)
    return Shown(piece, screen, screen if preset is Preset.SCREEN else built(source, piece, preset), preset)


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


def full_notices(one: Shown) -> None:
    """Under the large preview: each sentence, those that block first."""
    for notice in one.made.blocking:
        st.markdown(f":red[:material/error:] {plain(notice)}")
    for notice in one.made.notices:
        st.markdown(f":orange[:material/warning:] {plain(notice)}")
    if one.state is TO_PRINT:
        st.markdown(":green[:material/check_circle:] Contrôlé, rien à corriger : ce fichier est prêt à imprimer.")
    elif one.state is READY:
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


def is_ordered(one: Shown) -> bool:
    """Whether a printer is to be told of it: a file of pages, that no office machine prints."""
    return one.made is not None and one.made.extension == "pdf" and is_printed_out(one.piece.kind.code)


def ordered(source: Source, one: Shown) -> Ordered:
    """The piece as a line of the « fiche de fabrication »."""
    kind = one.piece.kind.code
    return Ordered(kind, one.made.pages, versions(source, kind), one.made.trim_mm)
