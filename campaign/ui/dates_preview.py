"""The consultation as a shop will see it: its page, and the message that leads there."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import day_in_words, plural
from campaign.consultation.consulted import Consultation
from campaign.consultation.letters import preview_dates_ask
from campaign.partners.model import Place
from campaign.ui.feedback import show_error
from campaign.ui.message_preview import show_preview
from campaign.ui.plain import plain
from campaign.ui.tags import tags_svg


def page_preview(seen: Consultation, closing: date | None) -> None:
    """The page of a shop: its title, the sets with their sentence, the three answers (drawn, not to press)."""
    with st.container(border=True, gap="small"):
        until = f"avant le {day_in_words(closing, year=False)}" if closing else "avant la fin de la consultation"
        count = plural(len(seen.proposed), "possibilité")
        st.markdown(f"**Choisissons les jours ensemble**  \n{count} pour {plain(seen.edition.name)}. "
                    f"Dites-nous ce qui va, {until}.")  # fmt: skip
        for one in seen.proposed:
            tags, text = st.columns([1, 2.2], vertical_alignment="center")
            tags.image(tags_svg(one.days.days), width=52 * len(one.days.days), alt="")
            note = f"  \n{plain(one.note)}" if one.note else ""
            text.markdown(f"**{plain(one.days.short)}**{note}  \n:green-badge[Oui] :yellow-badge[Si besoin] "
                          ":red-badge[Non]")  # fmt: skip
        st.markdown(":gray[Puis, facultatif : ce qui bloque, d’autres jours à proposer.]")


def message_preview(
    db: Database, agent: Agent, seen: Consultation, closing: date | None, places: Sequence[Place]
) -> None:
    """The message of the first person who will get it."""
    if closing is None:
        st.markdown(":gray[Corrigez la date de fin : le message la dit.]")
        return
    try:
        seen_by = preview_dates_ask(db, agent, seen.edition.id, [one.id for one in places], closing)
    except CampaignError as error:
        show_error(error)
        return
    if seen_by is None:
        st.markdown(":gray[Personne à qui écrire : aucun lieu consulté n’a d’adresse.]")
        return
    show_preview(seen_by, "dates-message", height=470)
