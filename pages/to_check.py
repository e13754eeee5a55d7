"""À vérifier : les fiches à regarder, pourquoi, et dire d’un geste que tout est juste."""

import streamlit as st

from campaign.base.french import plural
from campaign.editions.views import working_edition
from campaign.participation.views import participations
from campaign.partners.to_check import sheets_to_check
from campaign.partners.views import places
from campaign.ui.check_list import HEADERS, export_rows, filters, kept, sheets
from campaign.ui.check_register import register_panel
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import undo_asked
from campaign.ui.geography import short_epci
from campaign.ui.layout import card, empty, heading
from campaign.ui.session import require_agent
from campaign.ui.sheet_archive import undo_archive
from campaign.ui.sheet_checks import RIGHT, may_check, undo_right
from campaign.ui.sheet_words import RULE, last_edition_day

agent, db = require_agent("to_check.py")
edition = working_edition(db, agent)
invited = {one.place.id for one in participations(db, agent, edition.id)} if edition else set()
everyone = places(db, agent)
listed = sheets_to_check(db, agent, invited, last_edition_day(db, agent))
of_edition = sum(one.invited for one in listed)
sentence = f"{plural(len(listed), 'boutique')} à regarder sur {len(everyone)}"
heading(agent, "À vérifier", f"{sentence}, dont {of_edition} de l’édition en cours." if of_edition else f"{sentence}.")
with st.container():
    undone = undo_asked("archive", *(f"{RIGHT}{one.id}" for one in everyone))
if undone and may_check(agent):
    if undone[0] == "archive":
        undo_archive(db, agent, undone[1])
    else:
        undo_right(db, agent, *undone)

if not everyone:
    empty("Le registre est vide.", "Ses fiches à revoir attendront ici.", drawing="books")
    st.stop()
epcis = {one.place.epci_siren: short_epci(one.place.epci_name) for one in listed if one.place.epci_siren}
work, context = st.columns([2, 1])
with work:
    if listed:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            shown = kept(listed, filters(listed, epcis))
            export_menu("a-verifier", "À vérifier", HEADERS, export_rows(shown))
        if shown:
            sheets(db, agent, shown)
        else:
            empty("Aucune boutique ne correspond.", "Élargissez la recherche, ou retirez un filtre.", drawing="cat")
    else:
        empty("Tout est à jour.", "Chaque fiche est complète et vérifiée. Bravo !", drawing="armchair")
with context:
    register_panel(db, agent, everyone, writes=may_check(agent))
    with card("Comment lire cette liste"):
        st.markdown(
            f"{RULE} Les boutiques de l’édition en cours viennent en premier, puis les raisons qui pressent le plus : "
            "une boutique peut-être fermée, un doublon, une correction proposée."
        )
