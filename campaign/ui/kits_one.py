"""One recipient's kit: each line with its reason, its size, what the team changes."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number
from campaign.editions.model import Edition
from campaign.kits.deciding import MAX_REASON, adjust, leave_out, pick_pieces, set_size, undo_adjustment
from campaign.kits.model import NeedLine, RecipientNeed, Size, is_game
from campaign.kits.views import kit_of, pickable
from campaign.partners.model import Kind
from campaign.stock.model import ItemKind
from campaign.stock.views import items
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.kits_words import FILE, ONE_OF, may_write, name_of, size_words
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def kit_panel(db: Database, agent: Agent, edition: Edition, kit: RecipientNeed) -> None:
    """What one recipient gets, and why."""
    place, writes = kit.place, may_write(agent)
    with st.container(border=True):
        st.header(plain(name_of(place)), anchor=False)
        with line():
            st.badge(ONE_OF.get(kit.kind, ""), color="violet")
            st.badge(f"Taille : {size_words(kit).lower()}", color="gray")
            st.badge(f"{number(round(kit.volume_litres))} litres, {number(round(kit.weight_kg))} kg", color="gray")
        facts = [("location_on", place.address_line), ("info", kit.access_note)]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        for one in kit.lines:
            _line(db, agent, edition, kit, one)
        if not kit.lines:
            st.markdown(":gray[Aucun modèle ne lui donne rien.]")
        if writes:
            _verbs(db, agent, edition, kit)


def _line(db: Database, agent: Agent, edition: Edition, kit: RecipientNeed, one: NeedLine) -> None:
    pieces = ", ".join(f"n°\u00a0{piece.number}" for piece in one.pieces)
    said = f"**{number(one.quantity)}** × {plain(one.item.label)}{f' ({plain(pieces)})' if pieces else ''}"
    colour = "orange" if one.adjusted else "gray"
    if _numbered(one) and len(one.pieces) < one.quantity:
        said += " :orange-badge[numéro à choisir]"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.markdown(f"{said}  \n:{colour}[{plain(one.reason)}]")
        if one.adjusted and may_write(agent):
            form = f"undo-{edition.id}-{kit.place.id}-{one.item.id}"
            if st.button(
                "Revenir au kit", icon=":material/undo:", type="tertiary", key=f"button-{form}",
                help="Reprendre la quantité du modèle",
            ):  # fmt: skip
                with reporting("L’ajustement est annulé.", form) as outcome:
                    undo_adjustment(db, agent, edition.id, kit.place.id, one.item.id, form_operation(form))
                if outcome.done:
                    st.rerun()


def _verbs(db: Database, agent: Agent, edition: Edition, kit: RecipientNeed) -> None:
    place = kit.place
    with line():
        if st.button("Ajuster une quantité", icon=":material/edit:", key="adjust-kit"):
            adjust_kit(edition.id, place.id)
        sizes: dict[str, Size | None] = {f"Taille : {one.label.lower()}": one for one in Size}
        if kit.size_by_hand:
            sizes["Taille : calculée"] = None
        verbs = [*sizes, *(["Ne rien envoyer cette fois"] if kit.kind is not Kind.SHOP else [])]
        if any(_numbered(one) for one in kit.lines):
            verbs.append("Choisir les exemplaires")
        chosen = st.menu_button("Autres gestes", verbs, key=f"kit-{place.id}-menu")
    if chosen in sizes:
        form = f"size-{place.id}"
        with reporting(f"{name_of(place)} : taille changée.", form) as outcome:
            set_size(db, agent, place.id, sizes[chosen], form_operation(form))
        if outcome.done:
            st.rerun()
    elif chosen == "Choisir les exemplaires":
        choose_pieces(edition.id, place.id)
    elif chosen:
        form = f"leave-out-{edition.id}-{place.id}"
        with reporting(f"{name_of(place)} ne reçoit rien cette fois.", form) as outcome:
            leave_out(db, agent, edition.id, place.id, form_operation(form))
        if outcome.done:
            st.rerun()


def _numbered(one: NeedLine) -> bool:
    return one.item.kind is ItemKind.NUMBERED and not is_game(one.item) and one.quantity > 0


@st.dialog("Ajuster un kit", icon=":material/edit:")
def adjust_kit(edition_id: int, place_id: int) -> None:
    """One item of one recipient: how many, and why."""
    agent, db = require_agent(FILE)
    kit = kit_of(db, agent, edition_id, place_id)
    mine = {one.item.id: one for one in kit.lines}
    known = {one.id: one for one in items(db, agent) if not is_game(one)}
    st.markdown(f"**{plain(name_of(kit.place))}**")
    order = sorted(known, key=lambda one: one not in mine)
    item_id = st.selectbox(
        "Article", order, format_func=lambda one: known[one].label, placeholder="Choisir", key="adjust-item"
    )
    if item_id is None:
        return
    line_now = mine.get(item_id)
    form = f"adjust-{edition_id}-{place_id}-{item_id}"
    seen = version_read(form, f"{form}-quantity", line_now.version if line_now else 0)
    planned = line_now.planned if line_now else 0
    st.markdown(f":gray[Le kit en prévoit {number(planned)}.]")
    quantity = st.text_input("Quantité (0 : rien)", str(line_now.quantity if line_now else 0), key=f"{form}-quantity")
    reason = st.text_input(
        "Raison", "", max_chars=MAX_REASON, placeholder="Ex. vitrine étroite, deux entrées…", key=f"{form}-reason"
    )
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Le kit est ajusté.", form) as outcome:
            adjust(db, agent, edition_id, place_id, item_id, quantity, reason, seen, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Exemplaires du kit", icon=":material/pin:")
def choose_pieces(edition_id: int, place_id: int) -> None:
    """Which numbered pieces go to a recipient."""
    agent, db = require_agent(FILE)
    kit = kit_of(db, agent, edition_id, place_id)
    free = pickable(db, agent, edition_id)
    for one in (each for each in kit.lines if _numbered(each)):
        mine = {each.piece.id: each for each in free if each.item.id == one.item.id
                and each.place_id in (None, place_id)}  # fmt: skip
        form = f"pieces-{edition_id}-{place_id}-{one.item.id}"
        chosen = st.multiselect(
            one.item.name,
            list(mine),
            [piece.id for piece in one.pieces if piece.id in mine],
            format_func=lambda piece, mine=mine: f"n° {mine[piece].piece.number}",
            max_selections=one.quantity,
            placeholder="Choisir",
            key=f"{form}-chosen",
        )
        if st.button("Enregistrer", type="primary", key=f"{form}-save"):
            with reporting("Exemplaires choisis.", form) as outcome:
                pick_pieces(db, agent, edition_id, place_id, one.item.id, chosen, form_operation(form))
            if outcome.done:
                st.rerun()
