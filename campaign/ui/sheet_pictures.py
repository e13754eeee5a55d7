"""The photos and the logo of a shop, in its sheet: sent, described, put in order, removed with a way back."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.pictures import small_jpeg
from campaign.partners.model import Place
from campaign.partners.pictures import (
    add_picture,
    change_picture,
    picture_file,
    pictures_of,
    put_picture_first,
    remove_picture,
    restore_picture,
)
from campaign.partners.pictures_model import (
    KEPT_DAYS,
    MOST_ALT,
    MOST_CREDIT,
    MOST_PHOTOS,
    PictureKind,
    PlacePicture,
    logo_alt,
)
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked, version_read
from campaign.ui.layout import card, line
from campaign.ui.logo_list import ENDINGS
from campaign.ui.plain import plain

_WIDEST = 480  # px, twice what is shown: sharp on a fine screen
_SMALL = "sheet-small-pictures"  # made once for a session: a photo as it was kept weighs megabytes
_TURN = "sheet-picture-turn"  # a new sending field after each success: Streamlit keeps the file of the former one
_ACTION = "picture"
_ALT_HELP = (
    "Lu à voix haute à qui ne voit pas l’image. Décrivez ce qu’on y voit, en une phrase, sans « photo de » : "
    "« La vitrine bleue, avec deux fauteuils et un vélo »."
)
_SHOWS = "Ce que montre l’image"
_RULES = (
    "Le lieu et l’appareil que le fichier nomme sont effacés. Sur la photo, personne de reconnaissable sans son accord."
)
_CREDIT_HELP = "Le nom à écrire sous la photo, avec l’accord de la personne : « Photo : Félicie Martin »."


def pictures_card(db: Database, agent: Agent, place: Place, *, writes: bool) -> None:
    """The card of a shop's pictures; nothing to change unless ``writes``."""
    found = pictures_of(db, agent, place.id)
    photos = [one for one in found if one.kind is PictureKind.PHOTO]
    with card("Photos et logo", len(found) or None):
        if writes and (undone := undo_asked(_ACTION)):
            _put_back(db, agent, undone[1])
        if not found:
            st.markdown(":gray[Pas encore d’image. La première photo paraît en haut de la page publique.]")
        for one in found:
            with st.container(border=True, gap="small"):
                _picture(db, agent, one, writes=writes, main=one in photos[:1])
        if writes:
            _send(db, agent, place, len(photos), has_logo=len(photos) < len(found))


def _picture(db: Database, agent: Agent, one: PlacePicture, *, writes: bool, main: bool) -> None:
    try:
        st.image(_small(db, agent, one), alt=one.alt, width="stretch" if one.kind is PictureKind.PHOTO else 160)
    except CampaignError as error:
        st.markdown(f":gray[{plain(error.message)}]")
    with line():
        name = "Photo principale" if main else one.kind.label
        st.badge(name, color="green" if main else "gray")
        st.markdown(f":gray[{one.width} × {one.height} pixels]", width="content")
    credit = f"{plain(one.credit_line)}  \n" if one.credit else ""
    st.markdown(f"{credit}:gray[{plain(one.alt)}]")
    if not writes:
        return
    with line():
        with st.popover("Modifier", icon=":material/edit:", key=f"picture-edit-{one.id}"):
            _edit(db, agent, one)
        if one.kind is PictureKind.PHOTO and not main and st.button("Placer en premier", key=f"picture-first-{one.id}"):
            form = f"picture-first-{one.id}"
            with reporting("Cette photo est maintenant la principale.", f"form-{form}") as outcome:
                put_picture_first(db, agent, one.id, form_operation(f"form-{form}"))
            if outcome.done:
                st.rerun()
        if st.button("Retirer", icon=":material/delete:", type="tertiary", key=f"picture-remove-{one.id}"):
            _remove(db, agent, one)


