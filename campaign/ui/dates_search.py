"""« Chercher »: the period, the weekdays, how many days, how far apart; what was read is said back in full words."""

from datetime import date, timedelta

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError, InvalidForm
from campaign.base.french import DAYS, date_in_figures
from campaign.consultation.candidates import read_search
from campaign.consultation.consulted import Consultation
from campaign.consultation.preparing import save_search
from campaign.editions.model import MAX_DAYS, Edition
from campaign.ui.dates_words import may_write, read_back, wrong
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card
from campaign.ui.plain import plain

_AROUND = timedelta(weeks=5)


def search_card(db: Database, agent: Agent, seen: Consultation) -> None:
    """What is sought, in one sentence, and the way to seek something else."""
    with card("1. Chercher"):
        if seen.search:
            st.markdown(f":material/search: Jours cherchés {plain(seen.search.in_words)}.")
        elif not may_write(agent, seen.edition):
            st.markdown(":gray[Aucune recherche pour cette édition.]")
        if not may_write(agent, seen.edition):
            return
        if seen.search:
            with st.expander("Changer la recherche", icon=":material/tune:"):
                _fields(db, agent, seen)
        else:
            _fields(db, agent, seen)


def _fields(db: Database, agent: Agent, seen: Consultation) -> None:
    form = f"dates-search-{seen.edition.id}"
    usual = _usual(seen)
    first, last, count, gap = st.columns([1.6, 1.6, 1.45, 1.1])
    typed = {
        "first": first.text_input("Du", usual["first"], max_chars=40, key=f"{form}-first") or "",
        "last": last.text_input("Au (compris)", usual["last"], max_chars=40, key=f"{form}-last") or "",
        "day_count": str(
            count.segmented_control("Nombre de jours", range(1, MAX_DAYS + 1), default=int(usual["day_count"]),
                                    required=True, key=f"{form}-count")
        ),
        "gap": gap.text_input("Écart en jours", usual["gap"], max_chars=4, key=f"{form}-gap",
                              help="Du premier au dernier jour : 3 d’un mercredi au samedi qui suit") or "",
    }  # fmt: skip
    weekdays = st.pills(
        "Jours de la semaine", range(7), default=usual["weekdays"], selection_mode="multi",
        format_func=lambda one: DAYS[one].capitalize(), key=f"{form}-weekdays",
    )  # fmt: skip
    problems = _problems(typed, weekdays, seen.edition)
    for column, name in ((first, "first"), (last, "last"), (gap, "gap")):
        usual_hint = read_back(typed[name]) if name != "gap" else _gap_hint(typed["day_count"])
        column.markdown(problems.pop(name, usual_hint))
    for said in problems.values():
        st.markdown(said)
    verb = "Chercher de nouveau" if seen.search else "Chercher les jours possibles"
    if st.button(verb, type="secondary" if seen.search else "primary", icon=":material/search:", key=f"{form}-save"):
        with reporting(operation_of=form) as outcome:
            save_search(db, agent, seen.edition.id, typed, weekdays, form_operation(form))
        if outcome.done:
            st.rerun()


def _gap_hint(day_count: str) -> str:
    return ":gray[sans objet pour un jour]" if day_count == "1" else ":gray[entre le premier et le dernier]"


def _problems(typed: dict[str, str], weekdays: list[int], edition: Edition) -> dict[str, str]:
    """What is wrong, under the field it belongs to, before anything is sent."""
    try:
        read_search(typed, weekdays, clock.today(), edition=edition)
    except InvalidForm as form:
        return {one.field: wrong(one) for one in reversed(form.problems)}
    except CampaignError as error:
        return {"": f":red[{plain(error.message)}]"}
    return {}


def _usual(seen: Consultation) -> dict[str, object]:
    """The last search; before any, the weeks around the days the edition has."""
    if kept := seen.search:
        first, last = kept.first, kept.last
        weekdays, count, gap = list(kept.weekdays), kept.day_count, kept.gap
    else:
        days = seen.edition.days
        first = max(days[0] - _AROUND, clock.today() + timedelta(days=1))
        last = days[-1] + _AROUND
        weekdays, count = sorted({day.weekday() for day in days}), len(days)
        gap = max((days[-1] - days[0]).days, count - 1)
    return {"first": _shown(first), "last": _shown(last), "day_count": str(count),
            "gap": str(gap) if gap else "", "weekdays": weekdays}  # fmt: skip


def _shown(day: date) -> str:
    return date_in_figures(day)
