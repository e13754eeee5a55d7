"""« Envoyer à la presse »: which version, to whom, which words, when; then one sentence and one button."""

from collections.abc import Sequence
from datetime import datetime, time

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import moment_in_words, plural, time_in_words
from campaign.communication.content import Source, read_source
from campaign.communication.model import Scale
from campaign.media.composing import DEFAULT_SUBJECT, DEFAULT_TEXT, MAX_SUBJECT, MAX_TEXT, variables
from campaign.media.model import Candidate
from campaign.media.sending import candidates, preview, send_to_press
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.layout import line
from campaign.ui.media_words import FILE, audience_words, may_write
from campaign.ui.message_preview import closed_frame
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

NOW, LATER, EMBARGO = "Maintenant", "À une date", "À la fin de l’embargo"
_HOURS = [time(hour, minute) for hour in range(6, 21) for minute in (0, 30)]
_NAMED = 6  # people named in the last sentence


@st.dialog("Envoyer à la presse", width="large", icon=":material/send:")
def prepare_press_sending(edition_id: int) -> None:
    """The dialog; it runs alone at each gesture, so it asks again who is signed in."""
    agent, db = require_agent(FILE)
    if not may_write(agent):
        return
    try:
        source = read_source(db, agent, edition_id)
    except CampaignError as error:
        show_error(error)
        return
    if not source.press.sheet.published_at:
        st.info("Ouvrez d’abord la page de presse : le message y mène.", icon=":material/lock:")
        return
    who, words = st.columns([1, 1.15], gap="medium")
    with who:
        audience, people, chosen = _people(db, agent, source)
        starts = _when(source)
    with words:
        subject = st.text_input("Objet", DEFAULT_SUBJECT, max_chars=MAX_SUBJECT, key="press-subject")
        text = st.text_area("Message", DEFAULT_TEXT, max_chars=MAX_TEXT, height=210, key="press-text")
        _variables(source, audience)
        shown = _preview(db, agent, edition_id, audience, subject, text, starts or clock.now())
    if shown and starts is not None:
        _confirm(db, agent, source, audience, subject, text, [one for one in people if one.correspondent.id in chosen],
                 starts)  # fmt: skip


def _people(db: Database, agent: Agent, source: Source) -> tuple[str, list[Candidate], list[int]]:
    versions = ["", *(str(one) for one in source.audiences() if one.scale is Scale.EPCI)]
    audience = st.selectbox("Version du dossier", versions, format_func=audience_words, key="press-audience")
    people = candidates(db, agent, audience)
    names = {one.correspondent.id: _named(one) for one in people if one.skip is None}
    chosen = st.multiselect(
        "À qui",
        list(names),
        [one.correspondent.id for one in people if one.chosen],
        format_func=names.get,
        placeholder="Choisir des personnes",
        key=f"press-people-{audience}",  # another version: the people of its territory are proposed again
    )
    left_out = [one for one in people if one.skip]
    if left_out:
        with st.expander(f"{plural(len(left_out), 'personne laissée', 'personnes laissées')} de côté"):
            for one in left_out:
                st.markdown(f"{plain(one.correspondent.name)} : {one.skip.label}")
    if not names:
        st.info("Personne à qui écrire : ajoutez des correspondants dans « Médias ».", icon=":material/info:")
    return audience, people, chosen


def _named(one: Candidate) -> str:
    outlets = ", ".join(one.correspondent.outlets)
    return f"{one.correspondent.name} · {outlets}" if outlets else one.correspondent.name


def _when(source: Source) -> datetime | None:
    """Now, a Paris day and hour, or the end of the embargo (UTC); None while it cannot be used."""
    sheet, now = source.press.sheet, clock.now()
    under = sheet.under_embargo(now)
    if under:
        said = moment_in_words(sheet.embargo_until, year=True)
        st.info(f"Sous embargo jusqu’au {said} : l’objet et la première ligne le diront.", icon=":material/lock_clock:")
    choices = (NOW, LATER, EMBARGO) if under else (NOW, LATER)
    choice = st.segmented_control("Quand", choices, default=NOW, required=True, key="press-when")
    if choice == NOW:
        return now
    if choice == EMBARGO and under:
        return sheet.embargo_until
    day, hour = st.columns(2)
    today = clock.today()
    picked = day.date_input("Jour", today, min_value=today, format="DD/MM/YYYY", key="press-day")
    at = hour.selectbox("Heure", _HOURS, 8, format_func=time_in_words, key="press-hour")
    if picked is None:
        return None
    starts = datetime.combine(picked, at, PARIS).astimezone(now.tzinfo)
    if starts <= now:
        st.warning("Cette heure est déjà passée : choisissez-en une autre, ou « Maintenant ».", icon=":material/info:")
        return None
    return starts


def _variables(source: Source, audience: str) -> None:
    with st.expander("Mots remplacés par le logiciel", icon=":material/data_object:"):
        for name, one in variables(source, audience).items():
            st.markdown(f"`{{{{{name}}}}}` {plain(one.label)} :gray[· {plain(one.example)}]")


def _preview(db: Database, agent: Agent, edition_id: int, audience: str, subject: str, text: str, at: datetime) -> bool:
    """What will be read; False while the words cannot leave."""
    try:
        said = preview(db, agent, edition_id, audience, subject, text, at)
    except CampaignError as error:
        show_error(error)
        return False
    st.markdown(f"**{plain(said.subject)}**")
    st.iframe(closed_frame(said.html), height=330, alt=f"Aperçu du message : {said.subject}")
    return True


def _confirm(db: Database, agent: Agent, source: Source, audience: str, subject: str, text: str,
             due: Sequence[Candidate], starts: datetime) -> None:  # fmt: skip
    if not due:
        st.markdown(":gray[Choisissez au moins une personne.]")
        return
    later = starts > clock.now()
    messages = plural(len(due), "message")
    names = [one.correspondent.name for one in due[:_NAMED]]
    more = len(due) - len(names)
    whom = ", ".join(names) + (f" et {plural(more, 'autre')}" if more else "")
    moment = moment_in_words(starts, year=True)
    st.markdown(f"**Vous allez envoyer {messages} à {plain(whom)}{f', {moment}' if later else ', tout de suite'}.**")
    st.markdown(
        ":gray[Un message parti ne se reprend pas. Chacun est vérifié au départ, et peut refuser les suivants.]"
    )
    with line():
        verb = f"Programmer {messages}" if later else f"Envoyer {messages}"
        pressed = st.button(verb, type="primary", icon=":material/send:", key="press-send")
        if st.button("Ne rien envoyer", type="tertiary", key="press-keep"):
            st.rerun()
    if not pressed:
        return
    form = f"press-{source.edition.id}"
    said = f"{messages} à la presse : programmé." if later else f"{messages} à la presse en route."
    with reporting(said, operation_of=form) as outcome:
        send_to_press(
            db, agent, source.edition.id, audience, subject, text, [one.correspondent.id for one in due],
            starts if later else None, form_operation(form),
        )  # fmt: skip
    if outcome.done:
        st.rerun()
