"""What was written and said to a shop's people: messages, calls, letters, the latest first."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS, today
from campaign.base.database import Database
from campaign.base.french import plural, short_date
from campaign.messages.of_place import PlaceMessage, place_bounces, place_messages
from campaign.partners.model import Place
from campaign.ui.layout import card, go_to, line
from campaign.ui.message_chips import MESSAGE_COLOURS
from campaign.ui.plain import plain

SHOWN = 6
KINDS = {
    "link_again": "Lien demandé de nouveau", "owed": "Rappel du matériel à rendre",
    "meeting": "Invitation à une réunion",
    "minutes": "Compte rendu de réunion", "dates_ask": "Choix des jours", "dates_remind": "Choix des jours, rappel",
    "dates_decided": "Les jours sont décidés", "role_remind": "Rôle à lire", "quote": "Citation à relire",
}  # fmt: skip


def messages_block(db: Database, agent: Agent, place: Place, names: dict[int, str]) -> None:
    """The six latest; the others under a fold."""
    found = place_messages(db, agent, place.id)
    with card("Messages et appels", len(found) or None):
        if not found:
            st.markdown(":gray[Rien d’envoyé, aucun appel noté.]")
        for name in place_bounces(db, agent, place.id):
            st.markdown(f":red[L’adresse de {plain(name)} ne fonctionne plus : ses messages reviennent.]")
        for one in found[:SHOWN]:
            _line(one, names)
        if len(found) > SHOWN:
            with st.expander(plural(len(found) - SHOWN, "ligne plus ancienne", "lignes plus anciennes")):
                for one in found[SHOWN:]:
                    _line(one, names)
        with line():
            go_to("sent_messages.py", "Ouvrir les envois")
            go_to("letters_and_calls.py", "Noter un appel")


def _line(one: PlaceMessage, names: dict[int, str]) -> None:
    day = one.at.astimezone(PARIS).date()
    what = (
        f"Appel : {one.outcome.label.lower()}"
        if one.outcome
        else one.step.label
        if one.step
        else KINDS.get(one.kind, "Message")
    )
    if one.state is None and one.outcome is None:
        what = f"Lettre postée : {what}"
    edition = names.get(one.edition_id or 0, "")
    told = ", ".join(part for part in (short_date(day, year=day.year != today().year), edition, one.name) if part)
    more = ", ".join(part for part in (f"« {one.more} »" if one.outcome and one.more else one.more, one.by) if part)
    with st.container(gap=None):
        with line():
            st.markdown(plain(what), width="content")
            if one.state:
                st.badge(one.state.label, color=MESSAGE_COLOURS[one.state])
        st.markdown(f":gray[{plain(told)}{plain(' · ' + more) if more else ''}]")
