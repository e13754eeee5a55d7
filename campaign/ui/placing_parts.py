"""« Placer sur la carte »: the work under way, how the last one ended, and the sheets to look at."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import moment_in_words, number, plural
from campaign.base.jobs import Job
from campaign.partners.placing import (
    Standing,
    ToLookAt,
    last_placing,
    placing_job,
    placing_under_way,
    start_placing,
    stop_placing,
)
from campaign.territory.model import PointQuality
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, go_to, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

FILE = "placing.py"
EVERY = 1.0  # second between two looks
_PAGE = 40  # lines at once
DOUBTFUL, AT_COMMUNE = "À vérifier", "Au centre de la commune"
# What each quality is called here: three of them are a place on the map.
NAMES = {
    PointQuality.EXACT: "à leur adresse",
    PointQuality.STREET: "dans leur rue",
    PointQuality.COMMUNE: "au centre de leur commune",
    PointQuality.NONE: "sans point",
}
NO_SERVICE = (
    "Aucun service d’adresses n’est réglé : les boutiques sans point iront au centre de leur commune, et seront "
    "marquées ainsi. Pour les placer à leur porte, cliquez sur la carte de leur fiche, ou demandez à votre "
    "service informatique de le régler."
)


def sentence(standing: Standing) -> str:
    """« 14 boutiques à leur adresse, 3 au centre de leur commune. »."""
    told = [(count, NAMES[quality]) for quality, count in standing.counts.items() if count]
    words = [f"{plural(count, 'boutique') if rank == 0 else number(count)} {name}" for rank, (count, name) in
             enumerate(told)]  # fmt: skip
    return f"{', '.join(words)}." if words else "Aucune boutique au registre."


def start(db: Database, agent: Agent) -> None:
    """Ask the worker, once."""
    with reporting(operation_of="placing") as outcome:
        st.session_state["placing-followed"] = start_placing(db, agent, form_operation("placing"))
    if outcome.done:
        st.rerun()


def progress_card(db: Database, agent: Agent) -> None:
    """What is being done, whoever asked for it, else how the last one ended."""
    under_way = placing_under_way(db, agent)
    if under_way:
        st.session_state["placing-followed"] = under_way.id
        with card("Recherche en cours"):
            _follow(under_way.id)
        return
    last = last_placing(db, agent)
    if last is None:
        return
    with card("Dernière recherche"):
        _ended(last)


@st.fragment(run_every=EVERY)
def _follow(job_id: int) -> None:
    agent, db = require_agent(FILE)
    job = placing_job(db, agent, job_id)
    if job.state not in ("waiting", "running"):
        st.rerun()
    share = min(1.0, job.done / job.total) if job.total else 0.0
    counted = f" {number(job.done)} sur {number(job.total)}" if job.total else ""
    st.progress(share, plain(f"{job.message or 'La recherche attend son tour…'}{counted}"))
    with line():
        st.markdown(":gray[Vous pouvez fermer cette page : la recherche continue.]", width="stretch")
        if st.button("Arrêter", icon=":material/close:", key=f"stop-placing-{job_id}"):
            form = f"placing-stop-{job_id}"
            with reporting("Recherche arrêtée : ce qui est placé le reste.", form) as outcome:
                stop_placing(db, agent, job_id, form_operation(form))
            if outcome.done:
                st.rerun()


def _ended(job: Job) -> None:
    said = plain(job.message) if job.message and job.state != "cancelled" else "Recherche arrêtée."
    when = f":gray[{moment_in_words(job.created_at)}]"
    result = job.result or {}
    if job.state == "failed":
        st.error(said, icon=":material/error:")
    elif result.get("left"):
        st.warning(said, icon=":material/cloud_off:")
    else:
        st.markdown(f"{said} {when}")
        return
    st.markdown(when)


def to_look_at(standing: Standing) -> None:
    """Each sheet whose point says too little or may be wrong, with the way to its map."""
    listed = standing.to_look_at
    doubtful = [one for one in listed if one.why]
    with card("À regarder", number(len(listed)), "orange" if doubtful else "gray"):
        kept = st.segmented_control(
            "Montrer", [DOUBTFUL, AT_COMMUNE], default=DOUBTFUL if doubtful else AT_COMMUNE, required=True,
            format_func=lambda one: f"{one} ({len(doubtful) if one == DOUBTFUL else _at_commune(listed)})",
            key="placing-kept",
        )  # fmt: skip
        shown = doubtful if kept == DOUBTFUL else [one for one in listed if one.at_commune]
        if not shown:
            st.markdown(":gray[Rien à regarder ici.]")
            return
        st.markdown(":gray[Ouvrez la fiche et cliquez sur la carte : un point placé à la main ne bouge plus.]")
        for one in shown[:_PAGE]:
            _line(one)
        if len(shown) > _PAGE:
            st.markdown(f":gray[Et {number(len(shown) - _PAGE)} autres, dans le tableau.]")
        same_in_a_table([_row(one) for one in shown])


def _at_commune(listed: Sequence[ToLookAt]) -> int:
    return sum(one.at_commune for one in listed)


def _line(one: ToLookAt) -> None:
    with line():
        why = " ".join(one.why) or "Placée au centre de la commune."
        st.markdown(
            f"**{plain(one.place.name)}** :gray[{plain(one.place.address_line)}]  \n{plain(why)}", width="stretch"
        )
        go_to("shop_sheet.py", "Ouvrir la fiche", key=f"look-{one.place.id}", fiche=one.place.id)


def _row(one: ToLookAt) -> dict[str, object]:
    return {
        "Boutique": one.place.name,
        "Adresse": one.place.address_line,
        "Point": one.place.location_quality.label,
        "À vérifier": " ".join(one.why),
    }
