"""What an edition received by a kit of another: lessons, resolutions, experience sheet, to be read."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import rich_text
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.handover.model import Decided, Kit
from campaign.handover.views import Received, received
from campaign.report.model import Quadrant
from campaign.ui.experience_words import markdown_of
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def received_verb(db: Database, agent: Agent, edition_id: int) -> None:
    """« Lire le kit reçu »; nothing for an edition prepared by hand, or whose kit had nothing to read."""
    found = received(db, agent, edition_id)
    if found and found.to_read and st.button(
        "Lire le kit reçu", icon=":material/menu_book:", type="tertiary", key=f"read-kit-{edition_id}"
    ):  # fmt: skip
        read_kit_received(edition_id)


@st.dialog("Reçu par un kit de reprise", width="medium", icon=":material/menu_book:")
def read_kit_received(edition_id: int) -> None:
    """What the former edition learnt."""
    agent, db = require_agent("editions.py")
    found = received(db, agent, edition_id)
    if found is None:
        return
    came = day_in_words(found.brought_on)
    st.markdown(
        f"Appris de « {plain(found.kit.outline.name)} », kit repris le {came}. Les mentions entre crochets ont été "
        "retirées avant l’envoi."
    )
    st.markdown(lessons(found))
    if found.kit.sheet:
        with st.expander("Sa fiche retour d’expérience", icon=":material/description:"):
            for part in found.kit.sheet:
                st.markdown(f"**{plain(part.title)}**\n\n{markdown_of(rich_text.read(part.text))}")


def lessons(found: Received) -> str:
    """The points, corner by corner, then what was resolved."""
    parts = [told for quadrant in Quadrant if (told := _corner(found.kit, quadrant))]
    if found.resolutions:
        lines = [f"- {plain(_resolved(one))}{_due(day)}" for one, day in found.resolutions]
        parts.append("**Décidé pour la fois suivante**\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _corner(kit: Kit, quadrant: Quadrant) -> str:
    mine = [one for one in kit.lessons.points if one.quadrant is quadrant]
    if not mine:
        return ""
    told = [f"{one.text} ({plural(one.places, 'lieu', 'lieux')})" if one.places else one.text for one in mine]
    return f"**{quadrant.label}**\n\n" + "\n".join(f"- {plain(one)}" for one in told)


def _resolved(one: Decided) -> str:
    who = f", {one.who}" if one.who else ""
    settled = f" ({one.settled.label.lower()} là-bas)" if one.settled else ""
    return f"{one.text}{who}{settled}"


def _due(day: object) -> str:
    return f" :gray[avant le {day_in_words(day)}]" if day else ""
