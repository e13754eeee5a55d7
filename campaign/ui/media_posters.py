"""« Affichage »: places of posters, what became of each, labels to print, gaps on the map."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import moment_in_words, plural
from campaign.editions.model import Edition
from campaign.media.labels import labels_file
from campaign.media.spots import MAX_NOTE, archive_spot, keep_spots, leave_spot, note_poster, renew_code
from campaign.media.spots_model import Due, Posting, SpotState
from campaign.media.views import coverage_gaps, history, photo, postings, unused_spots
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, empty, line, same_in_a_table
from campaign.ui.media_poster_map import gaps_table, poster_map
from campaign.ui.media_spot_form import edit_spot
from campaign.ui.media_words import FILE, may_write, put_away
from campaign.ui.plain import plain
from campaign.ui.session import database, require_agent

__all__ = ["edit_spot", "posters_tab", "posters_words"]

STATES = {
    SpotState.TO_POSE: "yellow", SpotState.POSED: "green", SpotState.NOT_FOUND: "red", SpotState.REMOVED: "gray",
}  # fmt: skip
HEADERS = ("N°", "Emplacement", "Type", "Adresse", "Commune", "EPCI", "Affiches", "Qui pose", "État", "Noté le",
           "Remarque", "À faire")  # fmt: skip
_TABLE, _MAP = "Liste", "Carte et manques"


def posters_words(db: Database, agent: Agent, edition: Edition) -> str:
    """« Avril 2014 : 24 emplacements, 18 posés, 3 à poser, 3 à retirer. »"""
    listed = postings(db, agent, edition.id)
    if not listed:
        return f"{edition.name} : aucun emplacement retenu."
    dues = Counter(one.due(edition.last_day, clock.today()) for one in listed)
    posed = sum(one.state in (SpotState.POSED, SpotState.REMOVED) for one in listed)
    parts = [
        plural(len(listed), "emplacement"),
        plural(posed, "posé"),
        f"{dues[Due.POSE] + dues[Due.FIND]} à poser" if dues[Due.POSE] + dues[Due.FIND] else "",
        f"{dues[Due.REMOVE]} à retirer" if dues[Due.REMOVE] else "",
    ]
    return f"{edition.name} : {', '.join(part for part in parts if part)}."


def posters_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """The list with the chosen place beside it, or the map with the gaps."""
    everything = postings(db, agent, edition.id)
    writes = may_write(agent, "affichage")
    unused = unused_spots(db, agent, edition.id) if writes else []
    if not everything:
        said = (
            "Ajoutez un emplacement : mairie, abribus, panneau libre, commerce… Son étiquette porte un code à scanner."
        )
        empty("Aucun emplacement retenu pour cette édition.", said, drawing="bike")
        _take_up(db, agent, edition, unused)
        return
    with line():
        view = st.segmented_control(
            "Voir", (_TABLE, _MAP), default=_TABLE, required=True, label_visibility="collapsed", key="posters-view"
        )
        search = st.text_input(
            "Chercher", placeholder="Numéro, lieu, commune…", icon=":material/search:",
            label_visibility="collapsed", key="posters-search", width=240,
        )  # fmt: skip
        due = st.pills(
            "À faire", (Due.POSE, Due.REMOVE, Due.FIND), format_func=lambda one: one.label,
            label_visibility="collapsed", key="posters-due", wrap=True,
        )  # fmt: skip
        today = clock.today()
        found = postings(db, agent, edition.id, search or "")
        listed = [one for one in found if due in (None, one.due(edition.last_day, today))]
        if agent.role is not Role.READER:
            _labels(db, agent, edition)
        rows = [_exported(one, edition) for one in listed]
        export_menu(f"affiches-edition-{edition.id}", "Affichage", HEADERS, rows)
    if not listed:
        empty("Aucun emplacement ne correspond.", "Retirez un filtre.", drawing="cat")
        return
    if view == _MAP:
        gaps = coverage_gaps(db, agent, edition.id)
        poster_map(edition, listed, gaps)
        gaps_table(gaps)
        return
    work, context = st.columns([1.8, 1])
    with work:
        chosen = _table(listed, edition)
    with context:
        _detail(db, agent, chosen)
    same_in_a_table(
        [
            {"N°": one.number, "Emplacement": f"{one.spot.label}, {one.spot.commune}", "État": one.state.label,
             "À faire": _due(one, edition, clock.today())}
            for one in listed[:200]
        ]
    )  # fmt: skip
    _take_up(db, agent, edition, unused)


def _table(listed: Sequence[Posting], edition: Edition) -> Posting:
    today = clock.today()
    picked = st.dataframe(
        pd.DataFrame(
            {
                "N°": [one.number for one in listed],
                "Emplacement": [one.spot.label for one in listed],
                "Commune": [one.spot.commune for one in listed],
                "État": [[one.state.label] for one in listed],
                "À faire": [_due(one, edition, today) for one in listed],
                "Qui pose": [one.spot.by for one in listed],
            }
        ),
        hide_index=True,
        height="content" if len(listed) < 14 else 540,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "N°": st.column_config.TextColumn(width=70),
            "Emplacement": st.column_config.TextColumn(width=210),
            "Commune": st.column_config.TextColumn(width=150),
            "État": chip_column("État", STATES, width=115),
            "À faire": st.column_config.TextColumn(width=90),
        },
        alt=f"{plural(len(listed), 'emplacement')} : commune, état, ce qu’il reste à faire",
        key="posters-table",
    )
    rows = picked["selection"]["rows"]
    return listed[rows[0]] if rows and rows[0] < len(listed) else listed[0]


def _due(one: Posting, edition: Edition, today: object) -> str:
    due = one.due(edition.last_day, today)
    return "" if due is Due.NOTHING else due.label


def _detail(db: Database, agent: Agent, one: Posting) -> None:
    spot, writes = one.spot, may_write(agent, "affichage")
    with st.container(border=True):
        st.header(plain(f"{one.number} · {spot.label}"), anchor=False)
        with line():
            st.badge(one.state.label, color=STATES[one.state])
            st.badge(spot.kind.label, color="gray")
            st.badge(plural(spot.quantity, "affiche"), color="gray")
        where = ", ".join(part for part in (spot.address, spot.commune) if part)
        facts = [("location_on", where), ("person", spot.by), ("info", spot.note)]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        if writes:
            _note(db, agent, one)
            _verbs(db, agent, one)
        if agent.role is not Role.READER:
            _history(db, agent, one)


def _note(db: Database, agent: Agent, one: Posting) -> None:
    form = f"poster-{one.id}"
    note = st.text_input("Remarque", max_chars=MAX_NOTE, placeholder="Remarque (facultative)", key=f"{form}-note",
                         label_visibility="collapsed")  # fmt: skip
    offered = [state for state in (SpotState.POSED, SpotState.REMOVED, SpotState.NOT_FOUND, SpotState.TO_POSE)
               if state is not one.state]  # fmt: skip
    with line():
        for state in offered:
            if st.button(state.label, key=f"{form}-{state}"):
                with reporting(f"{one.number} : {state.label.lower()}, c’est noté.", form) as outcome:
                    note_poster(db, agent, one.id, state, note or "", form_operation(form))
                if outcome.done:
                    st.rerun()


def _verbs(db: Database, agent: Agent, one: Posting) -> None:
    verbs = ["Modifier", "Nouveau code", "Archiver l’emplacement"]
    if one.latest is None:
        verbs.insert(2, "Ne plus retenir")
    chosen = st.menu_button("Autres gestes", verbs, key=f"poster-{one.id}-menu")
    if chosen == "Modifier":
        edit_spot(one.edition_id, one.id)
    elif chosen == "Nouveau code":
        confirm_new_code(one.id, one.number)
    elif chosen == "Archiver l’emplacement":
        said = f"« {one.spot.label} » ne sera plus proposé aux prochaines éditions."
        put_away(archive_spot, db, agent, "spot", one.spot.id, said)
    elif chosen:
        form = f"leave-{one.id}"
        with reporting(f"{one.number} n’est plus retenu pour cette édition.", form) as outcome:
            leave_spot(db, agent, one.id, form_operation(form))
        if outcome.done:
            st.rerun()


def _history(db: Database, agent: Agent, one: Posting) -> None:
    lines = history(db, agent, one.id)
    if not lines:
        st.markdown(":gray[Rien de noté encore : par l’étiquette, ou ici.]")
    for noted in lines[:6]:
        by = "par l’étiquette" if noted.actor == "public" else "par l’équipe"
        said = f"  \n{plain(noted.note)}" if noted.note else ""
        st.markdown(f":{STATES[noted.state]}-badge[{noted.state.label}] :gray[{moment_in_words(noted.at)}, {by}]{said}")
        if noted.photo:
            try:
                st.image(photo(db, agent, noted.photo), width=260, alt=f"Photo : {one.spot.label}")
            except CampaignError as error:
                st.markdown(f":gray[{plain(error.message)}]")


def _labels(db: Database, agent: Agent, edition: Edition) -> None:
    st.download_button(
        "Étiquettes",
        lambda: labels_file(database(), agent, edition.id)[1],
        f"etiquettes-affiches-edition-{edition.id}.pdf",
        "application/pdf",
        on_click="ignore",
        icon=":material/qr_code_2:",
        help="Planches A4 de 24 étiquettes (70 × 37 mm), un code par emplacement",
    )


def _take_up(db: Database, agent: Agent, edition: Edition, unused: Sequence[object]) -> None:
    """Places of former editions, to keep for this one."""
    if not unused:
        return
    with card("Emplacements déjà connus", len(unused)):
        names = {one.id: f"{one.label} · {one.commune}" for one in unused}
        chosen = st.multiselect("À reprendre", list(names), list(names), format_func=names.get, key="take-up")
        if st.button(f"Retenir {plural(len(chosen), 'emplacement')}", disabled=not chosen, key="take-up-go"):
            form = f"take-up-{edition.id}"
            with reporting("Emplacements retenus : imprimez leurs étiquettes.", form) as outcome:
                keep_spots(db, agent, edition.id, chosen, form_operation(form))
            if outcome.done:
                st.rerun()


def _exported(one: Posting, edition: Edition) -> tuple[object, ...]:
    spot, latest = one.spot, one.latest
    return (
        one.number, spot.label, spot.kind, spot.address, spot.commune, spot.epci_name, spot.quantity, spot.by,
        one.state, latest.at if latest else None, latest.note if latest else "", _due(one, edition, clock.today()),
    )  # fmt: skip


@st.dialog("Remplacer le code", icon=":material/qr_code_2:")
def confirm_new_code(posting_id: int, number: str) -> None:
    """The printed label stops working: said before it does."""
    agent, db = require_agent(FILE)
    st.markdown(
        f"L’étiquette déjà imprimée de **{plain(number)}** ne servira plus. Imprimez la nouvelle, et collez-la."
    )
    with line():
        if st.button("Remplacer le code", type="primary", key="confirm-code"):
            form = f"code-{posting_id}"
            with reporting("Nouveau code : imprimez l’étiquette.", form) as outcome:
                renew_code(db, agent, posting_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Garder le code", type="tertiary", key="keep-code"):
            st.rerun()
