"""Messagerie : comment partent les messages, ce que le service informatique doit régler, les messages revenus."""

from urllib.parse import urlsplit

import streamlit as st

from campaign.base.settings import settings
from campaign.identity.views import identity
from campaign.messages.trial import last_trial
from campaign.messages.views import relay_state
from campaign.ui.bounce_reading import bounces_card
from campaign.ui.layout import card, go_to, heading
from campaign.ui.mail_records import records_card
from campaign.ui.mail_trial import trial_card
from campaign.ui.plain import plain
from campaign.ui.relay_banner import relay_banner
from campaign.ui.session import require_agent

agent, db = require_agent("mail_setup.py")
relay, who = relay_state(db, agent), identity(db)
place = f"par le relais {relay.place}" if relay.way == "relay" else "dans un dossier du serveur, faute de relais"
origin = f"de {who.sender}" if who.sender else "sans adresse d’expédition"
heading(agent, "Messagerie", f"Les messages partent {place}, {origin}.")
relay_banner(db, agent, relay)
work, context = st.columns([2, 1])
with work:
    host = urlsplit(settings().smtp_url or "").hostname or ""
    records_card(who.sender.rpartition("@")[2], host)
    bounces_card(db, agent)
with context:
    with card("Qui écrit"):
        if who.sender:
            st.markdown(
                f"**{plain(who.body_name or 'Nom de la collectivité à compléter')}**  \n{plain(who.sender)}  \n"
                f":gray[Les réponses vont à {plain(who.contact_email or who.sender)}]"
            )
        else:
            st.warning("Il manque l’adresse d’expédition.", icon=":material/info:")
        go_to("identity.py", "Changer l’adresse ou la signature")
    trial_card(db, agent, last_trial(db, agent), who.sender)
