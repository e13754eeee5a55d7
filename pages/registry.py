"""Registre : chercher une boutique, voir sa fiche, l’archiver, exporter."""

import streamlit as st

from campaign.accounts.menu import screen
from campaign.base.french import plural
from campaign.partners.confirming import last_verified
from campaign.partners.to_check import sheets_to_check
from campaign.partners.views import counts, places
from campaign.ui.feedback import undo_asked
from campaign.ui.geography import short_epci
from campaign.ui.layout import empty, heading, open_screen, same_in_a_table
from campaign.ui.registry_exports import asked_in_words, registry_exports
from campaign.ui.registry_list import TO_CHECK, detail, filters, kept, state_of, table
from campaign.ui.session import require_agent
from campaign.ui.sheet_archive import undo_archive
from campaign.ui.sheet_words import last_edition_day

agent, db = require_agent("registry.py")
figures = counts(db, agent)
writes = agent.role in screen("shop_import.py").roles
sentence = (
    f"{plural(figures.shops, 'boutique')} au registre, {plural(figures.incomplete, 'fiche')} à compléter, "
    f"{plural(figures.duplicates, 'doublon probable', 'doublons probables')}."
)
if heading(agent, "Registre", sentence, "Nouvelle boutique" if writes else "", ":material/add:"):
    open_screen("shop_sheet.py")
if undone := undo_asked("archive"):
    undo_archive(db, agent, undone[1])

everyone = places(db, agent)
archived = places(db, agent, archived=True)
if not everyone and not archived:
    said = "Importez une liste (CSV ou Excel), ou ajoutez une première boutique."
    empty("Le registre est vide.", said, "shop_import.py" if writes else "", "Importer un fichier", "armchair")
    st.stop()

epcis = {one.epci_siren: short_epci(one.epci_name) for one in everyone if one.epci_siren}
networks = {one.network for one in everyone if one.network}
verified = last_verified(db, agent)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    asked = filters(epcis, networks)
    found = places(db, agent, search=asked.search, epci=asked.epci, archived="Archivées" in asked.marks)
    waiting = set()
    if TO_CHECK in asked.marks:
        waiting = {one.place.id for one in sheets_to_check(db, agent, (), last_edition_day(db, agent))}
    shown = kept(found, asked, verified, waiting)
    registry_exports(agent, shown, asked_in_words(asked, epcis), verified)
if not shown:
    empty("Aucune boutique ne correspond.", "Élargissez la recherche, ou retirez un filtre.", drawing="cat")
    st.stop()

work, context = st.columns([2, 1])
with work:
    chosen = table(shown, verified)
with context:
    if chosen:
        detail(db, agent, chosen, verified.get(chosen.id))
same_in_a_table(
    [
        {"Boutique": one.name, "Commune": one.commune, "Fiche": state_of(one), "Complète à": f"{one.completeness} %"}
        for one in shown[:200]
    ]
)
