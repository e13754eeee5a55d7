"""« Versions »: who has which blocks, what is to read again, the pages and the files of the one that is chosen."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import NBSP, moment_in_words, number, plural, short_date
from campaign.base.text import slug
from campaign.communication.building import built, piece_of
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT, Scale
from campaign.communication.press_content import PRESS_KINDS
from campaign.communication.press_files import WORD_TYPE, word_from
from campaign.communication.press_versions import Gap, Version, gaps, without_version
from campaign.documents.presets import Preset
from campaign.press.model import RELEASE_IDEAL, BlockState
from campaign.ui.document_pictures import LARGE, picture
from campaign.ui.layout import PANEL_HEIGHT, card, empty, go_to, line
from campaign.ui.leaving import leave_for_editor
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.press_words import BLOCK_COLOURS, may_write, who_wrote

_SCALES = {Scale.EPCI: "Intercommunalités", Scale.SHOP: "Boutiques"}
_ADAPTED = "Adaptées"
_MANY = {
    BlockState.LOCKED: "communs verrouillés", BlockState.COMMON: "communs", BlockState.ADAPTED: "adaptés",
    BlockState.EMPTY: "vides",
}  # fmt: skip
_SHOWN = 6  # remarks before « et 4 autres »


def versions_tab(db: Database, agent: Agent, source: Source, found: list[Version]) -> None:
    """What is missing, the table of versions, the chosen one beside it."""
    _missing(agent, source, gaps(source, found))
    kept = _filtered(found)
    if not kept:
        empty("Aucune version ne correspond.", "Retirez un filtre.", drawing="cat")
        return
    work, context = st.columns([1.55, 1])
    with work:
        chosen = _chosen(kept)
        if alone := without_version(source):
            st.markdown(
                f":gray[:material/gavel: {plural(alone, 'boutique')} sans version propre, faute de pouvoir faire de "
                "publicité : nommées dans les versions communes.]"
            )
    with context, st.container(border=True):
        _panel(db, agent, source, chosen)


def _missing(agent: Agent, source: Source, listed: Sequence[Gap]) -> None:
    """The short list of what keeps the press kit from leaving, each with the way to mend it."""
    if not listed:
        st.markdown(":green[:material/check_circle:] Rien ne manque : le dossier peut partir.")
        return
    with card("Avant d’envoyer", f"{len(listed)} à voir", "orange"):
        for rank, gap in enumerate(listed):
            with line():
                st.markdown(f":orange[:material/radio_button_unchecked:] {plain(gap.sentence)}", width="content")
                if not may_write(agent, source.edition):
                    continue
                if gap.screen:
                    go_to(gap.screen, gap.verb, key=f"gap-{rank}")
                elif gap.tab == "versions":
                    # Written before the filter is drawn, below.
                    if st.button(f":primary[{gap.verb}]", type="tertiary", key=f"gap-{rank}"):
                        st.session_state["press-filter"] = _ADAPTED
                elif gap.tab:
                    if st.button(f":primary[{gap.verb}]", type="tertiary", key=f"gap-{rank}"):
                        st.session_state["press-tab-next"] = gap.tab
                        st.rerun()
                else:
                    leave_for_editor(gap.verb, source.edition.id)


def _filtered(found: list[Version]) -> list[Version]:
    with line():
        asked = st.pills(
            "N’afficher que", [*_SCALES.values(), _ADAPTED], label_visibility="collapsed", key="press-filter"
        )
    if asked == _ADAPTED:
        return [one for one in found if one.own]
    return [one for one in found if asked is None or _SCALES.get(one.audience.scale) == asked]


def _chosen(found: Sequence[Version]) -> Version:
    """From a table, or from a list on a telephone."""
    if not is_phone():
        return _table(found)
    names = {str(one.audience): _named(one) + (f" · {plural(own, 'bloc adapté', 'blocs adaptés')}" if (own := one.own)
             else "") for one in found}  # fmt: skip
    picked = st.selectbox("Version", list(names), format_func=names.get, key="press-version")
    return next((one for one in found if str(one.audience) == picked), found[0])


def _named(one: Version) -> str:
    return one.name if one.audience != DEPARTEMENT else f"{one.name}, trame commune"


def _table(found: Sequence[Version]) -> Version:
    columns = {
        "Version": [_named(one) for one in found],
        "Adaptés": [one.own or "" for one in found],
        "Trame modifiée": [plural(one.behind, "bloc") if one.behind else "" for one in found],
        "Signes": [number(one.signs) for one in found],
        "Changé": [short_date(one.at.astimezone(clock.PARIS).date()) if one.at else "" for one in found],
        "À relire": [len(one.remarks) or "" for one in found],
    }
    columns = {name: [str(value) for value in values] for name, values in columns.items()}
    picked = st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height="content" if len(found) < 14 else PANEL_HEIGHT,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Version": st.column_config.TextColumn(width=200),
            "Adaptés": st.column_config.TextColumn(width=70, help="Blocs réécrits par cette version"),
            "Trame modifiée": st.column_config.TextColumn(width=110, help="Blocs dont le texte commun a changé depuis"),
            "Signes": st.column_config.TextColumn(
                width=65, help=f"Du communiqué : {number(RELEASE_IDEAL)} au mieux, une page"
            ),
            "Changé": st.column_config.TextColumn(width=80),
            "À relire": st.column_config.TextColumn(width=70),
        },
        alt=f"{plural(len(found), 'version')} : blocs adaptés, signes du communiqué, dernier changement, remarques",
        key="press-versions",
    )
    rows = picked["selection"]["rows"]
    return found[rows[0]] if rows and rows[0] < len(found) else found[0]


def _panel(db: Database, agent: Agent, source: Source, one: Version) -> None:
    st.header(plain(one.name), anchor=False)
    with st.container(horizontal=True, gap="xsmall"):
        for state, count in one.counts.items():
            if count:
                colour, icon = BLOCK_COLOURS[state]
                st.badge(
                    f"{count}{NBSP}{_MANY.get(state, state.label) if count > 1 else state.label}",
                    icon=icon,
                    color=colour,
                )
        if one.behind:
            st.badge(f"{one.behind}{NBSP}à revoir : trame modifiée", icon=":material/sync_problem:", color="orange")
    said = f"Communiqué : {number(one.signs)} signes sur {number(RELEASE_IDEAL)}."
    if inherited := one.counts[BlockState.ADAPTED] - one.own:
        said += f" {plural(inherited, 'bloc vient', 'blocs viennent')} de son intercommunalité."
    if one.at:
        said += f" Dernier changement {moment_in_words(one.at)}, {who_wrote(db, agent, one.actor)}."
    st.markdown(f":gray[{plain(said)}]")
    leave_for_editor(
        "Ouvrir l’éditeur" if may_write(agent, source.edition) else "Lire les textes",
        source.edition.id, str(one.audience), primary=True,
    )  # fmt: skip
    _files(source, one)
    for remark in one.remarks[:_SHOWN]:
        st.markdown(f":orange[:material/warning:] {plain(remark)}")
    if (more := len(one.remarks) - _SHOWN) > 0:
        st.markdown(f":gray[Et {plural(more, 'autre remarque', 'autres remarques')}, dans l’éditeur.]")


def _files(source: Source, one: Version) -> None:
    """The first page, then the files to take."""
    kit, release = PRESS_KINDS
    try:
        with st.spinner("La page se dessine…"):
            made = {kind: built(source, piece_of(source, kind, one.audience), Preset.SCREEN) for kind in PRESS_KINDS}
    except CampaignError as error:
        st.warning(plain(error.message), icon=":material/info:")
        return
    pages = plural(made[kit].pages, "page")
    st.image(
        picture(made[kit].data, "pdf", 0, LARGE), width="stretch", alt=f"Couverture du dossier de presse, {one.name}"
    )
    whom = slug(source.name_of(one.audience))
    for kind, label in ((kit, f"Dossier, {pages}"), (release, "Communiqué")):
        with line():
            st.markdown(label, width="content")
            st.download_button(
                "PDF",
                made[kind].data,
                f"{kind}_{whom}.pdf",
                "application/pdf",
                on_click="ignore",
                icon=":material/download:",
                key=f"press-file-{kind}",
            )
            st.download_button(
                "Word",
                lambda kind=kind: word_from(source, kind, one.audience).made.data,
                f"{kind}_{whom}.docx",
                WORD_TYPE,
                on_click="ignore",
                icon=":material/download:",
                key=f"press-word-{kind}",
            )
