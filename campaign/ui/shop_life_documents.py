"""A shop's documents: those already made for its next days, and the proofs that were looked at."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.communication.building import pieces_made
from campaign.communication.model import Audience, Scale
from campaign.participation.of_place import PlaceAnswer
from campaign.partners.model import Place
from campaign.proofs.of_place import place_proofs
from campaign.proofs.views import proof_file
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain
from campaign.ui.proof_words import kind_label, numbered, proof_file_name, state_word
from campaign.ui.session import database


def documents_block(
    db: Database, agent: Agent, place: Place, names: dict[int, str], answers: Sequence[PlaceAnswer]
) -> None:
    """What is made for this shop alone, to take; nothing is drawn to show this."""
    with card("Documents à son nom"):
        if not place.may_advertise:
            st.markdown(":gray[Cette structure n’a pas de document à son seul nom.]")
            return
        latest = next((one.edition.id for one in answers if one.confirmed), None)
        if latest is None:
            st.markdown(":gray[Ses documents se préparent dès qu’elle participe.]")
        else:
            _pieces(db, agent, place, latest, names[latest])
        found = place_proofs(db, agent, place.id)
        if not found:
            st.markdown(":gray[Aucun bon à tirer à son nom pour l’instant.]")
        for one in found:
            with line():
                st.markdown(
                    f"{plain(kind_label(one))} :gray[{numbered(one)}, {plain(names[one.edition_id])}]", width="content"
                )
                st.badge(state_word(one), color="green" if one.state == "approved" else "gray")
                st.download_button(
                    "Télécharger",
                    lambda proof_id=one.id: proof_file(database(), agent, proof_id),
                    proof_file_name(one, "a-relire"),
                    "application/pdf",
                    on_click="ignore",
                    type="tertiary",
                    key=f"proof-{one.id}",
                )
        if latest is not None:
            go_to("documents.py", "Voir ses affiches et images", pour=f"shop:{place.id}", edition=latest)


def _pieces(db: Database, agent: Agent, place: Place, edition_id: int, name: str) -> None:
    audience = Audience(Scale.SHOP, str(place.id))
    pieces = pieces_made(db, agent, edition_id, audience)
    for piece, made in pieces:
        if made is None:
            continue
        with line():
            st.markdown(f"{plain(piece.kind.label)} :gray[{plain(name)}]", width="content")
            if made.blocking:
                st.badge("À corriger", color="orange")
                continue
            st.download_button(
                "Télécharger",
                made.data,
                f"{piece.kind.code}_{place.slug}.{made.extension}",
                on_click="ignore",
                type="tertiary",
                key=f"piece-{piece.kind.code}",
            )
    waiting = [one.kind.label for one, made in pieces if made is None]
    if waiting:
        st.markdown(f":gray[Se dessinent quand on les ouvre : {plain(enumerate_in_words(waiting))}.]")
