"""Fiche : tout ce que l’on sait d’un lieu, le modifier, et ce qu’il a vécu avec la campagne."""

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.deliveries.of_place import still_out
from campaign.participation.of_place import place_answers
from campaign.partners.confirming import confirmed_fields
from campaign.partners.model import Kind
from campaign.partners.views import place as place_view
from campaign.ui.contact_form import contacts_card, may_write
from campaign.ui.feedback import show_error, undo_asked
from campaign.ui.layout import go_to, heading, line, number_parameter, open_screen, parameter
from campaign.ui.plain import plain
from campaign.ui.point_picker import point_card
from campaign.ui.registry_list import state_of
from campaign.ui.session import require_agent
from campaign.ui.sheet_archive import archive_button, undo_archive
from campaign.ui.sheet_checks import RIGHT, checks_card, undo_right
from campaign.ui.sheet_form import save_sheet, sheet_form
from campaign.ui.sheet_history import history_card
from campaign.ui.sheet_pictures import pictures_card
from campaign.ui.sheet_words import archived_sentence, last_edition_day, lines_of_fields
from campaign.ui.shop_life import shop_life
from campaign.ui.shop_life_head import chips, in_brief

SHEET, LIFE, HISTORY = "Fiche", "Vie de la boutique", "Historique"

agent, db = require_agent("shop_sheet.py")
place_id, writes = number_parameter("fiche"), may_write(agent)
place, kind = None, Kind(parameter("type")) if parameter("type") in list(Kind) else Kind.SHOP
if place_id:
    try:
        place = place_view(db, agent, place_id)
    except CampaignError as error:
        heading(agent, "Fiche", "Cette fiche ne peut pas être montrée.")
        show_error(error)
        go_to("registry.py", "Revenir au registre")
        st.stop()
    kind = place.kind
elif not writes:
    heading(agent, "Fiche", "Choisissez une boutique dans le registre.")
    go_to("registry.py", "Ouvrir le registre")
    st.stop()

back = "registry.py" if kind is Kind.SHOP else "partners.py"
title = place.name if place else "Nouvelle boutique" if kind is Kind.SHOP else f"Nouveau : {kind.label.lower()}"
missing = f"il manque : {', '.join(place.missing)}" if place and place.missing else "fiche complète"
state = f" · {state_of(place).lower()}" if place and (place.archived_at or place.duplicate_of) else ""
sentence = f"{kind.label}{state} · {missing}." if place else "Seul le nom est obligatoire."
verb = "Enregistrer" if writes and not (place and place.archived_at) else ""
asked = heading(agent, title, sentence, verb, ":material/save:")
said = st.container()
if place and place.archived_at:
    st.info(plain(archived_sentence(place)), icon=":material/archive:")
with st.container():
    undone = undo_asked("archive", f"{RIGHT}{place_id}")
if undone and writes:
    if undone[0] == "archive":
        undo_archive(db, agent, undone[1])
    else:
        undo_right(db, agent, *undone)

answers = []
if lives := bool(place and kind is Kind.SHOP):
    answers, out = place_answers(db, agent, place.id), still_out(db, agent, place.id)
    chips(place, answers, out)
    st.markdown(plain(in_brief(answers, out)))
names = [SHEET, *([LIFE] if lives else []), *([HISTORY] if place else [])]
# A tab that is not open is not read; the form always is: what was typed stays.
tabs = dict(zip(names, st.tabs(names, key=f"tabs-{place_id}", on_change="rerun"), strict=True))
with tabs[SHEET]:
    under = lines_of_fields(place, confirmed_fields(db, agent, place.id), last_edition_day(db, agent)) if place else {}
    work, context = st.columns([2, 1])
    with work:
        typed = sheet_form(place, kind, disabled=not verb, said=under)
    with context:
        if place:
            checks_card(db, agent, place, writes=bool(verb))
            point_card(db, agent, place, writes=bool(verb))
            if kind is Kind.SHOP:
                pictures_card(db, agent, place, writes=bool(verb))
            contacts_card(db, agent, place)
if lives and tabs[LIFE].open:
    with tabs[LIFE]:
        shop_life(db, agent, place, answers)
if place and tabs[HISTORY].open:
    with tabs[HISTORY]:
        history_card(db, agent, place, 50)
with line():
    if place:
        st.link_button("Imprimer", f"/imprimer/fiches/{place.id}", type="tertiary", icon=":material/print:")
        archive_button(db, agent, place)
    go_to(back, "Revenir à la liste")
if asked:
    with said:
        saved = save_sheet(db, agent, place, kind, typed)
    if saved:
        open_screen("shop_sheet.py", fiche=saved)
