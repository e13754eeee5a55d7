"""What a person may ask of us: to see everything we keep about them, to be erased."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.text import slug
from campaign.partners.views import contact
from campaign.people.erasing import erase_contact
from campaign.people.holding import held_file
from campaign.people.model import Mention
from campaign.people.weighing import erasure
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.journal_words import SENTENCES
from campaign.ui.plain import plain
from campaign.ui.session import database, require_agent

# What docs/deploiement.md says of copies (« Données personnelles »).
COPIES = (
    "Les sauvegardes en gardent une copie douze mois au plus, les documents déjà faits et les fichiers importés trente "
    "jours. Un papier déjà imprimé, un message déjà parti ne se rattrapent pas."
)


@st.dialog("Ses données personnelles", width="medium", icon=":material/shield_person:")
def personal_data(contact_id: int) -> None:
    """Show and erase: for the officer."""
    agent, db = require_agent("contacts.py")
    one = contact(db, agent, contact_id)
    st.markdown(f"**{plain(one.name)}**  \n:gray[Pour répondre à cette personne, ou parce que son temps est passé.]")
    st.download_button(
        "Tout ce que nous gardons (ZIP)",
        lambda: held_file(database(), agent, contact_id, SENTENCES)[1],
        f"donnees-{slug(one.name) or contact_id}.zip",
        "application/zip",
        icon=":material/download:",
        on_click="ignore",
    )
    st.markdown(":gray[Une page à lire et la même chose pour un logiciel : identité, lieux, liens, réponses, messages, "
                "appels, réunions. Le journal note que vous l’avez demandé.]")  # fmt: skip
    seen = erasure(db, agent, contact_id)
    st.markdown("**Effacer : ce qui part**")
    st.markdown(_listed(seen.goes))
    if seen.stays:
        st.markdown("**Ce qui reste, sans son nom**")
        st.markdown(_listed(seen.stays))
    if seen.opposed:
        st.markdown("Cette personne ne veut plus d’invitations : une empreinte de son adresse reste, pour ne plus lui "
                    "écrire. Elle ne permet pas de relire l’adresse.")  # fmt: skip
    _elsewhere(seen.mentions)
    st.markdown(f":gray[{COPIES}]")
    sure = st.checkbox(f"Effacer {plain(one.name)} pour toujours : rien ne pourra l’annuler.",
                       key=f"erase-sure-{contact_id}")  # fmt: skip
    if st.button("Effacer cette personne", icon=":material/delete_forever:", disabled=not sure,
                 key=f"erase-{contact_id}"):  # fmt: skip
        form = f"erase-contact-{contact_id}"
        with reporting("Cette personne est effacée ; les chiffres restent.", form) as outcome:
            erase_contact(db, agent, contact_id, form_operation(form))
        if outcome.done:
            st.rerun()


def _elsewhere(mentions: Sequence[Mention]) -> None:
    if mentions:
        where = "\n".join(f"- {plain(one.where)} ({one.count})" for one in mentions)
        st.warning(f"Son nom, son adresse ou son numéro est encore écrit ailleurs. À corriger vous-même :\n\n{where}",
                   icon=":material/edit_note:")  # fmt: skip


def _listed(lines: Sequence[tuple[str, int]]) -> str:
    return "\n".join(f"- {said} :gray[({count})]" for said, count in lines)
