"""Numbered pieces of an item: condition, where each is, what its parts list lacks, photo, and each one's gestures."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError, NotFound
from campaign.base.french import plural
from campaign.stock.items import change_piece
from campaign.stock.model import Condition
from campaign.stock.views import Level, PieceNow, piece_photo, pieces
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.stock_history import history
from campaign.ui.stock_moves import GESTURES, ask, possible
from campaign.ui.stock_papers import labels_download
from campaign.ui.stock_words import CONDITIONS, FILE, PIECE, Target, may_write

ENDINGS = ["png", "jpg", "jpeg", "webp"]
_CHANGE = "Noter l’état"


def pieces_part(db: Database, agent: Agent, level: Level) -> None:
    """Every piece in use, one a line; the one pressed opens below."""
    listed = pieces(db, agent, level.item.id)
    if not listed:
        st.markdown(":gray[Aucune pièce numérotée encore.]")
        return
    opened = next((one for one in listed if one.piece.id == st.session_state.get(PIECE)), None)
    with st.container(gap=None, height=300 if len(listed) > 8 else "content"):
        for one in listed:
            mark = ":material/expand_more:" if one is opened else ":material/chevron_right:"
            colour = CONDITIONS[one.piece.condition]
            lacks = len(one.piece.missing_parts)
            said = f"{mark} **n° {one.piece.number}** :{colour}-badge[{one.piece.condition.label}] {plain(one.where)}"
            said += f" :orange-badge[manque {lacks}]" if lacks else ""
            if st.button(said, type="tertiary", key=f"piece-{one.piece.id}"):
                st.session_state[PIECE] = None if one is opened else one.piece.id
                st.rerun()
    if opened:
        _piece(db, agent, opened)
    if may_write(agent):
        labels_download(agent, level.item.id)


def _piece(db: Database, agent: Agent, one: PieceNow) -> None:
    piece, item = one.piece, one.item
    with st.container(border=True, key="stock-open-piece"):
        st.subheader(plain(one.reference), anchor=False)
        with line():
            st.badge(piece.condition.label, color=CONDITIONS[piece.condition])
            st.markdown(f":material/location_on: {plain(one.where)}")
        if item.parts:
            missing = ", ".join(piece.missing_parts)
            st.markdown(
                f":orange[Il manque : {plain(missing)}]"
                if missing
                else f":gray[Complète : {plural(len(item.parts), 'élément')}]"
            )
        if piece.note:
            st.markdown(plain(piece.note))
        if piece.photo:
            try:
                st.image(piece_photo(db, agent, piece.photo), width=260, alt=f"Photo : {one.reference}")
            except CampaignError as error:
                st.markdown(f":gray[{plain(error.message)}]")
        if may_write(agent):
            _gestures(one)
        history(db, agent, item.id, piece.id, most=12)


def _gestures(one: PieceNow) -> None:
    can = [name for name, gesture in GESTURES.items() if name != "receive" and possible(one, gesture)]
    verbs = {GESTURES[name].verb: name for name in can}
    target = Target(one.item.id, one.piece.id)
    with line():
        if st.button(_CHANGE, icon=":material/edit:", key=f"piece-change-{one.piece.id}"):
            edit_piece(one.item.id, one.piece.id)
        if can:
            first = can[0]
            if st.button(GESTURES[first].verb, icon=f":material/{GESTURES[first].icon}:", key=f"piece-{first}"):
                ask(first, target)
        others = [verb for verb, name in verbs.items() if name != (can[0] if can else "")]
        if others and (chosen := st.menu_button("Autres gestes", others, key=f"piece-menu-{one.piece.id}")):
            ask(verbs[chosen], target)


@st.dialog("État de la pièce", width="medium", icon=":material/edit:")
def edit_piece(item_id: int, piece_id: int) -> None:
    """State, parts that are no longer there, note, photo."""
    agent, db = require_agent(FILE)
    one = next((one for one in pieces(db, agent, item_id) if one.piece.id == piece_id), None)
    if one is None:
        raise NotFound("Cette pièce n’est plus en service.")
    piece, form, states = one.piece, f"piece-form-{piece_id}", list(Condition)
    seen = version_read(form, f"{form}-state", piece.version)
    st.markdown(f"**{plain(one.reference)}**, {plain(one.where)}")
    state = st.segmented_control(
        "État", states, default=piece.condition, format_func=lambda state: state.label, required=True,
        key=f"{form}-state",
    )  # fmt: skip
    known = list(dict.fromkeys([*one.item.parts, *piece.missing_parts]))
    missing: list[str] = []
    if known:
        missing = st.pills(
            "Ce qui manque de sa composition", known, selection_mode="multi", default=list(piece.missing_parts),
            format_func=plain, key=f"{form}-missing", wrap=True,
        )  # fmt: skip
    note = st.text_area("Note", piece.note, max_chars=500, height=70, key=f"{form}-note")
    photo = st.file_uploader("Photo, en PNG, JPEG ou WebP", type=ENDINGS, max_upload_size=5, key=f"{form}-photo")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting(f"{one.reference} : c’est noté.", form) as outcome:
            data = photo.getvalue() if photo else None
            change_piece(db, agent, piece_id, seen, state, missing, note, form_operation(form), data)
        if outcome.done:
            st.rerun()
