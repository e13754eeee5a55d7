"""« Préparer l’envoi »: to whom, which words, when, as it will be read; then one sentence and one button."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.french import day_in_words, enumerate_in_words, moment_in_words, plural, time_in_words
from campaign.base.working_days import is_working_day, next_working_day
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.messages.actions import MAX_NOTE, schedule_step, send_step
from campaign.messages.dates import MORNING, earliest_day, latest_day, spread
from campaign.messages.model import AWAITING_ANSWER, NEEDS_NOTE, Audience, PlannedStep, Step
from campaign.messages.views import audience, plan, when_to_type
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import go_to, line
from campaign.ui.message_preview import preview_of
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.step_people import who_card
from campaign.ui.step_words import about_to_leave

NOW, LATER = "Maintenant", "À une date"
_HOURS = [time(hour, minute) for hour in range(7, 20) for minute in (0, 30)]
A_MINUTE = timedelta(minutes=1)  # what the last messages of a sending take


@st.dialog("Préparer l’envoi", width="large", icon=":material/send:")
def prepare_sending(edition_id: int, step: str) -> None:
    """The dialog; it runs alone at each gesture, so it asks again who is signed in."""
    agent, db = require_agent("messages.py")
    one = next(found for found in plan(db, agent, edition_id) if found.step == Step(step))
    reached = audience(db, agent, edition_id, one.step)
    officer = agent.role is Role.OFFICER
    who, words = st.columns([1, 1.25], gap="medium")
    with who:
        st.markdown(f"**{one.step.label}**  \n:gray[{_standing(one)}]")
        who_card(one, reached)
        note = _note(one, when_to_type(db, agent, edition_id, one.step)) if officer and reached.due else one.note
        starts = _when(edition_view(db, edition_id), one) if officer and reached.due else None
    with words:
        if reached.due:
            preview_of(db, agent, edition_id, one.step, reached.due, note=note, height=330)
            go_to("message_texts.py", "Relire ou modifier les textes", key="to-texts", etape=step)
        else:
            st.info("Personne à qui envoyer cette étape pour l’instant.", icon=":material/info:")
    if starts is not None:
        _confirm(db, agent, one, reached, note, starts)


def _standing(one: PlannedStep) -> str:
    if one.launched_at:
        return f"partie {moment_in_words(one.launched_at)} ; ceux qui l’ont déjà ne la recevront pas deux fois"
    if one.leaves_at:
        return f"programmée {moment_in_words(one.leaves_at)}"
    return f"date proposée : {day_in_words(one.proposed_on, year=False)}"


def _note(one: PlannedStep, unplanned: Sequence[str] | None) -> str:
    if one.step not in NEEDS_NOTE:
        return one.note
    label = "Précision à donner (obligatoire)"
    if unplanned == []:
        label = "Précision (facultative : chacun lit le jour et l’heure de son passage)"
    elif unplanned:
        names = [*unplanned[:3], *(["…"] if len(unplanned) > 3 else [])]
        st.markdown(f":orange[Sans passage prévu : {plain(enumerate_in_words(names))}.]")
    typed = st.text_area(
        label,
        one.note,
        placeholder="Ex. livraison mardi 4 novembre, entre 9 h et 12 h.",
        max_chars=MAX_NOTE,
        height=90,
        key=f"note-{one.step}",
    )
    return typed or ""


def _confirm(db: Database, agent: Agent, one: PlannedStep, reached: Audience, note: str, starts: datetime) -> None:
    ends = spread(starts, len(reached.due) - 1) + A_MINUTE
    later = starts > clock.now()
    st.markdown(f"**{plain(about_to_leave(reached.due, starts, ends))}**")
    if later:
        left_out = "qui aura répondu d’ici là" if one.step in AWAITING_ANSWER else "qui ne sera plus concerné"
        st.markdown(f":gray[Chacun est vérifié au moment du départ : {left_out} ne recevra rien.]")
    elif not is_working_day(clock.today()):
        st.markdown(":gray[C’est un week-end ou un jour férié : un jour travaillé serait mieux lu.]")
    messages = plural(len(reached.due), "message")
    with line():
        verb = f"Programmer {messages}" if later else f"Envoyer {messages}"
        pressed = st.button(verb, type="primary", icon=":material/send:", key="confirm-sending")
        if st.button("Ne rien envoyer", type="tertiary", key="keep-sending"):
            st.rerun()
    if not pressed:
        return
    form = f"sending-{one.edition_id}-{one.step}"
    said = f"{one.step.label} : envoi programmé." if later else f"{one.step.label} : {messages} en route."
    with reporting(said, operation_of=form) as outcome:
        if later:
            schedule_step(db, agent, one.edition_id, one.step, starts, note, form_operation(form))
        else:
            send_step(db, agent, one.edition_id, one.step, note, form_operation(form))
    if outcome.done:
        st.rerun()


def _when(edition: Edition, one: PlannedStep) -> datetime | None:
    """Now, or the chosen Paris day and hour (UTC); None while it cannot be used."""
    if one.launched_at:  # newcomers: the step has its date already
        return clock.now()
    usual = LATER if one.leaves_at or one.proposed_on > clock.today() else NOW
    choice = st.segmented_control("Quand", (NOW, LATER), default=usual, required=True, key=f"when-{one.step}")
    if choice == NOW:
        return clock.now()
    day, hour = st.columns(2)
    chosen_before = one.leaves_at.astimezone(PARIS).replace(tzinfo=None) if one.leaves_at else None
    first = max(earliest_day(edition, one.step) or clock.today(), clock.today())
    last = latest_day(edition, one.step)
    chosen = day.date_input(
        "Jour",
        chosen_before.date() if chosen_before else max(one.proposed_on, first),
        min_value=first,
        max_value=last if last and last >= max(one.proposed_on, first) else None,
        format="DD/MM/YYYY",
        key=f"day-{one.step}",
    )
    usual = chosen_before.time() if chosen_before and chosen_before.time() in _HOURS else MORNING
    at = hour.selectbox("Heure", _HOURS, _HOURS.index(usual), format_func=time_in_words, key=f"hour-{one.step}")
    if chosen is None:
        st.markdown(":gray[Choisissez un jour.]")
        return None
    starts = datetime.combine(chosen, at, PARIS).astimezone(clock.now().tzinfo)
    if starts <= clock.now():
        st.warning("Cette heure est déjà passée : choisissez-en une autre, ou « Maintenant ».", icon=":material/info:")
        return None
    if not is_working_day(chosen):
        better = day_in_words(next_working_day(chosen), year=False)
        st.warning(f"Week-end ou jour férié : plutôt {better}.", icon=":material/info:")
        return None
    return starts
