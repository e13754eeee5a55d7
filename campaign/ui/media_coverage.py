"""« Retombées »: what the press published, its reach when it is known, its scan, out in a file."""

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import number, plural, short_date
from campaign.communication.content import read_source
from campaign.communication.model import Scale
from campaign.editions.model import Edition
from campaign.media.coverage import add_coverage, change_coverage, remove_coverage, scan_of
from campaign.media.model import Coverage, Tone, reach_in_words
from campaign.media.views import coverage, outlets
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import empty, line, same_in_a_table
from campaign.ui.media_words import FILE, audience_words, epcis, may_write, put_away
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

HEADERS = ("Date", "Média", "Titre", "Lien", "Document joint", "Portée", "Ton", "Territoire", "Note")
TONES = {Tone.GOOD: "green", Tone.NEUTRAL: "gray", Tone.CRITICAL: "orange"}
UNKNOWN = "inconnue"
_OTHER = 0
_ENDINGS = ["pdf", "png", "jpg", "jpeg"]


def coverage_words(db: Database, agent: Agent, edition: Edition) -> str:
    """« Avril 2014 : 8 retombées. Portée connue pour 5 retombées sur 8 : 120 000 au total. »"""
    listed = coverage(db, agent, edition.id)
    said = reach_in_words(listed)
    return (
        f"{edition.name} : {plural(len(listed), 'retombée')}. {said}" if listed else f"{edition.name} : {said.lower()}"
    )


def coverage_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """Search, table, and the chosen line beside it."""
    everything = coverage(db, agent, edition.id)
    if not everything:
        said = "Notez chaque article, émission ou publication : un lien ou un scan, et la portée si elle est connue."
        empty("Aucune retombée notée.", said, drawing="books")
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        search = st.text_input(
            "Chercher", placeholder="Média, titre…", icon=":material/search:", label_visibility="collapsed",
            key="coverage-search", width=300,
        )  # fmt: skip
        listed = coverage(db, agent, edition.id, search or "")
        export_menu(f"retombees-edition-{edition.id}", "Retombées", HEADERS, [_exported(one) for one in listed])
    if not listed:
        empty("Aucune retombée ne correspond.", "Cherchez autre chose.", drawing="cat")
        return
    work, context = st.columns([1.9, 1])
    with work:
        chosen = _table(listed)
        st.markdown(f":gray[{plain(reach_in_words(listed))}]")
    with context:
        _detail(db, agent, edition, chosen)
    same_in_a_table(
        [{"Date": short_date(one.published_on, year=True), "Média": one.outlet, "Titre": one.title,
          "Portée": _reach(one)} for one in listed]
    )  # fmt: skip


def _table(listed: list[Coverage]) -> Coverage:
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Date": [one.published_on for one in listed],
                "Média": [one.outlet for one in listed],
                "Titre": [one.title for one in listed],
                "Portée": [_reach(one) for one in listed],
                "Ton": [[one.tone.label] if one.tone else [] for one in listed],
            }
        ),
        hide_index=True,
        height="content" if len(listed) < 14 else 540,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Date": st.column_config.DateColumn(format="DD/MM/YYYY", width=100),
            "Média": st.column_config.TextColumn(width=170),
            "Portée": st.column_config.TextColumn(width=90),
            "Ton": chip_column("Ton", TONES, width=105),
        },
        alt=f"{plural(len(listed), 'retombée')} : date, média, titre, portée, ton",
        key="coverage-table",
    )
    rows = picked["selection"]["rows"]
    return listed[rows[0]] if rows and rows[0] < len(listed) else listed[0]


def _detail(db: Database, agent: Agent, edition: Edition, one: Coverage) -> None:
    with st.container(border=True):
        st.header(plain(one.title), anchor=False)
        with line():
            st.badge(plain(one.outlet), color="blue")
            if one.tone:
                st.badge(one.tone.label, color=TONES[one.tone])
            st.badge(plain(audience_words(one.audience)), color="gray")
        st.markdown(
            f":material/event: {short_date(one.published_on, year=True)}  \n:material/groups: Portée {_reach(one)}"
        )
        if one.link:
            st.link_button("Ouvrir l’article", one.link, icon=":material/open_in_new:", type="tertiary")
        if one.scan:
            _scan(db, agent, one)
        if one.note:
            st.markdown(f":gray[{plain(one.note)}]")
        if may_write(agent):
            with line():
                if st.button("Modifier", icon=":material/edit:", key="edit-coverage"):
                    edit_coverage(edition.id, one.id)
                if st.button("Retirer", icon=":material/delete:", type="tertiary", key="remove-coverage"):
                    put_away(
                        remove_coverage, db, agent, "coverage", one.id, f"« {one.title} » est retirée de la liste."
                    )


