"""What asks for somebody above the list: who told nothing, with whom to call, and the figures to read again."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP, day_in_words
from campaign.debrief.model import Alert
from campaign.debrief.received import Received
from campaign.debrief.views import DebriefLine
from campaign.partners.model import Contact
from campaign.partners.views import contacts
from campaign.ui.debriefs_sheets import sheets_button
from campaign.ui.debriefs_typing import start_typing
from campaign.ui.debriefs_words import confirm, in_order, may_write, takes_debriefs
from campaign.ui.deliveries_words import name_of
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain

_SHOWN = 4


def attention(db: Database, agent: Agent, seen: Received) -> None:
    """Both cards side by side; neither when there is nothing to do."""
    silent = seen.silent if seen.days_since > 0 and takes_debriefs(seen.edition) else ()
    figures = in_order(seen, seen.to_confirm)
    columns = st.columns(2) if silent and figures else [st.container()] * 2
    if silent:
        with columns[0], card("Rien reçu", len(silent), "yellow", height="stretch"):
            _silent(db, agent, seen, silent)
    if figures:
        with columns[1], card("À confirmer", len(figures), "orange", height="stretch"):
            _listed([(seen.line(one.place_id), one) for one in figures], db, agent, seen)


def figure_to_confirm(db: Database, agent: Agent, seen: Received, one: Alert, where: str, subject: str = "") -> None:
    """« Visiteurs, mercredi 13 novembre : 4 500 personnes ? » with its two answers; ``where`` tells twins apart."""
    said = f"**{plain(subject)}**  \n" if subject else ""
    st.markdown(f"{said}{plain(one.sentence)}")
    if not may_write(agent) or not takes_debriefs(seen.edition):
        return
    key = f"{where}-{one.place_id}-{one.question}-{one.day or ''}"
    with line():
        if st.button("C’est bien ça", icon=":material/check:", key=f"right-{key}"):
            confirm(db, agent, seen.edition.id, one)
        if st.button("Corriger", icon=":material/edit:", type="tertiary", key=f"wrong-{key}"):
            start_typing(one.place_id, section_of(seen, one))
            st.rerun()


def section_of(seen: Received, one: Alert) -> str:
    """The part of the form where a figure is."""
    told = seen.line(one.place_id).debrief
    question = seen.sets[(told.audience, told.set_version)].question(one.question) if told else None
    return question.section if question else ""


def _listed(found: Sequence[tuple[DebriefLine, Alert]], db: Database, agent: Agent, seen: Received) -> None:
    for about, one in found[:_SHOWN]:
        figure_to_confirm(db, agent, seen, one, "top", name_of(about.place))
    if rest := found[_SHOWN:]:
        with st.expander(f"Les {len(rest)} autres" if len(rest) > 1 else "Le dernier"):
            for about, one in rest:
                figure_to_confirm(db, agent, seen, one, "top", name_of(about.place))


def _silent(db: Database, agent: Agent, seen: Received, silent: Sequence[DebriefLine]) -> None:
    over = f"L’événement a pris fin le {day_in_words(seen.edition.last_day)}."
    if not may_write(agent):
        st.markdown(", ".join(plain(name_of(one.place)) for one in silent) + f"  \n:gray[{over}]")
        return
    people: dict[int, list[Contact]] = {}
    for person in contacts(db, agent):
        for place_id in person.place_ids:
            people.setdefault(place_id, []).append(person)
    st.markdown("  \n".join(_who(one, people) for one in silent[:_SHOWN]))
    if rest := silent[_SHOWN:]:
        with st.expander(f"Les {len(rest)} autres" if len(rest) > 1 else "Le dernier"):
            st.markdown("  \n".join(_who(one, people) for one in rest))
    st.markdown(f":gray[{over} Le message «{NBSP}Remerciements et bilan{NBSP}» porte leur lien.]")
    with line():
        go_to("messages.py", "Messages", edition=seen.edition.id)
        go_to("letters_and_calls.py", "Lettres et appels", edition=seen.edition.id)
        sheets_button(agent, seen.edition)


def _who(one: DebriefLine, people: dict[int, list[Contact]]) -> str:
    """« La Remise : Félicie Martin, 02 41 00 00 00 »; the shop's own number when no contact has one."""
    known = people.get(one.place.id, [])
    reached = next((person for person in known if person.phone), known[0] if known else None)
    phone = (reached.phone if reached else "") or one.place.phone
    said = [reached.name if reached else "", phone_in_words(phone).replace(" ", NBSP) if phone else ""]
    return f"**{plain(name_of(one.place))}** {plain(', '.join(part for part in said if part) or 'personne à appeler')}"
