"""« À vérifier » as a list: filters, a page of sheets with their reasons and verbs, and what leaves in a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.text import search_key
from campaign.partners.checking import Reason
from campaign.partners.to_check import ToCheck
from campaign.ui.finding import search_and_epci
from campaign.ui.geography import short_epci
from campaign.ui.layout import go_to, line, open_screen, parameter
from campaign.ui.plain import plain
from campaign.ui.sheet_archive import archive_dialog
from campaign.ui.sheet_checks import ALL_RIGHT, COLOURS, ICONS, may_check, say_right
from campaign.ui.sheet_words import day_said

PAGE = 15
HEADERS = ("Boutique", "Commune", "EPCI", "Édition en cours", "Raisons", "En détail", "Vérifiée le", "Complète à (%)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the list; an empty text asks nothing."""

    search: str = ""
    epci: str = ""
    reason: Reason | None = None
    invited: bool = False


def filters(listed: Sequence[ToCheck], epcis: Mapping[str, str]) -> Asked:
    """The line of filters; each reason with how many sheets have it."""
    counted = Counter(reason for one in listed for reason in one.reasons)
    with line():
        search, epci = search_and_epci(epcis)
        reasons = [one for one in Reason if counted[one]]
        asked = parameter("raison")
        reason = st.selectbox(
            "Raison",
            reasons,
            format_func=lambda one: f"{one.label} ({counted[one]})",
            index=reasons.index(Reason(asked)) if asked in reasons else None,
            placeholder="Toutes les raisons",
            label_visibility="collapsed",
            key="reason",
            width=230,
        )
        invited = any(one.invited for one in listed) and st.toggle("Édition en cours", key="invited")
    return Asked(search, epci, reason, bool(invited))


def kept(listed: Sequence[ToCheck], asked: Asked) -> list[ToCheck]:
    """The sheets that have all that is asked, in the same order."""
    words = search_key(asked.search).split()
    return [
        one
        for one in listed
        if asked.epci in ("", one.place.epci_siren)
        and (asked.reason is None or asked.reason in one.reasons)
        and (one.invited or not asked.invited)
        and all(word in _text(one) for word in words)
    ]


def _text(one: ToCheck) -> str:
    place = one.place
    return search_key(f"{place.name} {place.commune} {place.organisation} {place.network} {place.epci_name}")


def sheets(db: Database, agent: Agent, shown: Sequence[ToCheck]) -> None:
    """A page of the list."""
    pages = -(-len(shown) // PAGE)
    # Kept by hand: a list that grew shorter must not ask for a page that is no more.
    at = min(st.session_state.get("check-page", 0), max(pages - 1, 0))
    for one in shown[at * PAGE : (at + 1) * PAGE]:
        _sheet(db, agent, one)
    if pages > 1:
        with line():
            if st.button("Précédentes", icon=":material/chevron_left:", disabled=at == 0, key="previous"):
                st.session_state["check-page"] = at - 1
                st.rerun()
            st.markdown(f":gray[Page {at + 1} sur {pages}]")
            if st.button("Suivantes", icon=":material/chevron_right:", disabled=at + 1 == pages, key="next"):
                st.session_state["check-page"] = at + 1
                st.rerun()


def _sheet(db: Database, agent: Agent, one: ToCheck) -> None:
    place = one.place
    with st.container(border=True, gap="small", key=f"check-{place.id}"):
        top = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        with top:
            where = ", ".join(part for part in (place.commune, short_epci(place.epci_name)) if part)
            st.markdown(f"**{plain(place.name)}** :gray[{plain(where)}]", width="content")
            with line():
                if one.invited:
                    st.badge("Édition en cours", color="violet", icon=":material/event:")
                for reason in one.reasons:
                    st.badge(reason.label, color=COLOURS[reason], icon=f":material/{ICONS[reason]}:")
        st.markdown("  \n".join(f":small[{plain(found.text)}]" for found in one.findings))
        with line():
            if st.button("Ouvrir la fiche", icon=":material/open_in_new:", key=f"open-{place.id}"):
                open_screen("shop_sheet.py", fiche=place.id)
            if may_check(agent):
                if st.button(ALL_RIGHT, icon=":material/done_all:", type="tertiary", key=f"right-{place.id}"):
                    say_right(db, agent, place, None)
                closed = Reason.SIRET_CLOSED in one.reasons
                if closed and st.button("Elle a fermé", icon=":material/archive:", type="tertiary",
                                        key=f"closed-{place.id}"):  # fmt: skip
                    archive_dialog(place.id, "closed", "to_check.py")
                if Reason.SUGGESTION in one.reasons:
                    go_to("corrections.py", "Relire", key=f"read-{place.id}")
                if Reason.DUPLICATE in one.reasons:
                    go_to("duplicates.py", "Comparer", key=f"compare-{place.id}")
            seen = f"vérifiée le {day_said(one.verified)}" if one.verified else "jamais vérifiée"
            st.markdown(f":small[:gray[{seen} · complète à {place.completeness} %]]")


def export_rows(shown: Sequence[ToCheck]) -> list[list[object]]:
    """The list as it leaves in a file."""
    return [
        [
            one.place.name,
            one.place.commune,
            short_epci(one.place.epci_name),
            "oui" if one.invited else "non",
            ", ".join(reason.label for reason in one.reasons),
            " ; ".join(found.text for found in one.findings),
            one.verified.astimezone(PARIS).date() if one.verified else None,
            one.place.completeness,
        ]
        for one in shown
    ]
