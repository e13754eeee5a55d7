"""Placer sur la carte : chercher l’adresse des boutiques, suivre la recherche, et voir les points à vérifier."""

import streamlit as st

from campaign.base.settings import settings
from campaign.partners.placing import places_to_look_at, placing_under_way
from campaign.territory.model import PointQuality
from campaign.ui import placing_parts as parts
from campaign.ui.layout import empty, heading
from campaign.ui.session import require_agent

agent, db = require_agent("placing.py")
standing = places_to_look_at(db, agent)
service = settings().geocoder_url is not None
waiting = standing.counts[PointQuality.NONE] + (standing.counts[PointQuality.COMMUNE] if service else 0)
verb = "Placer les boutiques sur la carte" if waiting and placing_under_way(db, agent) is None else ""
asked = heading(agent, "Placer sur la carte", parts.sentence(standing), verb, ":material/add_location:")
if asked:
    parts.start(db, agent)
if not sum(standing.counts.values()):
    said = "Importez une liste (CSV ou Excel), ou ajoutez une première boutique."
    empty("Aucune boutique à placer.", said, "shop_import.py", "Importer un fichier", "armchair")
    st.stop()
if not service:
    st.info(parts.NO_SERVICE, icon=":material/info:")
parts.progress_card(db, agent)
if standing.to_look_at:
    parts.to_look_at(standing)
else:
    st.success("Chaque boutique a un point sûr.", icon=":material/verified:")
