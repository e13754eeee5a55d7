"""Checking in a return, piece by piece, and putting it right: what is left unsaid stays to be checked in."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import SurplusToDeclare
from campaign.base.french import number
from campaign.deliveries.model import ReturnSaid, Slip
from campaign.deliveries.road import note_return
from campaign.deliveries.settling import correct_entry
from campaign.deliveries.views import entries, slip
from campaign.stock.model import Item
from campaign.stock.views import given_back, held, items
from campaign.ui.deliveries_words import RETURNS_FILE, entry_title, name_of
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.returns_fields import ask_leftovers, ask_line, ask_people, ask_photos, say_all_back
from campaign.ui.returns_typed import TypedLine, read_return, typed_of
from campaign.ui.session import require_agent


def check_in(db: Database, agent: Agent, about: Slip, declared: Mapping[int, int]) -> None:
    """The form of a slip, whose lines still out are asked for. ``declared`` is what the place said it has left."""
    turn = st.session_state.setdefault(f"return-{about.number}-turn", 0)
    form = f"return-{about.number}-{turn}"
    # Lines asked for at the first display stay, so that a double return is told with who and when, nothing typed lost.
    asked = st.session_state.setdefault(f"{form}-asked", [one.id for one in about.lines if one.remaining])
    waiting = [TypedLine(one, one.remaining) for one in about.lines if one.remaining or one.id in asked]
    there = held(db, agent, about.edition_id, about.place.id)
    consumables = [(one.item, one.quantity) for one in there if not one.item.returnable]
    with st.container(border=True, key="check-in"):
        _back(about)
        if not waiting and not consumables:
            st.markdown(":green[Tout est revenu : il n’y a plus rien à reprendre sur ce bon.]")
            return
        if len(waiting) > 1 and st.button(
            ":primary[Tout est revenu, complet]", icon=":material/done_all:", type="tertiary", key=f"{form}-all"
        ):
            say_all_back(waiting, form)
        typed = [ask_line(one, form) for one in waiting]
        overtaken = [one.line.reference for one in waiting if not one.expected]
        if overtaken:
            _overtaken(about, turn, overtaken)
        leftovers = ask_leftovers(form, consumables, declared, {})
        people = ask_people(form)
        with line():
            go = st.button(
                "Enregistrer la reprise", type="primary", icon=":material/assignment_turned_in:", key=f"{form}-go"
            )
            photos = ask_photos(waiting, form) if waiting else {}

        def write(said: ReturnSaid) -> None:
            notify(note_return(db, agent, about.number, said, form_operation(form)).message)

        names = {item.id: item.name for item, _ in consumables}
        if save(
            form, go, write, lambda sure: read_return(typed, leftovers, names, *people, photos, surplus_accepted=sure)
        ):
            # Other keys: the next form of this slip starts empty.
            st.session_state[f"return-{about.number}-turn"] = turn + 1
            st.rerun()


def save(form: str, go: bool, write: Callable[[ReturnSaid], None], read: Callable[[bool], ReturnSaid]) -> bool:
    """Write what ``read`` finds typed when the button is pressed; True once done.

    More back than lent is asked about first: « déclarer un écart ? », and its own button. What was typed stays.
    """
    asked = f"{form}-surplus"
    if go:
        st.session_state.pop(asked, None)
    done = go and _attempt(form, write, lambda: read(False))
    if told := st.session_state.get(asked):
        st.warning(plain(told), icon=":material/help:")
        if st.button("Déclarer l’écart", icon=":material/report:", key=f"{form}-declare"):
            done = _attempt(form, write, lambda: read(True))
    if done:
        st.session_state.pop(asked, None)
    return done


def _attempt(form: str, write: Callable[[ReturnSaid], None], read: Callable[[], ReturnSaid]) -> bool:
    with reporting(operation_of=form) as outcome:
        try:
            write(read())
        except SurplusToDeclare as error:
            st.session_state[f"{form}-surplus"] = error.message
            return False
    return outcome.done


def _overtaken(about: Slip, turn: int, references: Sequence[str]) -> None:
    """Somebody else checked a line in while this form was open."""
    with line():
        st.markdown(f":orange[Repris entre-temps par quelqu’un d’autre : {plain(', '.join(references))}.]")
        if st.button("Recommencer avec ce qui reste", icon=":material/refresh:", type="tertiary", key="return-again"):
            st.session_state[f"return-{about.number}-turn"] = turn + 1
            st.rerun()


def _back(about: Slip) -> None:
    """What is back already."""
    said = [
        f":green-badge[{number(one.done)} sur {number(one.planned)}] {plain(one.label)} :gray[{plain(one.reference)}]"
        + (f" :orange-badge[{number(one.damaged)} abîmé{'s' if one.damaged > 1 else ''}]" if one.damaged else "")
        for one in about.lines
        if one.done
    ]
    if said:
        st.markdown("  \n".join(said))


@st.dialog("Corriger la reprise", width="large", icon=":material/edit:")
def correct_return(slip_number: str, entry_id: int) -> None:
    """What was typed wrong: the former stays in sight, « corrigée depuis »; stock and gaps follow the new one."""
    agent, db = require_agent(RETURNS_FILE)
    about = slip(db, agent, slip_number)
    former = next((one for one in entries(db, agent, slip_number) if one.id == entry_id), None)
    if former is None:
        st.markdown("Cette saisie n’existe plus.")
        return
    form, was = f"correct-return-{entry_id}", {one.line_id: one for one in former.lines}
    st.markdown(f"{entry_title(former, agent)}  \n:gray[{plain(name_of(about.place))}, {about.number}]")
    st.markdown(":gray[L’ancienne saisie reste visible ; le stock et les écarts suivront celle-ci.]")
    asked = [one for one in about.lines if one.id in was or one.remaining]
    typed = [ask_line(typed_of(one, was.get(one.id)), form) for one in asked]
    consumables = _consumables(db, agent, about, former.leftovers)
    leftovers = ask_leftovers(form, consumables, {}, former.leftovers)
    people = ask_people(form, former.receiver, former.note)
    go = st.button("Corriger la saisie", type="primary", key=f"{form}-go")

    def write(said: ReturnSaid) -> None:
        correct_entry(db, agent, entry_id, said, form_operation(form))
        notify("La saisie est corrigée ; le stock et les écarts suivent.")

    names = {item.id: item.name for item, _ in consumables}
    if save(form, go, write, lambda sure: read_return(typed, leftovers, names, *people, {}, surplus_accepted=sure)):
        st.rerun()


def _consumables(db: Database, agent: Agent, about: Slip, former: Mapping[int, int]) -> Sequence[tuple[Item, int]]:
    """What the place got that is used up and may be said again, with how many units it got."""
    goods = {one.id: one for one in (*items(db, agent), *items(db, agent, archived=True))}
    got = given_back(db, agent, about.edition_id)
    place_id = about.place.id
    return [(goods[key], got[place_id, key].delivered) for key in former if (place_id, key) in got]
