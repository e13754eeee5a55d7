"""Identité des documents : couleurs, logos, imprimeur et mentions que portent toutes les pièces."""

import streamlit as st

from campaign.identity.branding import change_brand
from campaign.identity.colours import Replaceable
from campaign.identity.views import brand
from campaign.ui.brand_form import FORM, about_field, colour_fields, fill_fields, start_again, text_fields
from campaign.ui.brand_sample import sample
from campaign.ui.feedback import form_operation, notify, reporting, version_read
from campaign.ui.layout import card, heading
from campaign.ui.logo_list import logos_card
from campaign.ui.session import require_agent

agent, db = require_agent("brand.py")
stored = brand(db)
said = (
    "Tout est là pour imprimer."
    if stored.printer
    else "Indiquez l’imprimeur et sa ville avant d’imprimer : la loi les demande."
)
asked = heading(agent, "Identité des documents", said, "Enregistrer", ":material/save:")
answer = st.container()
version = version_read(FORM, f"{FORM}-field", stored.version)
fill_fields(stored)
work, context = st.columns([2, 1])
with work:
    with card("Couleurs"):
        st.markdown(":gray[Trois couleurs sont les vôtres ; le prune et le crème restent, pour que tout se lise.]")
        colours, shades = colour_fields()
    with card("Au bas des documents"):
        texts = text_fields()
    with card("À propos, pour la presse"):
        texts |= about_field()
    logos_card(db, agent)
with context, card("Aperçu"):
    if len(shades) == len(Replaceable):
        sample(db, agent, shades, texts)
    else:
        st.markdown(":gray[L’aperçu revient dès que les trois couleurs sont écrites.]")
if asked:
    with answer, reporting(operation_of=FORM) as outcome:
        moved = change_brand(db, agent, version, colours | texts, form_operation(FORM))
    if outcome.done:
        kept = " ".join(f"{one.asked} est devenu {one.hex} pour se lire." for one in moved)
        notify(f"Identité enregistrée. {kept}".strip())
        start_again()
        st.rerun()
