"""What the domain's zone should hold for messages to be believed: SPF, DKIM, DMARC, each to copy."""

import streamlit as st

from campaign.mail.deliverability import expected_records
from campaign.ui.layout import card
from campaign.ui.plain import plain


def records_card(domain: str, relay_host: str) -> None:
    """The records expected, to hand over to the IT department."""
    with card("À donner au service informatique"):
        if not domain:
            st.markdown(
                ":gray[Remplissez l’adresse d’expédition dans « Réglages » : les enregistrements dépendent de son "
                "domaine.]"
            )
            return
        st.markdown(
            f"Trois enregistrements du domaine **{plain(domain)}** disent aux messageries que nos messages sont vrais. "
            "Sans eux, beaucoup finissent dans les indésirables. Ce qui est en CAPITALES est à remplir par le "
            "responsable du relais. Le logiciel ne vérifie rien : il n’interroge aucun serveur extérieur."
        )
        for index, one in enumerate(expected_records(domain, relay_host)):
            with st.container(border=True, gap="small"):
                st.markdown(f"**{plain(one.kind)}** · {plain(one.meaning)}")
                name, value = st.columns([1.25, 2])
                name.text_input("Nom", one.name, key=f"record-name-{index}-{one.name}")
                value.text_input("Valeur à copier", one.value, key=f"record-value-{index}-{one.value}")
