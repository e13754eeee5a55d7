"""Registre : chercher une boutique, voir sa fiche, l’archiver, exporter."""

import streamlit as st

from campaign.accounts.menu import screen
from campaign.base.french import plural
from campaign.partners.views import counts, places
from campaign.ui.feedback import undo_asked
from campaign.ui.geography import short_epci
from campaign.ui.layout import empty, heading, open_screen, same_in_a_table
from campaign.ui.registry_exports import asked_in_words, registry_exports
from campaign.ui.registry_list import (
    detail,
    filters,
    kept,
    state_of,
    table,
    undo_archive,
)
from campaign.ui.session import require_agent

agent, db = require_agent("registry.py")
figures = counts(db, agent)
writes = agent.role in screen("shop_import.py").roles
sentence = (
    f"{plural(figures.shops, 'boutique')} au registre, {plural(figures.incomplete, 'fiche')} à compléter, "
    f"{plural(figures.duplicates, 'doublon probable', 'doublons probables')}."
)
if heading(agent, "Registre", sentence, "Nouvelle boutique" if writes else "", ":material/add:"):
    open_screen("shop_sheet.py")
if asked := undo_asked():
    undo_archive(db, agent, asked[1])

everyone = places(db, agent)
archived = places(db, agent, archived=True)
if not everyone and not archived:
    said = "Importez une liste (CSV ou Excel), ou ajoutez une première boutique."
    empty("Le registre est vide.", said, "shop_import.py" if writes else "", "Importer un fichier", "armchair")
    st.stop()

epcis = {one.epci_siren: short_epci(one.epci_name) for one in everyone if one.epci_siren}
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    search, epci, marks, order = filters(epcis)
    shown = kept(places(db, agent, search=search, epci=epci, archived="Archivées" in marks), marks, order)
    registry_exports(agent, shown, asked_in_words(epcis))
if not shown:
    empty("Aucune boutique ne correspond.", "Élargissez la recherche, ou retirez un filtre.", drawing="cat")
    st.stop()

work, context = st.columns([2, 1])
with work:
    chosen = table(shown)
with context:
    if chosen:
        detail(db, agent, chosen)
same_in_a_table(
    [
        {"Boutique": one.name, "Commune": one.commune, "Fiche": state_of(one), "Complète à": f"{one.completeness} %"}
        for one in shown[:200]
    ]
)
