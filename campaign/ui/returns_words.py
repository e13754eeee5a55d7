"""What the parts of « Retours » share: the edition of the screen, counts in plain French, the names of its parts."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import clock_in_words, day_in_words, number, plural
from campaign.deliveries.model import Entry, Slip, SlipKind, SlipState
from campaign.deliveries.views import Outstanding, outstanding, slips
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.ui.deliveries_words import sees_people
from campaign.ui.edition_choice import chosen_edition
from campaign.ui.layout import line, number_parameter, open_screen
from campaign.ui.plain import plain

TABS = {"reprise": "Reprise", "suivi": "Suivi"}


def returns_edition(db: Database, agent: Agent) -> Edition | None:
    """The edition chosen, else the latest that something was lent for: one comes back while the next is prepared."""
    if st.session_state.get("edition-choice") or number_parameter("edition"):
        return chosen_edition(db, agent)
    for one in reversed(editions(db, agent)):
        if slips(db, agent, one.id, SlipKind.RETURN):
            return one
    return chosen_edition(db, agent)


def returns_words(edition_name: str, listed: Sequence[Slip], still: Outstanding) -> str:
    """« Avril 2014 : 18 bons de reprise sur 20 rendus ; 6 objets encore dehors, dont 6 en retard. »"""
    if not listed:
        return f"{edition_name} : rien n’a été prêté encore."
    done = sum(one.state is SlipState.DONE for one in listed)
    said = f"{edition_name} : {plural(done, 'bon')} sur {number(len(listed))} rendu{'s' if done > 1 else ''}"
    out, late = (sum(one.quantity for one in lines) for lines in (still.out, still.late))
    if not out:
        return f"{said} ; tout est rentré."
    end = f"{plural(out, 'objet')} encore dehors"
    return (
        f"{said} ; {end}, en retard." if late == out else f"{said} ; {end}{f', dont {late} en retard' if late else ''}."
    )


def elsewhere_late(db: Database, agent: Agent, edition_id: int) -> None:
    """Lateness of other editions is never hidden by the one that is looked at."""
    late = sum(one.quantity for one in outstanding(db, agent).late if one.edition_id != edition_id)
    if late:
        with line():
            said = f":orange[:material/assignment_late: {plural(late, 'objet')} en retard d’une autre édition.]"
            st.markdown(said, width="content")
            if st.button(":primary[Voir le suivi de toutes les éditions]", type="tertiary", key="elsewhere-late"):
                open_screen("returns.py", onglet="suivi")


def back_words(slip: Slip) -> tuple[str, str]:
    """(« 3 pièces sur 4 revenues », its colour); « 4 pièces à reprendre » before any."""
    done, planned = sum(one.done for one in slip.lines), sum(one.planned for one in slip.lines)
    if not done:
        return f"{plural(planned, 'pièce')} à reprendre", "gray"
    colour = {SlipState.DONE: "green", SlipState.PARTLY: "yellow"}.get(slip.state, "gray")
    return f"{plural(done, 'pièce')} sur {number(planned)} {'revenue' if done < 2 else 'revenues'}", colour


def taken_back_words(said: Sequence[Entry], agent: Agent) -> str:
    """« Repris le lundi 18 novembre 2013 à 14 h 05 par Malik D. »; '' before any."""
    counted = [one for one in said if one.state == "applied"]
    if not counted:
        return ""
    last = counted[-1]
    who = f" par {last.said_by}" if last.said_by and sees_people(agent) else ""
    day = day_in_words(last.at.astimezone(PARIS).date())
    return plain(f"Repris le {day} à {clock_in_words(last.at)}{who}.")
