"""The form of an edition, for a new one, a change or a copy."""

from datetime import timedelta

import streamlit as st

from campaign.base import clock
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import whole_number
from campaign.base.french import day_in_words
from campaign.editions.actions import add_edition, change_edition
from campaign.editions.model import COPIED, MAX_DAYS, NOT_COPIED, Edition, EditionValues, check_edition
from campaign.editions.views import edition as edition_view
from campaign.participation.actions import copy_edition
from campaign.ui.backplan_begin import lesson_boxes
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Édition", width="medium", icon=":material/event:")
def edition_form(edition_id: int | None, mode: str) -> None:
    """``mode``: « new », « change » or « copy »."""
    agent, db = require_agent("editions.py")
    source = edition_view(db, edition_id) if edition_id else None
    form = f"edition-{mode}-{edition_id or 'new'}"
    seen = version_read(form, f"{form}-name", source.version if source else 0)
    if mode == "copy":
        said_copied, said_not = st.columns(2)
        said_copied.markdown("**Ce qui est repris**\n" + "".join(f"\n- {plain(one)}" for one in COPIED))
        said_not.markdown("**Ce qui ne l’est pas**\n" + "".join(f"\n- {plain(one)}" for one in NOT_COPIED))
    lessons = None
    typed = _fields(source, mode, form)
    if mode == "copy":
        lessons = lesson_boxes(db, agent, edition_id, form)
    label = {"new": "Créer l’édition", "change": "Enregistrer", "copy": "Copier l’édition"}[mode]
    with line():
        save = st.button(label, type="primary", key=f"{form}-save")
        if st.button("Annuler", type="tertiary", key=f"{form}-cancel"):
            st.rerun()
    if save:
        with reporting("Édition enregistrée.", operation_of=form) as outcome:
            values = _checked(typed)
            if mode == "new":
                add_edition(db, agent, values, form_operation(form))
            elif mode == "copy":
                copy_edition(db, agent, edition_id, values, form_operation(form), lessons)
            else:
                change_edition(db, agent, edition_id, seen, values, form_operation(form))
        if outcome.done:
            st.rerun()


def open_edition_form(edition: Edition | None, mode: str) -> None:
    """Open the dialog on an edition, or on nothing for a new one."""
    edition_form(edition.id if edition else None, mode)


def _fields(source: Edition | None, mode: str, form: str) -> dict[str, object]:
    kept = source if mode == "change" else None
    name = kept.name if kept else ""
    typed: dict[str, object] = {
        "name": st.text_input("Nom", name, placeholder="Novembre 2026", max_chars=200, key=f"{form}-name"),
        "theme": st.text_input("Thème", source.theme if source else "", key=f"{form}-theme"),
    }
    next_wednesday = clock.today() + timedelta(days=60 + (2 - clock.today().weekday() - 60) % 7)
    proposed = list(kept.days) if kept else [next_wednesday, next_wednesday + timedelta(days=3)]
    count = st.segmented_control(
        "Nombre de jours", range(1, MAX_DAYS + 1), default=len(proposed), required=True, key=f"{form}-count"
    )
    proposed += [proposed[-1] + timedelta(days=more) for more in range(1, MAX_DAYS)]
    typed["days"] = [
        column.date_input(f"Jour {number + 1}", proposed[number], format="DD/MM/YYYY", key=f"{form}-day-{number}")
        for number, column in enumerate(st.columns(count))
    ]
    st.markdown(f":gray[Ce sera : {', '.join(day_in_words(day) for day in typed['days'] if day)}.]")
    deadline, shops, visitors = st.columns(3)
    last = kept.answer_deadline if kept else proposed[0] - timedelta(days=20)
    typed["deadline"] = deadline.date_input(
        "Réponses jusqu’au (compris)", last, format="DD/MM/YYYY", key=f"{form}-deadline"
    )
    goal = source.objective_shops if source else None
    typed["shops"] = shops.text_input("Objectif : boutiques", str(goal or ""), key=f"{form}-shops")
    goal = source.objective_visitors if source else None
    typed["visitors"] = visitors.text_input("Objectif : visiteurs", str(goal or ""), key=f"{form}-visitors")
    return typed


def _checked(typed: dict[str, object]) -> EditionValues:
    goals = {}
    for name, field in (("shops", "objective_shops"), ("visitors", "objective_visitors")):
        text = str(typed[name] or "").strip()
        goals[field] = whole_number(text, 1, 1_000_000, field) if text else None
    days = [day for day in typed["days"] if day]
    if typed["deadline"] is None:
        raise InvalidForm([InvalidInput("answer_deadline", "Indiquez la date limite de réponse.")])
    return check_edition(str(typed["name"] or ""), str(typed["theme"] or ""), days, typed["deadline"], **goals)
