"""Bilans reçus : qui a raconté quoi, ce qui est à confirmer, qui n’a rien dit, la saisie au nom d’un lieu."""

import streamlit as st

from campaign.base import clock
from campaign.base.french import day_in_words
from campaign.debrief.received import received
from campaign.ui.debriefs_alerts import attention
from campaign.ui.debriefs_detail import detail
from campaign.ui.debriefs_list import filters, in_a_table, keep_filters, open_place, shortened, table
from campaign.ui.debriefs_photos import put_back
from campaign.ui.debriefs_typing import start_typing, typed_place, typing
from campaign.ui.debriefs_words import may_write, sentence, takes_debriefs, told_edition, undo_confirmation
from campaign.ui.edition_choice import edition_picker
from campaign.ui.feedback import undo_asked
from campaign.ui.layout import empty, heading
from campaign.ui.session import require_agent

agent, db = require_agent("debriefs.py")
edition = told_edition(db, agent)
if edition is None:
    heading(agent, "Bilans reçus", "Aucune édition pour l’instant.")
    empty("Rien à raconter encore.", "Les bilans sont ceux d’une édition.", "editions.py", "Préparer une édition")
    st.stop()

seen = received(db, agent, edition.id)
begun = clock.today() >= edition.first_day
typed = typed_place() if begun and may_write(agent) else None
writes = begun and seen.lines and may_write(agent) and takes_debriefs(edition) and typed is None
verb = "Saisir un bilan" if writes else ""
if heading(agent, "Bilans reçus", sentence(seen), verb, ":material/edit_note:"):
    start_typing()
    st.rerun()
if asked := undo_asked("figure", "photo"):
    about, number = asked
    if (about == "figure" and undo_confirmation(db, agent)) or (about == "photo" and put_back(db, agent, number)):
        st.rerun()
if typed is not None:
    if typed:
        open_place(typed)
    keep_filters()
    typing(db, agent, seen)
    st.stop()

if not begun or not seen.lines:
    edition_picker(db, agent, edition)
if not begun:
    opens = day_in_words(edition.first_day)
    said = "Trois jours après l’événement, l’étape « Remerciements et bilan » des messages envoie à chacun son lien."
    empty(f"Les bilans s’ouvrent le {opens}.", said, "messages.py", "Voir les messages", "clock")
    st.stop()
if not seen.lines:
    said = "Le bilan est demandé aux boutiques qui ont répondu oui et aux animateurs qui ont emprunté des jeux."
    empty("Personne n’a participé à cette édition.", said, "participations.py", "Voir les participations", "cat")
    st.stop()
if not seen.told:
    said = "Chacun raconte sur son lien personnel, envoyé par l’étape « Remerciements et bilan », ou vous le dit."
    empty("Aucun bilan reçu pour l’instant.", said, drawing="teapot")

attention(db, agent, seen)
shown = shortened(filters(db, agent, seen))
work, context = st.columns([2, 1])
with work:
    if shown:
        chosen = table(shown, seen)
        in_a_table(shown, seen)
    else:
        empty("Aucun bilan ne correspond.", "Élargissez la recherche, ou changez de filtre.", drawing="cat")
if shown:
    with context:
        detail(db, agent, seen, chosen)
