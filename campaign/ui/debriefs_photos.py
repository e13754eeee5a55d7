"""The photos of a place: small, with whose they are and why people on them may be shown; taken out, and put back."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.pictures import small_jpeg
from campaign.debrief.photos import remove_photo, restore_photo
from campaign.debrief.photos_model import DebriefPhoto
from campaign.debrief.views import photo_file, place_photos
from campaign.ui.debriefs_words import may_write
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain

_WIDEST = 400  # px, twice what is shown: sharp on a fine screen
_SMALL = "debriefs-small-photos"  # made once for a session: a photo as it was kept weighs megabytes


def photos_of_place(db: Database, agent: Agent, edition_id: int, place_id: int) -> None:
    """Nothing when there is none."""
    kept = place_photos(db, agent, edition_id, place_id)
    if not kept:
        return
    st.subheader(f"Photos ({len(kept)})", anchor=False)
    for at in range(0, len(kept), 2):
        for column, one in zip(st.columns(2), kept[at : at + 2], strict=False):
            with column, st.container(gap="xsmall"):
                _photo(db, agent, one)


def put_back(db: Database, agent: Agent, photo_id: int) -> bool:
    """Undo of « Retirer »; whether it was done."""
    form = f"photo-back-{photo_id}"
    with reporting("La photo est remise.", form) as outcome:
        restore_photo(db, agent, photo_id, form_operation(form))
    return outcome.done


def _photo(db: Database, agent: Agent, one: DebriefPhoto) -> None:
    try:
        made = st.session_state.setdefault(_SMALL, {})
        if one.id not in made:
            made[one.id] = small_jpeg(photo_file(db, agent, one.id), _WIDEST)
        st.image(made[one.id], alt=one.shows)
    except CampaignError as error:
        st.markdown(f":gray[{plain(error.message)}]")
    said = f"{plain(one.caption)}  \n" if one.caption else ""
    st.markdown(f"{said}:gray[Photo : {plain(one.credit)}  \n{one.consent.label}]")
    if not may_write(agent):
        return
    with line():
        form = f"photo-away-{one.id}"
        if st.button("Retirer", icon=":material/delete:", type="tertiary", key=form):
            with reporting(operation_of=form) as outcome:
                remove_photo(db, agent, one.id, form_operation(form))
            if outcome.done:
                offer_undo("La photo est retirée ; elle sera effacée dans trente jours.", "photo", one.id)
                st.rerun()
