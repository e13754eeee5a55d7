"""The partners' logos: sent, put in order, removed, put back."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import plural
from campaign.identity.brand import MAX_LOGOS, Logo
from campaign.identity.branding import add_logo, move_logo, remove_logo
from campaign.identity.views import logo_picture, logos
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import card
from campaign.ui.plain import plain

ENDINGS = ["png", "jpg", "jpeg", "webp"]
SEND = "logo-new"
_REMOVED = "logo-removed"
_TURN = "logo-turn"  # a new sending field after each success: Streamlit keeps the file of the former one
EARLIER, LATER, REMOVE = "Placer avant", "Placer après", "Retirer"


def logos_card(db: Database, agent: Agent) -> None:
    """Every logo in its printed order, then the field to send another."""
    found = logos(db)
    with card("Logos des partenaires", plural(len(found), "logo") if found else None):
        if undo_asked():
            _put_back(db, agent)
        if not found:
            st.markdown(":gray[Sans logo, les documents écrivent le nom des partenaires des « Réglages ».]")
        with st.container(horizontal=True, gap="small"):
            for index, one in enumerate(found):
                _logo(db, agent, one, first=index == 0, last=index == len(found) - 1)
        if len(found) < MAX_LOGOS:
            _send(db, agent)
        else:
            st.markdown(f":gray[{MAX_LOGOS} logos au plus : retirez-en un pour en ajouter un autre.]")


def _logo(db: Database, agent: Agent, one: Logo, *, first: bool, last: bool) -> None:
    with st.container(border=True, width=210, gap="small"):
        try:
            with st.container(height=90, border=False, horizontal_alignment="center", vertical_alignment="center"):
                st.image(logo_picture(db, one), width=_shown(one), alt=f"Logo : {one.name}")
        except CampaignError as error:
            st.markdown(f":red[{plain(error.message)}]")
        st.markdown(f"**{plain(one.name)}**  \n:gray[{one.width} × {one.height} pixels]")
        moves = [verb for verb, shown in ((EARLIER, not first), (LATER, not last), (REMOVE, True)) if shown]
        chosen = st.menu_button("Ranger", moves, key=f"logo-{one.id}-menu", width="stretch")
        if chosen == REMOVE:
            _remove(db, agent, one)
        elif chosen:
            form = f"move-logo-{one.id}"
            with reporting(operation_of=form) as outcome:
                move_logo(db, agent, one.id, chosen == EARLIER, form_operation(form))
            if outcome.done:
                st.rerun()


def _shown(one: Logo) -> int:
    """Equal areas on the screen too, in a box of 160 × 70 px."""
    ratio = one.width / one.height
    return max(12, round(min(160, 70 * ratio, (6400 * ratio) ** 0.5)))


def _remove(db: Database, agent: Agent, one: Logo) -> None:
    form = f"remove-logo-{one.id}"
    picture = logo_picture(db, one)
    with reporting(operation_of=form) as outcome:
        remove_logo(db, agent, one.id, form_operation(form))
    if outcome.done:
        st.session_state[_REMOVED] = (one.name, picture, one.position)
        offer_undo(f"« {one.name} » n’est plus sur les documents.", "logo", one.id, "Remettre ce logo")
        st.rerun()


def _put_back(db: Database, agent: Agent) -> None:
    """The same picture under the same name, back in its place."""
    name, data, position = st.session_state.pop(_REMOVED)
    form = "logo-put-back"
    with reporting("Logo remis à sa place.", form) as outcome:
        back = add_logo(db, agent, name, data, form_operation(form))
        others = [one for one in logos(db) if one.id != back]
        for after in reversed([one for one in others if one.position >= position]):
            step = f"logo-put-back-{after.id}"
            move_logo(db, agent, back, True, form_operation(step))
    if outcome.done:
        for one in others:
            st.session_state.pop(f"operation-logo-put-back-{one.id}", None)
        st.rerun()


def _send(db: Database, agent: Agent) -> None:
    turn = st.session_state.setdefault(_TURN, 0)
    with st.container(border=True):
        name_side, file_side = st.columns([1, 2], vertical_alignment="bottom")
        with name_side:
            name = st.text_input(
                "Nom du partenaire", max_chars=80, autocomplete="off", key=f"{SEND}-name-{turn}", placeholder="ADEME"
            )
        with file_side:
            file = st.file_uploader(
                "Son logo, en PNG, JPEG ou WebP", type=ENDINGS, max_upload_size=5, key=f"{SEND}-file-{turn}"
            )
        st.markdown(
            ":gray[Fond transparent si possible, 1 000 pixels de large au moins pour l’affiche. À l’impression, les "
            "logos ont tous la même surface.]"
        )
        if file and st.button("Ajouter ce logo", icon=":material/add_photo_alternate:", key=f"{SEND}-add"):
            with reporting("Logo ajouté.", SEND) as outcome:
                add_logo(db, agent, name, file.getvalue(), form_operation(SEND))
            if outcome.done:
                st.session_state[_TURN] = turn + 1
                st.rerun()
