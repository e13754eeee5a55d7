"""Who has read their role: filters, search, order, « lu au téléphone », reminders to the others."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.editions.model import Edition, State
from campaign.participation.role_readers import RoleReader
from campaign.participation.role_reminding import remind_roles, remindable
from campaign.roles.acknowledging import note_read
from campaign.roles.model import ActorRole, Stand
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line, parameter
from campaign.ui.plain import plain
from campaign.ui.roles_words import FILE, SHORT, STAND_COLOURS, how_read, may_follow, roles_of
from campaign.ui.session import require_agent

SHOWN = 30
WAITING, DONE, ALL = "a-lire", "lu", "tous"
_STATES = {WAITING: "À lire", DONE: "Lu", ALL: "Tous"}
_WHO = {"boutiques": "Boutiques", "animateurs": "Animateurs", "equipe": "Équipe projet"}
SORTS = ("Par nom", "Par rôle", "Derniers lus")
STATE, WHO, SEARCH, ORDER = "roles-state", "roles-who", "roles-search", "roles-order"
_LIVE = (State.PREPARING, State.OPEN, State.CLOSED)


def reading_card(db: Database, agent: Agent, edition: Edition, readers: Sequence[RoleReader]) -> None:
    """The list of people, filtered, with what may be done."""
    waiting = [one for one in readers if one.waits]
    with card("Qui a lu son rôle", f"{len(readers) - len(waiting)} sur {len(readers)}",
              "gray" if waiting else "green"):  # fmt: skip
        listed, roles = _filtered(readers)
        with line():
            live = may_follow(agent) and edition.state(clock.today()) in _LIVE
            due = live and any(one.role in roles for one in waiting)
            if due and st.button("Relancer", icon=":material/outgoing_mail:", key="remind-roles"):
                remind(edition.id, [str(one) for one in roles])
            export_menu(f"roles-lus-edition-{edition.id}", "Rôles", *_exported(listed))
        for one in listed[:SHOWN]:
            _line(db, agent, edition, one)
        if not listed:
            st.markdown(":gray[Personne ne correspond : changez de filtre, ou cherchez par le nom de la boutique.]")
        if len(listed) > SHOWN:
            st.markdown(f":gray[Et {len(listed) - SHOWN} autres : précisez la recherche, ou exportez.]")


def _filtered(readers: Sequence[RoleReader]) -> tuple[list[RoleReader], tuple[ActorRole, ...]]:
    if STATE not in st.session_state:
        st.session_state[STATE] = WAITING if parameter("lu") == "non" else ALL
    if WHO not in st.session_state and parameter("qui") in _WHO:
        st.session_state[WHO] = parameter("qui")
    counts = {WAITING: sum(one.waits for one in readers), ALL: len(readers)}
    counts[DONE] = counts[ALL] - counts[WAITING]
    state = st.segmented_control(
        "État", list(_STATES), format_func=lambda code: f"{_STATES[code]} · {counts[code]}", required=True,
        label_visibility="collapsed", key=STATE, wrap=True,
    )  # fmt: skip
    with line():
        who = st.selectbox("Qui", list(_WHO), None, format_func=_WHO.get, placeholder="Tous les rôles",
                           label_visibility="collapsed", key=WHO, width=165)  # fmt: skip
        order = st.selectbox("Ordre", SORTS, label_visibility="collapsed", key=ORDER, width=140)
    search = st.text_input("Chercher", placeholder="Nom, boutique, fonction", icon=":material/search:",
                           label_visibility="collapsed", key=SEARCH)  # fmt: skip
    roles = roles_of(who or "")
    words = search_key(search or "").split()
    listed = [
        one
        for one in readers
        if one.role in roles
        and (state == ALL or one.waits == (state == WAITING))
        and all(word in search_key(f"{one.name} {one.under} {one.role.label}") for word in words)
    ]
    return _sorted(listed, order or SORTS[0]), roles


def _sorted(listed: list[RoleReader], order: str) -> list[RoleReader]:
    """``listed`` is by role then by name."""
    if order == "Par nom":
        return sorted(listed, key=lambda one: (search_key(one.name), search_key(one.label)))
    if order == "Derniers lus":
        return sorted(listed, key=lambda one: -one.standing.reading.at.timestamp() if one.standing.reading else 0.0)
    return listed


def _line(db: Database, agent: Agent, edition: Edition, one: RoleReader) -> None:
    with st.container(border=True, gap="small"):
        with line():
            st.markdown(f"**{plain(one.name)}**", width="content")
            st.badge(one.role.label, color="gray")
            st.badge(SHORT[one.stand], color=STAND_COLOURS[one.stand])
        said = [part for part in (one.under, how_read(one)) if part]
        if one.waits:
            reach = phone_in_words(one.phone) if one.phone else "" if one.email else "ni téléphone ni courriel"
            said += [reach] if reach else []
        if said:
            st.markdown(f":gray[{plain(' · '.join(said))}]")
        if one.waits and may_follow(agent):
            key = f"{one.role}-{one.contact_id or 0}-{one.member_id or 0}"
            if st.button("Lu au téléphone", icon=":material/call:", type="tertiary", key=f"told-{key}"):
                form = f"role-read-{key}"
                with reporting(f"{one.name} a lu son rôle : c’est noté.", operation_of=form) as outcome:
                    note_read(db, agent, edition.id, one.role, form_operation(form), contact_id=one.contact_id,
                              member_id=one.member_id)  # fmt: skip
                if outcome.done:
                    st.rerun()


@st.dialog("Relancer ceux qui n’ont pas lu ?", icon=":material/outgoing_mail:")
def remind(edition_id: int, codes: list[str]) -> None:
    """Who gets a message, before it is asked for."""
    agent, db = require_agent(FILE)
    roles = [ActorRole(code) for code in codes]
    due = remindable(db, agent, edition_id, roles)
    if not due:
        st.markdown(
            "Personne à qui écrire : ceux qui restent ont eu un message ces trois derniers jours, ou n’ont pas "
            "d’adresse qui fonctionne. Appelez-les, puis notez « Lu au téléphone »."
        )
        return
    st.markdown(f"**{plural(len(due), 'message part', 'messages partent')}**, avec le rôle et le lien pour le lire.")
    with st.expander("Leurs noms", len(due) < 6):
        st.markdown(plain(", ".join(dict.fromkeys(one.label for one in due))))
    again = sum(one.stand is Stand.AGAIN for one in due)
    if again:
        st.markdown(f":gray[{plural(again, 'personne avait lu', 'personnes avaient lu')} un texte qui a changé.]")
    form = f"remind-roles-{edition_id}"
    with line():
        if st.button("Envoyer", type="primary", icon=":material/send:", key="remind-roles-send"):
            with reporting(operation_of=form) as outcome:
                sent = remind_roles(db, agent, edition_id, roles, form_operation(form))
                st.session_state["notice"] = f"{plural(sent, 'message part', 'messages partent')} dans la minute."
            if outcome.done:
                st.rerun()
        if st.button("Pas maintenant", type="tertiary", key="remind-roles-no"):
            st.rerun()


def _exported(listed: Sequence[RoleReader]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    headers = ("Nom", "Rôle", "Boutiques, collectivité ou fonction", "Lu", "Quand et comment", "Courriel", "Téléphone")
    rows = [
        (one.name, one.role.label, one.under, SHORT[one.stand], how_read(one), one.email,
         phone_in_words(one.phone) if one.phone else "")
        for one in listed
    ]  # fmt: skip
    return headers, rows
