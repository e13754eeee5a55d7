"""« Réglages » of the press kit: date, embargo, whom to call; the press page, opened and closed."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import moment_in_words
from campaign.base.settings import settings
from campaign.communication.public_press import press_key
from campaign.editions.model import Edition
from campaign.identity.views import identity
from campaign.press.model import PressSheet
from campaign.press.sheet import LABELS, change_sheet, publish, typed_of, withdraw
from campaign.press.views import Material
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.press_words import FILE, may_write
from campaign.ui.session import require_agent

FORM = "press-sheet"


def settings_tab(db: Database, agent: Agent, edition: Edition, kept: Material) -> None:
    """The form at the left, the page at the right."""
    work, context = st.columns([1.6, 1])
    with work:
        _form(db, agent, edition, kept.sheet)
    with context:
        _page(db, agent, edition, kept.sheet)


def _form(db: Database, agent: Agent, edition: Edition, sheet: PressSheet) -> None:
    writes, own = may_write(agent, edition), identity(db)
    form = f"{FORM}-{edition.id}"
    seen = version_read(form, f"{form}-dated-{sheet.version}", sheet.version)
    shown = typed_of(sheet)

    def field(name: str, **options: object) -> str:
        key = f"{form}-{name}-{sheet.version}"  # after a save, the fields show what was kept
        return st.text_input(
            LABELS[name], shown[name], autocomplete="off", disabled=not writes, key=key, **{"max_chars": 120, **options}
        )

    with card("Date et embargo"):
        left, middle, right = st.columns([1.2, 1.2, 0.8])
        with left:
            typed = {"dated": field("dated", placeholder="jj/mm/aaaa")}
        with middle:
            typed["embargo_day"] = field("embargo_day", placeholder="jj/mm/aaaa")
        with right:
            typed["embargo_time"] = field("embargo_time", placeholder="6 h")
        st.markdown(
            ":gray[Sans date, le dossier porte celle des dernières réponses. L’embargo se lit sur la couverture, la "
            "page de presse et en tête des messages à la presse ; heure de Paris.]"
        )
    with card("Contact presse"):
        left, right = st.columns(2)
        with left:
            typed["contact_name"] = field("contact_name", placeholder=own.contact_name)
            typed["contact_phone"] = field("contact_phone", placeholder=own.contact_phone and "celui des réglages")
        with right:
            typed["contact_service"] = field("contact_service", placeholder=own.contact_service)
            typed["contact_email"] = field("contact_email", placeholder=own.contact_email)
        st.markdown(":gray[Un champ vide reprend celui des « Réglages ». Un journaliste appelle : donnez un direct.]")
    if writes and st.button("Enregistrer", type="primary", icon=":material/save:", key=f"{form}-save"):
        with reporting("Réglages enregistrés.", form) as outcome:
            change_sheet(db, agent, edition.id, seen, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _page(db: Database, agent: Agent, edition: Edition, sheet: PressSheet) -> None:
    address = f"{settings().public_url.rstrip('/')}/presse"
    is_open = sheet.published_at is not None
    with card("Page de presse", "Ouverte" if is_open else "Fermée", "green" if is_open else "gray"):
        st.markdown(f"{plain(address)}")
        if is_open:
            st.markdown(f":gray[Ouverte {plain(moment_in_words(sheet.published_at, year=True))}.]")
        else:
            st.markdown(":gray[Communiqué, dossier, visuels. Seuls les agents la voient encore.]")
        if sheet.under_embargo(clock.now()):
            until = plain(moment_in_words(sheet.embargo_until, year=True))
            st.markdown(f":orange[:material/schedule:] Sous embargo jusqu’au {until}.")
            if is_open and may_write(agent, edition):
                st.text_input(
                    "Adresse pour la presse, qui la lit avant",
                    f"{address[: -len('/presse')]}/p/presse/{press_key(edition.id)}",
                    icon=":material/link:",
                    key=f"press-address-{edition.id}",
                )
        with line():
            if is_open and agent.role.value in ("officer", "communication"):
                if st.button("Fermer la page", icon=":material/visibility_off:", key="withdraw-press"):
                    confirm_withdrawal(edition.id)
            elif may_write(agent, edition) and st.button(
                "Ouvrir la page", type="primary", icon=":material/public:", key="publish-press"
            ):
                confirm_publication(edition.id)


@st.dialog("Ouvrir la page de presse ?", icon=":material/public:")
def confirm_publication(edition_id: int) -> None:
    """What everybody will see, before they do."""
    agent, db = require_agent(FILE)
    st.markdown(
        "Tout le monde pourra lire le communiqué et le dossier, et prendre les visuels, tels qu’ils sont. Pendant un "
        "embargo, seule l’adresse remise à la presse les ouvre ; les autres lisent jusqu’à quand, et qui appeler."
    )
    with line():
        if st.button("Ouvrir la page", type="primary", key="confirm-publish"):
            form = f"publish-{edition_id}"
            with reporting("La page de presse est ouverte.", form) as outcome:
                publish(db, agent, edition_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("La garder fermée", type="tertiary", key="keep-closed"):
            st.rerun()


@st.dialog("Fermer la page de presse ?", icon=":material/visibility_off:")
def confirm_withdrawal(edition_id: int) -> None:
    """Links already sent lead nowhere meanwhile."""
    agent, db = require_agent(FILE)
    st.markdown("Les liens déjà envoyés aux journalistes ne mèneront plus à rien, jusqu’à ce que vous la rouvriez.")
    with line():
        if st.button("Fermer la page", type="primary", key="confirm-withdraw"):
            form = f"withdraw-{edition_id}"
            with reporting("La page de presse est fermée.", form) as outcome:
                withdraw(db, agent, edition_id, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("La laisser ouverte", type="tertiary", key="keep-open"):
            st.rerun()