def _edit(db: Database, agent: Agent, one: PlacePicture) -> None:
    form, values = f"picture-words-{one.id}", {}
    version = version_read(form, f"{form}-alt", one.version)
    if one.kind is PictureKind.PHOTO:
        values["credit"] = st.text_input(
            "Crédit", one.credit, max_chars=MOST_CREDIT, help=_CREDIT_HELP, autocomplete="off", key=f"{form}-credit"
        )
    values["alt"] = st.text_area(_SHOWS, one.alt, max_chars=MOST_ALT, help=_ALT_HELP, key=f"{form}-alt")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("C’est enregistré.", form) as outcome:
            change_picture(db, agent, one.id, version, values, form_operation(form))
        if outcome.done:
            st.rerun()


def _remove(db: Database, agent: Agent, one: PlacePicture) -> None:
    form = f"picture-away-{one.id}"
    with reporting(operation_of=form) as outcome:
        remove_picture(db, agent, one.id, form_operation(form))
    if outcome.done:
        what = "La photo est retirée" if one.kind is PictureKind.PHOTO else "Le logo est retiré"
        offer_undo(f"{what} ; l’image sera effacée dans {KEPT_DAYS} jours.", _ACTION, one.id, "La remettre")
        st.rerun()


def _put_back(db: Database, agent: Agent, picture_id: int) -> None:
    form = f"picture-back-{picture_id}"
    with reporting("L’image est remise.", form) as outcome:
        restore_picture(db, agent, picture_id, form_operation(form))
    if outcome.done:
        st.rerun()


def _send(db: Database, agent: Agent, place: Place, photos: int, *, has_logo: bool) -> None:
    kinds = [one for one, free in ((PictureKind.PHOTO, photos < MOST_PHOTOS), (PictureKind.LOGO, not has_logo)) if free]
    if not kinds:
        st.markdown(f":gray[{MOST_PHOTOS} photos et un logo au plus : retirez une image pour en ajouter une autre.]")
        return
    turn = st.session_state.setdefault(_TURN, 0)
    form = f"picture-new-{place.id}-{turn}"
    with st.expander("Ajouter une image", icon=":material/add_photo_alternate:"):
        kind = kinds[0]
        if len(kinds) > 1:
            kind = st.segmented_control(
                "Cette image est", kinds, default=kinds[0], required=True, format_func=lambda one: one.label,
                key=f"{form}-kind",
            )  # fmt: skip
        else:
            st.markdown(f":gray[Il reste à donner : {'une photo' if kind is PictureKind.PHOTO else 'le logo'}.]")
        file = st.file_uploader("En PNG, JPEG ou WebP", type=ENDINGS, max_upload_size=5, key=f"{form}-file")
        credit = ""
        if kind is PictureKind.PHOTO:
            credit = st.text_input(
                "Crédit", max_chars=MOST_CREDIT, help=_CREDIT_HELP, placeholder="Félicie Martin", autocomplete="off",
                key=f"{form}-credit",
            )  # fmt: skip
        example = "La vitrine bleue, avec deux fauteuils" if kind is PictureKind.PHOTO else logo_alt(place.name)
        alt = st.text_area(_SHOWS, max_chars=MOST_ALT, help=_ALT_HELP, placeholder=example, key=f"{form}-alt")
        st.markdown(f":gray[{_RULES}]")
        if st.button("Ajouter", icon=":material/check:", key=f"{form}-add"):
            with reporting("Image ajoutée à la fiche.", form) as outcome:
                data = file.getvalue() if file else b""
                add_picture(db, agent, place.id, kind, data, credit, alt, form_operation(form))
            if outcome.done:
                st.session_state[_TURN] = turn + 1
                st.rerun()


def _small(db: Database, agent: Agent, one: PlacePicture) -> bytes:
    made = st.session_state.setdefault(_SMALL, {})
    if one.file not in made:
        made[one.file] = small_jpeg(picture_file(db, agent, one.id), _WIDEST)
    return made[one.file]