def _scan(db: Database, agent: Agent, one: Coverage) -> None:
    try:
        data, kind = scan_of(db, agent, one.id)
    except CampaignError as error:
        st.markdown(f":red[{plain(error.message)}]")
        return
    if kind != "application/pdf":
        st.image(data, alt=f"Document joint : {one.title}")
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(kind, "jpg")
    st.download_button(
        "Télécharger le document", data, f"retombee-{one.id}.{ending}", kind, on_click="ignore", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip


def _reach(one: Coverage) -> str:
    return UNKNOWN if one.reach is None else number(one.reach)


def _exported(one: Coverage) -> tuple[object, ...]:
    reach = UNKNOWN if one.reach is None else one.reach
    return (one.published_on, one.outlet, one.title, one.link, bool(one.scan), reach, one.tone,
            audience_words(one.audience), one.note)  # fmt: skip


@st.dialog("Retombée", width="medium", icon=":material/newsmode:")
def edit_coverage(edition_id: int, coverage_id: int | None) -> None:
    """The dialog: new when ``coverage_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in coverage(db, agent, edition_id) if found.id == coverage_id), None)
    form = f"coverage-form-{coverage_id or 'new'}"
    seen = version_read(form, f"{form}-title", one.version if one else 0)
    known = {found.id: found.name for found in outlets(db, agent)}
    ids = [*known, _OTHER]
    current = one.outlet_id if one and one.outlet_id in known else _OTHER if one else None
    outlet_id = st.selectbox(
        "Média", ids, ids.index(current) if current is not None else None,
        format_func=lambda number: known.get(number, "Un autre média"), placeholder="Choisir un média",
        key=f"{form}-outlet",
    )  # fmt: skip
    typed: dict[str, object] = {"outlet_id": outlet_id or None, "outlet_name": ""}
    if outlet_id == _OTHER:
        typed["outlet_name"] = st.text_input("Nom du média", one.outlet if one and not one.outlet_id else "",
                                             max_chars=120, key=f"{form}-other")  # fmt: skip
    typed["title"] = st.text_input(
        "Titre de l’article ou de l’émission", one.title if one else "", max_chars=200, key=f"{form}-title"
    )  # fmt: skip
    left, right = st.columns(2)
    typed["published_on"] = left.date_input(
        "Date", one.published_on if one else clock.today(), format="DD/MM/YYYY", key=f"{form}-day"
    )  # fmt: skip
    typed["reach"] = right.text_input(
        "Portée (lecteurs, auditeurs, vues)", "" if one is None or one.reach is None else str(one.reach),
        placeholder="vide : inconnue", key=f"{form}-reach",
    )  # fmt: skip
    tones = list(Tone)
    typed["tone"] = st.segmented_control(
        "Ton", tones, default=one.tone if one else None, format_func=lambda tone: tone.label, key=f"{form}-tone"
    )  # fmt: skip
    typed["link"] = st.text_input("Lien", one.link if one else "", placeholder="https://…", key=f"{form}-link")
    file = st.file_uploader(
        "Ou un document : PDF, JPEG ou PNG, 5 Mo au plus", type=_ENDINGS, max_upload_size=5, key=f"{form}-scan"
    )
    if file:
        typed["scan"] = file.getvalue()
    elif one and one.scan:
        st.markdown(":gray[Un document est déjà joint : en envoyer un autre le remplace.]")
    audiences = _audiences(db, agent, edition_id, one)
    typed["audience"] = st.selectbox(
        "Territoire dont parle l’article", audiences, audiences.index(one.audience) if one else 0,
        format_func=audience_words, key=f"{form}-audience",
    )  # fmt: skip
    typed["note"] = st.text_area("Note", one.note if one else "", height=70, key=f"{form}-note")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Retombée enregistrée.", operation_of=form) as outcome:
            if one:
                change_coverage(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_coverage(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _audiences(db: Database, agent: Agent, edition_id: int, one: Coverage | None) -> list[str]:
    """The département, then the EPCI where a shop takes part; every EPCI when nobody has answered yet."""
    try:
        found = [str(each) for each in read_source(db, agent, edition_id).audiences() if each.scale is Scale.EPCI]
    except CampaignError:
        found = [f"epci:{siren}" for siren in epcis()]
    return list(dict.fromkeys(["", *found, *([one.audience] if one else [])]))
