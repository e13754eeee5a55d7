"""What comes first when no round can be planned yet."""

from enum import StrEnum

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.editions.model import Edition
from campaign.kits.views import needs
from campaign.rounds.model import Purpose
from campaign.rounds.views import vehicles
from campaign.stock.model import Depot
from campaign.stock.views import held
from campaign.ui.layout import empty
from campaign.ui.rounds_settings import vehicle_dialog


class First(StrEnum):
    """The first thing that lacks; empty when rounds can be planned."""

    NOTHING = ""
    CANCELLED = "cancelled"
    GOODS = "goods"
    DEPOT = "depot"
    POINT = "point"
    VEHICLE = "vehicle"


def first_thing_to_do(db: Database, agent: Agent, edition: Edition, purpose: Purpose, depot: Depot | None) -> First:
    """In the order people do them: something to carry, where from, in what."""
    if edition.cancelled_on:
        return First.CANCELLED
    carried = (
        bool(needs(db, agent, edition.id))
        if purpose is Purpose.DELIVERY
        else any(one.item.returnable for one in held(db, agent, edition.id))
    )
    if not carried:
        return First.GOODS
    if depot is None:
        return First.DEPOT
    if depot.latitude is None or depot.longitude is None:
        return First.POINT
    return First.NOTHING if vehicles(db, agent) else First.VEHICLE


def nothing_yet(todo: First, purpose: Purpose, *, writes: bool) -> None:
    """One sentence, and the verb that starts the work."""
    if todo is First.CANCELLED:
        empty("Cette édition est annulée.", "Il n’y a rien à livrer.", drawing="cat")
    elif todo is First.GOODS and purpose is Purpose.DELIVERY:
        said = "Les tournées portent les kits : sans eux, rien à livrer."
        empty("Préparez d’abord les kits.", said, "kits.py", "Voir les kits", "suitcase")
    elif todo is First.GOODS:
        said = "Les reprises viennent de ce qui a vraiment été laissé : notez d’abord les livraisons."
        empty("Rien à reprendre pour l’instant.", said, drawing="bike")
    elif todo is First.DEPOT:
        said = "Les tournées partent du lieu de stockage principal, et y reviennent."
        empty("Ajoutez le dépôt.", said, "stock.py", "Ajouter un lieu de stockage", "suitcase")
    elif todo is First.POINT:
        said = "Sans point sur la carte, aucune distance ne se calcule depuis le dépôt."
        empty("Placez le dépôt sur la carte.", said, "stock.py", "Compléter le lieu de stockage", "suitcase")
    elif todo is First.VEHICLE:
        said = "Son volume, sa charge et ses horaires décident du nombre de tournées."
        empty("Ajoutez un véhicule.", said, drawing="bike")
        if writes and st.button("Ajouter un véhicule", icon=":material/add:", type="primary", key="first-vehicle"):
            vehicle_dialog(None)
    else:
        said = "Choisissez les jours : le calcul tient compte des horaires, des volumes et des poids."
        empty("Prêt à calculer." if writes else "Aucune tournée calculée pour l’instant.", said, drawing="bike")
