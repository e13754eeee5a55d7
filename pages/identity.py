"""Réglages : ce que les pages publiques disent du Département, et ce que la loi demande encore."""

import streamlit as st

from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.identity.actions import change_identity
from campaign.identity.model import LABELS, LONG, AccessibilityState
from campaign.identity.views import identity
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, heading
from campaign.ui.session import require_agent

GROUPS = {
    "Qui appeler": ("body_name", "contact_name", "contact_service", "contact_phone", "contact_email", "partners"),
    "Mentions légales": ("publisher", "publication_director", "host_name", "accessibility"),
    "Données personnelles": ("data_controller", "data_officer_contact", "legal_basis"),
    "Messages et lettres": ("mail_sender", "mail_signature", "postal_address"),
}
HINTS = {
    "accessibility": "Sans audit, l’état est « non conforme » (décret 2019-768).",
    "mail_sender": "Une adresse du domaine que le relais signe. Vide : l’adresse électronique ci-contre. "
    "Les réponses arrivent toujours à celle-ci.",
    "mail_signature": "Vide : personne à appeler, service, collectivité et téléphone.",
    "postal_address": "En haut des lettres et au bas des fiches-réponse ; la dernière ligne donne la ville.",
}
agent, db = require_agent("identity.py")
stored = identity(db)
missing = stored.missing
said = (
    f"{plural(len(missing), 'texte')} à compléter avant de publier."
    if missing
    else "Tout ce que la loi demande est là."
)
asked = heading(agent, "Réglages", said, "Enregistrer", ":material/save:")
answer = st.container()
version = version_read("identity", "identity-body_name", stored.version)
typed: dict[str, str] = {}


def field(name: str) -> None:
    """One setting, with what is missing said beside its name."""
    label = LABELS[name][0].upper() + LABELS[name][1:]
    shown = (
        phone_in_words(stored.contact_phone)
        if name == "contact_phone" and stored.contact_phone
        else getattr(stored, name)
    )
    label += " · à compléter" if LABELS[name] in missing else ""
    if name == "accessibility":
        typed[name] = st.selectbox(
            label,
            [str(one) for one in AccessibilityState],
            index=list(AccessibilityState).index(shown),
            format_func=lambda one: AccessibilityState(one).label,
            key=f"identity-{name}",
        )
    elif name in LONG:
        typed[name] = st.text_area(label, shown, key=f"identity-{name}", height=80, max_chars=600)
    else:
        typed[name] = st.text_input(label, shown, key=f"identity-{name}", max_chars=254, autocomplete="off")
    if name in HINTS:
        st.markdown(f":gray[{HINTS[name]}]")


columns = st.columns(3)
for column, (title, names) in zip([*columns, columns[2]], GROUPS.items(), strict=True):
    with column, card(title):
        for name in names:
            field(name)
if asked:
    values = {name: text or "" for name, text in typed.items()}
    with answer, reporting("Réglages enregistrés.", "identity") as outcome:
        change_identity(db, agent, version, values, form_operation("identity"))
    if outcome.done:
        st.rerun()
