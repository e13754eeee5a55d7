"""« Calculer les tournées »: asked for, followed while the worker searches; the tab may be closed meanwhile."""

from datetime import date, timedelta

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, plural
from campaign.base.settings import settings
from campaign.base.working_days import is_public_holiday
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.rounds.fleet import change_settings
from campaign.rounds.model import Purpose
from campaign.rounds.planning import cancel_planning, planning_job, plannings_under_way, start_plan
from campaign.rounds.views import planning_settings, vehicles
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.plain import plain
from campaign.ui.rounds_choice import VERSION
from campaign.ui.rounds_words import FILE, day_words, may_write, vehicle_words
from campaign.ui.session import require_agent

EVERY = 1.0  # second between two looks
_FOLLOWED = "rounds-followed"
_BEFORE, _AFTER = 21, 21  # days proposed around the event


@st.dialog("Calculer les tournées", width="medium", icon=":material/route:")
def plan_dialog(edition_id: int, purpose: str, again: tuple[int, ...] = ()) -> None:
    """The days, the vehicles, the seconds; then the worker's turn. ``again`` are the places of a second passage."""
    agent, db = require_agent(FILE)
    edition, purpose = edition_view(db, edition_id), Purpose(purpose)
    now = planning_settings(db, agent, edition_id, purpose)
    form = f"plan-{edition_id}-{purpose}{'-again' if again else ''}"
    if again:
        st.markdown(f"Second passage : **{plural(len(again), 'lieu', 'lieux')}**, dans des tournées de plus.")
    seen = version_read(form, f"{form}-days", now.version)
    days = st.pills(
        "Jours de tournée", days_around(edition, purpose, now.days), selection_mode="multi", default=list(now.days),
        format_func=day_words, key=f"{form}-days", wrap=True,
    )  # fmt: skip
    seconds = st.text_input("Secondes de calcul", str(now.seconds), key=f"{form}-seconds", width=160)
    st.markdown(":gray[Plus de secondes, meilleures tournées : 15 suffisent pour une vingtaine d’arrêts.]")
    known = vehicles(db, agent)
    said = "  \n".join(f":material/local_shipping: {plain(one.name)} : {vehicle_words(one)}" for one in known)
    st.markdown(said or ":orange[Aucun véhicule : ajoutez-en un dans « Réglages ».]")
    asked = settings().routing_url is not None and st.checkbox(
        "Si le service d’itinéraires ne répond pas, compter à vol d’oiseau", key=f"{form}-crow"
    )
    st.markdown(":gray[Les arrêts épinglés gardent leur véhicule et leur jour. Le plan d’aujourd’hui est conservé.]")
    if st.button("Lancer le calcul", type="primary", key=f"{form}-start"):
        with reporting(operation_of=form) as outcome:
            if tuple(sorted(days)) != now.days or seconds.strip() != str(now.seconds):
                values = {"days": list(days), "seconds": seconds}
                change_settings(db, agent, edition_id, purpose, seen, values, form_operation(f"{form}-settings"))
            job = start_plan(
                db, agent, edition_id, purpose, form_operation(form), crow_flies_if_down=asked, again=again
            )
            st.session_state[followed_key(edition_id, purpose)] = job
        if outcome.done:
            st.session_state.pop(f"operation-{form}-settings", None)
            st.session_state.pop(VERSION, None)
            st.rerun()


def days_around(edition: Edition, purpose: Purpose, chosen: tuple[date, ...]) -> list[date]:
    """The days proposed: three weeks before the event, or after it, Sundays and holidays left out."""
    first = edition.first_day - timedelta(days=_BEFORE)
    near = [first + timedelta(days=rank) for rank in range(_BEFORE)]
    if purpose is Purpose.RETURN:
        near = [edition.last_day + timedelta(days=rank) for rank in range(1, _AFTER + 1)]
    return sorted({*chosen, *(day for day in near if day.weekday() < 6 and not is_public_holiday(day))})


def followed_key(edition_id: int, purpose: Purpose) -> str:
    """Where the session keeps the number of the job it follows."""
    return f"{_FOLLOWED}-{edition_id}-{purpose}"


def progress_card(db: Database, agent: Agent, edition_id: int, purpose: Purpose) -> bool:
    """What is being searched, or how it ended; True while something is under way, whoever asked for it."""
    waiting, key = plannings_under_way(db, agent, edition_id, purpose), followed_key(edition_id, purpose)
    if waiting:
        st.session_state[key] = waiting[0].id
        with st.container(border=True):
            if agent.role is Role.READER:
                st.markdown(":gray[Des tournées se calculent : rechargez la page dans un moment.]")
            else:
                _follow(waiting[0].id)
        return True
    if (followed := st.session_state.pop(key, None)) and agent.role is not Role.READER:
        job = planning_job(db, agent, followed)
        if job.state == "done":
            st.success(f"Calcul terminé : {plain(job.message)}", icon=":material/check_circle:")
        elif job.state == "failed":
            st.error(plain(job.message), icon=":material/error:")
    return False


@st.fragment(run_every=EVERY)
def _follow(job_id: int) -> None:
    agent, db = require_agent(FILE)
    job = planning_job(db, agent, job_id)
    if job.state not in ("waiting", "running"):
        st.rerun()
    share = min(1.0, job.done / job.total) if job.total else 0.0
    st.progress(share, plain(job.message or "Le calcul attend son tour…"))
    st.markdown(":gray[Vous pouvez fermer cette page : le calcul continue.]")
    if may_write(agent) and st.button("Arrêter", icon=":material/close:", key=f"stop-planning-{job_id}"):
        form = f"plan-stop-{job_id}"
        with reporting("Calcul arrêté : le plan d’avant reste.", form) as outcome:
            cancel_planning(db, agent, job_id, form_operation(form))
        if outcome.done:
            st.rerun()


def days_in_a_line(days: tuple[date, ...]) -> str:
    """« mar. 19 janv. et mer. 20 janv. »."""
    return enumerate_in_words(day_words(day) for day in days)
