"""Who to call, one line a person: number, what is left to do, and what the call gave, noted by one click."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP, day_in_words, enumerate_in_words, plural, short_date
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.messages.calls import MAX_NOTE, TASKS, Call, CallLine, call_list, note_call, undo_call
from campaign.messages.model import Outcome
from campaign.participation.model import Presence
from campaign.participation.views import participation
from campaign.ui.answer_for_shop import open_answer
from campaign.ui.contact_form import edit_contact, may_write
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

SHOWN = 25
COLOURS = {
    Outcome.ANSWERED: "green",
    Outcome.WILL_ANSWER: "blue",
    Outcome.CALL_BACK: "yellow",
    Outcome.NO_REPLY: "gray",
    Outcome.WRONG_NUMBER: "red",
    Outcome.DECLINED: "violet",
}
UNDO = "call"
_NEXT = "after-call"  # (what to open, contact id): a dialog cannot open another one


def call_lines(agent: Agent, edition: Edition, lines: list[CallLine]) -> None:
    """The first lines of the list, each with its verbs."""
    with st.container(border=True):
        for one in lines[:SHOWN]:
            _line(agent, edition, one)
    if len(lines) > SHOWN:
        st.markdown(f":gray[Et {len(lines) - SHOWN} autres : précisez la recherche, ou prenez la liste d’appels.]")


def _line(agent: Agent, edition: Edition, one: CallLine) -> None:
    contact_id = one.recipient.contact_id
    who, state, verbs = st.columns([2.1, 2.2, 2.2], vertical_alignment="center")
    who.markdown(f"**{plain(one.recipient.name)}** {_number(one)}  \n:gray[{_shops(one)}]")
    state.markdown(f"{TASKS[one.recipient.progress]}{_why(one)}{_last(one.last)}")
    with verbs, line():
        if not one.recipient.phone and may_write(agent):
            if st.button(":primary[Ajouter un numéro]", type="tertiary", key=f"number-{contact_id}"):
                edit_contact(contact_id, ())
        else:
            if st.button("A répondu", key=f"answered-{contact_id}", help="Ouvre la réponse de la boutique"):
                _note(agent, edition, one, Outcome.ANSWERED)
            if st.button("Pas de réponse", key=f"no-reply-{contact_id}"):
                _note(agent, edition, one, Outcome.NO_REPLY)
        if st.button(":primary[Autre…]", type="tertiary", key=f"call-{contact_id}"):
            note_a_call(edition.id, contact_id)


def _number(one: CallLine) -> str:
    phone = one.recipient.phone
    if not phone:
        return ":red[sans téléphone]"
    return f"[{plain(phone_in_words(phone)).replace(' ', NBSP)}](tel:{phone})"


def _shops(one: CallLine) -> str:
    return plain(enumerate_in_words(one.recipient.shops))


def _why(one: CallLine) -> str:
    if one.without_email:
        return " :orange-badge[sans courriel]"
    return " :gray-badge[jamais réagi]" if one.never_reacted and one.calls else ""


def _last(last: Call | None) -> str:
    if last is None:
        return ""
    day = short_date(last.at.astimezone(clock.PARIS).date())
    back = f", rappeler le {short_date(last.call_back_on)}" if last.call_back_on else ""
    note = f"  \n:gray[« {plain(last.note)} »]" if last.note else ""
    return f"  \n:{COLOURS[last.outcome]}-badge[{last.outcome.label}] :gray[{day}{back}]{note}"


def _note(agent: Agent, edition: Edition, one: CallLine, outcome: Outcome, note: str = "", back: object = None) -> bool:
    """Write the call down, offer to undo it, and keep what comes next for the page."""
    _, db = require_agent("letters_and_calls.py")
    form = f"call-{edition.id}-{one.recipient.contact_id}"
    with reporting(operation_of=form) as done:
        call_id = note_call(
            db, agent, edition.id, one.recipient.contact_id, outcome, note, back, form_operation(form)
        )  # fmt: skip
    if not done.done:
        return False
    offer_undo(f"{one.recipient.name} : {outcome.label.lower()}, c’est noté.", UNDO, call_id)
    if outcome in (Outcome.ANSWERED, Outcome.DECLINED, Outcome.WRONG_NUMBER):
        st.session_state[_NEXT] = (outcome, one.recipient.contact_id, one.recipient.place_ids)
    st.rerun()
    return True


def take_call_back(db: Database, agent: Agent, call_id: int) -> None:
    """The call just noted was a mistake."""
    form = f"undo-call-{call_id}"
    with reporting("L’appel n’est plus noté.", form) as done:
        undo_call(db, agent, call_id, form_operation(form))
    if done.done:
        st.session_state.pop(_NEXT, None)
        st.rerun()


def open_what_follows(db: Database, agent: Agent, edition: Edition) -> None:
    """After « a répondu »: the answer of the first shop that has none. After « mauvais numéro »: the contact."""
    outcome, contact_id, place_ids = st.session_state.pop(_NEXT, (None, 0, ()))
    if outcome is Outcome.WRONG_NUMBER and may_write(agent):
        edit_contact(contact_id, ())
    if outcome in (Outcome.ANSWERED, Outcome.DECLINED):
        shops = [participation(db, agent, edition.id, place_id) for place_id in place_ids]
        open_ones = [one for one in shops if one.answer is None or one.answer.presence is Presence.UNDECIDED]
        for one in (open_ones or shops)[:1]:
            open_answer(edition.id, one, Presence.NO if outcome is Outcome.DECLINED else Presence.YES)


@st.dialog("Noter l’appel", width="medium", icon=":material/call:")
def note_a_call(edition_id: int, contact_id: int) -> None:
    """Every outcome, a note, a day to call back, and the former calls of this person."""
    agent, db = require_agent("letters_and_calls.py")
    edition = edition_view(db, edition_id)
    found = [one for one in call_list(db, agent, edition_id) if one.recipient.contact_id == contact_id]
    if not found:
        st.markdown("Cette personne n’a plus rien à faire : sa réponse est arrivée.")
        return
    one = found[0]
    st.markdown(f"**{plain(one.recipient.name)}** {_number(one)}  \n:gray[{_shops(one)}]")
    form = f"call-note-{edition_id}-{contact_id}"
    outcome = st.pills(
        "Ce que l’appel a donné", list(Outcome), format_func=lambda one: one.label, key=f"{form}-outcome"
    )
    note = st.text_area("Note (facultative)", max_chars=MAX_NOTE, height=80, key=f"{form}-note")
    back = st.date_input(
        "Rappeler le (facultatif)",
        None,
        min_value=clock.today(),
        max_value=max(edition.last_day, clock.today()),
        format="DD/MM/YYYY",
        key=f"{form}-back",
    )
    if st.button("Noter l’appel", type="primary", disabled=outcome is None, key=f"{form}-save"):
        _note(agent, edition, one, outcome, note or "", back)
    if one.calls:
        st.markdown(f"**{plural(len(one.calls), 'appel noté', 'appels notés')}**")
    for call in one.calls:
        with line(wrap=False):
            st.markdown(_history(call), width="stretch")
            if st.button(":primary[Retirer]", type="tertiary", key=f"undo-call-{call.id}"):
                with reporting("Appel retiré.", f"undo-call-{call.id}") as done:
                    undo_call(db, agent, call.id, form_operation(f"undo-call-{call.id}"))
                if done.done:
                    st.rerun()


def _history(call: Call) -> str:
    at = call.at.astimezone(clock.PARIS)
    back = f", rappeler le {day_in_words(call.call_back_on, year=False)}" if call.call_back_on else ""
    note = f"  \n« {plain(call.note)} »" if call.note else ""
    return (
        f":{COLOURS[call.outcome]}-badge[{call.outcome.label}] {day_in_words(at.date(), year=False)}{back} "
        f":gray[par {plain(call.by)}]{note}"
    )
