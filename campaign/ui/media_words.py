"""What the parts of « Presse et affichage » share: their names, who writes in each, territories, what is undone."""

from collections.abc import Callable

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.media.correspondents import restore_correspondent
from campaign.media.coverage import restore_coverage
from campaign.media.outlets import restore_outlet
from campaign.media.spaces import restore_space
from campaign.media.spots import restore_spot
from campaign.territory.model import short_epci_name
from campaign.territory.views import departement, epcis_of
from campaign.ui.feedback import form_operation, offer_undo, reporting, undo_asked

TABS = {
    "medias": "Médias",
    "envois": "Envois",
    "retombees": "Retombées",
    "plan": "Plan média",
    "affichage": "Affichage",
}
FILE = "press_and_posters.py"
_WRITERS = (Role.OFFICER, Role.COMMUNICATION)
_BACK: dict[str, Callable] = {
    "outlet": restore_outlet,
    "correspondent": restore_correspondent,
    "coverage": restore_coverage,
    "space": restore_space,
    "spot": restore_spot,
}


def may_write(agent: Agent, tab: str = "") -> bool:
    """Posters are the whole team's; the press is the prevention's and the communication's."""
    return agent.role in _WRITERS or (tab == "affichage" and agent.role is Role.LOGISTICS)


def sees_people(agent: Agent) -> bool:
    """Readers see no personal data."""
    return agent.role is not Role.READER


def epcis() -> dict[str, str]:
    """The EPCI of the département, SIREN -> short name."""
    return {one.siren: short_epci_name(one.name) for one in epcis_of(settings().departement)}


def audience_words(audience: str) -> str:
    """« Maine-et-Loire », « Saumur Val de Loire »."""
    siren = audience.partition(":")[2]
    return epcis().get(siren, siren) if siren else departement(settings().departement).name


def territory_choice(label: str, chosen: tuple[str, ...], key: str, nothing: str) -> list[str]:
    """EPCI to pick; ``nothing`` says what none means."""
    known = epcis()
    return st.multiselect(
        label,
        list(known),
        [one for one in chosen if one in known],
        format_func=known.get,
        placeholder=nothing,
        key=key,
    )


def put_away(action: Callable, db: Database, agent: Agent, name: str, identifier: int, sentence: str) -> None:
    """Take something out of a list, with « Annuler » on the next display."""
    form = f"away-{name}-{identifier}"
    with reporting(operation_of=form) as outcome:
        action(db, agent, identifier, form_operation(form))
    if outcome.done:
        offer_undo(sentence, name, identifier)
        st.rerun()


def take_back(db: Database, agent: Agent) -> None:
    """« Annuler » was pressed."""
    if (asked := undo_asked()) and asked[0] in _BACK:
        name, identifier = asked
        form = f"back-{name}-{identifier}"
        with reporting("C’est annulé.", form) as outcome:
            _BACK[name](db, agent, identifier, form_operation(form))
        if outcome.done:
            st.rerun()
