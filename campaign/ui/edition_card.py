"""One edition: its state, its figures, and what may be done of it in that state."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.editions import actions
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.participation.views import funnel
from campaign.ui.chips import STATE_COLOURS
from campaign.ui.edition_form import open_edition_form
from campaign.ui.feedback import form_operation, offer_undo, reporting
from campaign.ui.handover_give import give_kit
from campaign.ui.handover_received import received_verb
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.tags import tags_svg

_CHANGEABLE = (State.PREPARING, State.OPEN, State.CLOSED)


def edition_card(db: Database, agent: Agent, edition: Edition) -> None:
    """The card, with verbs for officers only."""
    state = edition.state(clock.today())
    with st.container(border=True):
        tags, text = st.columns([1, 4.2], vertical_alignment="center")
        tags.image(tags_svg(edition.days), width=min(88 * len(edition.days), 300), alt=edition.days_text)
        with text:
            with line():
                st.header(plain(edition.name), anchor=False, width="content")
                st.badge(state.label, color=STATE_COLOURS[state])
            st.markdown(_facts(db, agent, edition, state))
            with line():
                go_to("participations.py", "Voir les participations", key=f"see-{edition.id}", edition=edition.id)
                if state is State.PREPARING:
                    verb = "Choisir les jours avec les acteurs"
                    go_to("dates.py", verb, key=f"days-{edition.id}", edition=edition.id)
                received_verb(db, agent, edition.id)
                if agent.role is Role.OFFICER:
                    _verbs(db, agent, edition, state)


def _facts(db: Database, agent: Agent, edition: Edition, state: State) -> str:
    figures = funnel(db, agent, edition.id)
    deadline = day_in_words(edition.answer_deadline, year=False)
    verb = "sont attendues" if state in (State.PREPARING, State.OPEN) else "étaient attendues"
    lines = [edition.days_text[0].upper() + edition.days_text[1:]]
    if edition.theme:
        lines.append(plain(edition.theme))
    said = f"{plural(figures.confirmed, 'boutique participe', 'boutiques participent')} sur {figures.invited}"
    said = said if figures.invited else "aucune boutique invitée"
    goal = f", objectif {edition.objective_shops}" if edition.objective_shops else ""
    lines.append(f":gray[{said}{goal} · les réponses {verb} jusqu’au {deadline}]")
    return "  \n".join(lines)


def _verbs(db: Database, agent: Agent, edition: Edition, state: State) -> None:
    if state is State.PREPARING and st.button("Ouvrir", icon=":material/play_arrow:", key=f"open-{edition.id}"):
        _do(db, agent, edition, actions.open_edition, "Édition ouverte : les boutiques peuvent répondre.")
    if state is State.OPEN and st.button("Clore les réponses", icon=":material/lock:", key=f"close-{edition.id}"):
        confirm_close(edition.id, edition.name)
    if state in _CHANGEABLE:
        if st.button("Modifier", icon=":material/edit:", key=f"change-{edition.id}"):
            open_edition_form(edition, "change")
        if st.button("Date limite", icon=":material/event_upcoming:", type="tertiary", key=f"deadline-{edition.id}"):
            move_deadline(edition.id)
    if st.button("Copier", icon=":material/content_copy:", type="tertiary", key=f"copy-{edition.id}"):
        open_edition_form(edition, "copy")
    if st.button("Kit de reprise", icon=":material/inventory_2:", type="tertiary", key=f"give-kit-{edition.id}"):
        give_kit(edition.id)
    if state in _CHANGEABLE and st.button(
        "Annuler l’édition", icon=":material/event_busy:", type="tertiary", key=f"cancel-{edition.id}"
    ):
        confirm_cancel(edition.id, edition.name)
    if state in (State.OVER, State.CANCELLED) and st.button(
        "Archiver", icon=":material/archive:", type="tertiary", key=f"archive-{edition.id}"
    ):
        _do(db, agent, edition, actions.archive_edition, "", undo=f"« {edition.name} » est archivée.")
    if state in (State.ARCHIVED, State.CANCELLED) and st.button(
        "Rétablir", icon=":material/undo:", type="tertiary", key=f"reinstate-{edition.id}"
    ):
        _do(db, agent, edition, actions.reinstate_edition, "Édition rétablie.")


def _do(db: Database, agent: Agent, edition: Edition, action: object, said: str, undo: str = "") -> None:
    form = f"{action.__name__}-{edition.id}"
    with reporting(said, operation_of=form) as outcome:
        action(db, agent, edition.id, form_operation(form))
    if outcome.done:
        if undo:
            offer_undo(undo, "reinstate", edition.id)
        st.rerun()


def reinstate(db: Database, agent: Agent, edition_id: int) -> None:
    """« Annuler » after an archive."""
    form = f"reinstate_edition-{edition_id}"
    with reporting("C’est annulé.", operation_of=form) as outcome:
        actions.reinstate_edition(db, agent, edition_id, form_operation(form))
    if outcome.done:
        st.rerun()


@st.dialog("Clore les réponses ?", icon=":material/lock:")
def confirm_close(edition_id: int, name: str) -> None:
    """Shops read whom to call instead of the form."""
    said = "Les boutiques ne pourront plus répondre par leur lien ; elles liront qui appeler. "
    _confirm(edition_id, name, actions.close_edition, said + "La date limite se recule quand vous voulez.", "Clore")


@st.dialog("Annuler cette édition ?", icon=":material/event_busy:")
def confirm_cancel(edition_id: int, name: str) -> None:
    """Personal links say it, the public map no longer shows it."""
    said = "Les liens personnels le diront, la carte publique ne la montrera plus. Elle peut être rétablie ensuite."
    _confirm(edition_id, name, actions.cancel_edition, said, "Annuler l’édition")


def _confirm(edition_id: int, name: str, action: object, said: str, verb: str) -> None:
    agent, db = require_agent("editions.py")
    st.markdown(f"**{plain(name)}**  \n{said}")
    with line():
        if st.button(verb, type="primary", key=f"confirm-{action.__name__}"):
            form = f"{action.__name__}-{edition_id}"
            with reporting("C’est fait.", operation_of=form) as outcome:
                action(db, agent, edition_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Ne rien changer", type="tertiary", key=f"keep-{action.__name__}"):
            st.rerun()


@st.dialog("Changer la date limite", icon=":material/event_upcoming:")
def move_deadline(edition_id: int) -> None:
    """More time for shops, or less."""

    agent, db = require_agent("editions.py")
    edition = edition_view(db, edition_id)
    wanted = st.date_input("Réponses jusqu’au", edition.answer_deadline, format="DD/MM/YYYY", key="new-deadline")
    if wanted:
        st.markdown(f":gray[Soit {day_in_words(wanted)}, ce jour compris.]")
    if st.button("Enregistrer", type="primary", key="save-deadline", disabled=wanted is None):
        form = f"deadline-{edition_id}"
        with reporting("Date limite changée.", operation_of=form) as outcome:
            actions.move_deadline(db, agent, edition_id, wanted, form_operation(form))
        if outcome.done:
            st.rerun()
