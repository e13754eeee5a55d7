"""Who has read their role: filters, search, order, « lu au téléphone », reminders to the others."""

from collections.abc import Sequence

import pandas as pd
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
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, notify, offer_undo, reporting
from campaign.ui.layout import empty, line, parameter, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.roles_words import FILE, SHORT, STAND_COLOURS, how_read, may_follow, roles_of
from campaign.ui.session import require_agent

_MANY = 15  # rows shown whole; beyond, the table scrolls in itself
_HEADERS = ("Nom", "Rôle", "Boutiques, collectivité ou fonction", "Lu", "Quand et comment", "Courriel", "Téléphone")
WAITING, DONE, ALL = "a-lire", "lu", "tous"
_STATES = {WAITING: "À lire", DONE: "Lu", ALL: "Tous"}
_WHO = {"boutiques": "Boutiques", "animateurs": "Animateurs", "equipe": "Équipe projet"}
SORTS = ("Par nom", "Par rôle", "Derniers lus")
STATE, WHO, SEARCH, ORDER = "roles-state", "roles-who", "roles-search", "roles-order"
_LIVE = (State.PREPARING, State.OPEN, State.CLOSED)


def reading_list(db: Database, agent: Agent, edition: Edition, readers: Sequence[RoleReader]) -> None:
    """The people, filtered; the chosen one beside them, with what may be done."""
    if not readers:
        said = "Préparez les liens des boutiques et des animateurs, et nommez l’équipe projet."
        empty("Personne n’a encore de rôle à lire.", said, "contacts.py", "Préparer les liens", "mug")
        return
    listed = _filtered(agent, edition, readers)
    work, context = st.columns([2, 1])
    with work:
        if not listed:
            empty("Personne ne correspond.", "Changez de filtre, ou cherchez par le nom de la boutique.", drawing="cat")
            return
        chosen = _table(listed)
        same_in_a_table([dict(zip(_HEADERS, row, strict=True)) for row in _rows(listed)])
    with context:
        _detail(db, agent, edition, chosen)


def _table(listed: Sequence[RoleReader]) -> RoleReader:
    """The chosen line, the first by default."""
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Nom": [one.name for one in listed],
                "Rôle": [one.role.label for one in listed],
                "Lu": [[SHORT[one.stand]] for one in listed],
                "Pour": [one.under for one in listed],
                "Quand": [how_read(one) for one in listed],
            }
        ),
        hide_index=True,
        placeholder="",
        height="content" if len(listed) <= _MANY else 590,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Nom": st.column_config.TextColumn(width=150),
            "Rôle": st.column_config.TextColumn(width=112),
            "Lu": chip_column("Lu", {SHORT[one]: colour for one, colour in STAND_COLOURS.items()}, width=125),
            "Pour": st.column_config.TextColumn(width=225),
            "Quand": st.column_config.TextColumn(width=190),
        },
        alt=f"{plural(len(listed), 'personne')} : rôle, lu ou non, boutiques ou fonction",
        key=f"roles-table-{abs(hash(tuple(_key(one) for one in listed)))}",
    )
    rows = picked["selection"]["rows"]
    return listed[rows[0]] if rows and rows[0] < len(listed) else listed[0]


def _detail(db: Database, agent: Agent, edition: Edition, one: RoleReader) -> None:
    with st.container(border=True, gap="small"):
        st.header(plain(one.name), anchor=False)
        with line():
            st.badge(one.role.label, color="gray")
            st.badge(SHORT[one.stand], color=STAND_COLOURS[one.stand])
        said = [f":material/{icon}: {plain(text)}" for icon, text in _known(one) if text]
        st.markdown("  \n".join(said))
        if not one.waits:
            return
        if not one.phone and not one.email:
            st.markdown(":gray[Ni téléphone ni courriel : à dire de vive voix.]")
        if may_follow(agent) and st.button("Lu au téléphone", icon=":material/call:", key=f"told-{_key(one)}"):
            form = f"role-read-{_key(one)}"
            with reporting(operation_of=form) as outcome:
                noted = note_read(db, agent, edition.id, one.role, form_operation(form), contact_id=one.contact_id,
                          member_id=one.member_id)  # fmt: skip
            if outcome.done:
                offer_undo(f"{one.name} a lu son rôle : c’est noté.", "role-reading", noted)
                st.rerun()
        st.markdown(":gray[Notez-le quand cette personne vous a dit qu’elle connaît son rôle.]")


def _known(one: RoleReader) -> list[tuple[str, str]]:
    where = "storefront" if one.contact_id is not None else "badge"
    return [
        (where, one.under),
        ("call", phone_in_words(one.phone) if one.phone else ""),
        ("mail", one.email),
        ("menu_book", how_read(one)),
    ]


def _key(one: RoleReader) -> str:
    return f"{one.role}-{one.contact_id or 0}-{one.member_id or 0}"


def _filtered(agent: Agent, edition: Edition, readers: Sequence[RoleReader]) -> list[RoleReader]:
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
        search = st.text_input("Chercher", placeholder="Nom, boutique, fonction", icon=":material/search:",
                               label_visibility="collapsed", key=SEARCH, width=260)  # fmt: skip
        who = st.selectbox("Qui", list(_WHO), None, format_func=_WHO.get, placeholder="Tous les rôles",
                           label_visibility="collapsed", key=WHO, width=170)  # fmt: skip
        order = st.selectbox("Ordre", SORTS, label_visibility="collapsed", key=ORDER, width=150)
        roles = roles_of(who or "")
        words = search_key(search or "").split()
        listed = [
            one
            for one in readers
            if one.role in roles
            and (state == ALL or one.waits == (state == WAITING))
            and all(word in search_key(f"{one.name} {one.under} {one.role.label}") for word in words)
        ]
        listed = _sorted(listed, order or SORTS[0])
        live = may_follow(agent) and edition.state(clock.today()) in _LIVE
        due = live and any(one.waits and one.role in roles for one in readers)
        if due and st.button("Relancer", icon=":material/outgoing_mail:", key="remind-roles"):
            remind(edition.id, [str(one) for one in roles])
        if listed:
            export_menu(f"roles-lus-edition-{edition.id}", "Rôles", _HEADERS, _rows(listed))
    return listed


def _sorted(listed: list[RoleReader], order: str) -> list[RoleReader]:
    """``listed`` is by role then by name."""
    if order == "Par nom":
        return sorted(listed, key=lambda one: (search_key(one.name), search_key(one.label)))
    if order == "Derniers lus":
        return sorted(listed, key=lambda one: -one.standing.reading.at.timestamp() if one.standing.reading else 0.0)
    return listed


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
                notify(f"{plural(sent, 'message part', 'messages partent')} dans la minute.")
            if outcome.done:
                st.rerun()
        if st.button("Pas maintenant", type="tertiary", key="remind-roles-no"):
            st.rerun()


def _rows(listed: Sequence[RoleReader]) -> list[tuple[object, ...]]:
    return [
        (one.name, one.role.label, one.under, SHORT[one.stand], how_read(one), one.email,
         phone_in_words(one.phone) if one.phone else "")
        for one in listed
    ]  # fmt: skip
