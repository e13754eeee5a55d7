"""The driver of a round, the link to hand over, its papers."""

from urllib.parse import quote

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import day_in_words, plural, time_in_words
from campaign.deliveries.model import SlipKind
from campaign.deliveries.papers import round_papers
from campaign.deliveries.slips import prepare_slips
from campaign.deliveries.views import slips
from campaign.documents.qr import code_svg
from campaign.documents.slip_content import Inks
from campaign.rounds.actions import name_driver
from campaign.rounds.links import RoundLink, driver_address, renew_round_link, revoke_round_link, round_link
from campaign.rounds.model import Purpose, Round
from campaign.rounds.views import round_of, round_plan
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.rounds_words import FILE, when_words
from campaign.ui.session import require_agent

_CLOSE, _RENEW = "close", "renew"
_INKS = {"Couleurs": Inks.COLOUR, "Noir et blanc": Inks.BLACK}


@st.dialog("Lien du conducteur", width="medium", icon=":material/link:")
def driver_dialog(round_id: int) -> None:
    """Who drives, the address, its code to scan, a message to copy; replace or close it."""
    agent, db = require_agent(FILE)
    one, link = round_of(db, agent, round_id), round_link(db, agent, round_id)
    st.markdown(f"**{plain(one.name)}**, {plain(when_words(one))}")
    _driver(db, agent, one)
    if link is None:
        st.info("Adoptez d’abord le plan : chaque tournée aura alors son lien.", icon=":material/info:")
        return
    if link.revoked_at:
        st.warning("Ce lien est fermé : il n’ouvre plus rien.", icon=":material/link_off:")
    else:
        _open_link(db, agent, one, link)
    _verbs(db, agent, round_id, closed=link.revoked_at is not None)


def _driver(db: Database, agent: Agent, one: Round) -> None:
    form = f"driver-{one.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Conducteur", one.driver, max_chars=60, placeholder="Prénom et nom", key=f"{form}-name")
        if st.button("Enregistrer", key=f"{form}-save"):
            with reporting(f"Conducteur de {one.name} enregistré.", form) as outcome:
                name_driver(db, agent, one.id, name, form_operation(form))
            if outcome.done:
                st.rerun()


def _open_link(db: Database, agent: Agent, one: Round, link: RoundLink) -> None:
    address, key = driver_address(db, agent, one.id), f"{link.id}-{link.generation}"
    code, rest = st.columns([1, 2.1], vertical_alignment="center")
    code.image(code_svg(address), width=170, alt="Code à scanner : ouvre la tournée sur un téléphone")
    with rest:
        until = day_in_words(link.expires_on, weekday=False)
        st.text_input(f"Lien à copier, valable jusqu’au {until}", address, icon=":material/link:", key=f"round-{key}")
        st.markdown(":gray[Le conducteur peut aussi scanner le code. Donnez-le à lui seul.]")
    said = message(one, address)
    st.text_area("Message à copier (SMS, courriel)", said, height=150, key=f"round-message-{key}-{one.driver}")
    subject = quote(f"Votre tournée {one.name}")
    st.link_button(
        "Écrire un courriel", f"mailto:?subject={subject}&body={quote(said)}", icon=":material/mail:", type="tertiary"
    )


def message(one: Round, address: str) -> str:
    """What is sent to the driver, without any sign a telephone would spoil."""
    hello = f"Bonjour {one.driver}," if one.driver else "Bonjour,"
    return (
        f"{hello}\nVotre tournée {one.name}, {day_in_words(one.day, year=False)} : départ à "
        f"{time_in_words(one.leaves)}, {plural(len(one.stops), 'arrêt')}, retour vers {time_in_words(one.back)} "
        f"({one.vehicle.name}).\nOuvrez ce lien avant de partir : il marche ensuite sans réseau.\n{address}"
    )


def _verbs(db: Database, agent: Agent, round_id: int, *, closed: bool) -> None:
    """Closing and replacing ask once more: a driver on the road would be left without a page."""
    asked = f"round-link-{round_id}-asked"
    wish = st.session_state.get(asked)
    if wish is None:
        verbs = {_RENEW: ("Remplacer le lien", ":material/autorenew:")}
        if not closed:
            verbs[_CLOSE] = ("Fermer le lien", ":material/link_off:")
        with line():
            for name, (label, icon) in verbs.items():
                st.button(
                    label, icon=icon, type="tertiary", key=f"{name}-{round_id}", on_click=_ask, args=(asked, name)
                )
        return
    st.markdown("L’adresse déjà donnée cessera de fonctionner tout de suite ; ce qui est saisi reste.")
    with line():
        renewed = wish == _RENEW
        if st.button("Remplacer le lien" if renewed else "Fermer le lien", type="primary", key=f"link-{round_id}-yes"):
            form, act = f"{wish}-link-{round_id}", renew_round_link if renewed else revoke_round_link
            said = "Lien remplacé : donnez le nouveau au conducteur." if renewed else "Le lien du conducteur est fermé."
            with reporting(said, form) as outcome:
                act(db, agent, round_id, form_operation(form))
            if outcome.done:
                del st.session_state[asked]
                st.rerun()
        st.button("Ne rien changer", type="tertiary", key=f"link-{round_id}-no", on_click=_ask, args=(asked, None))


def _ask(key: str, wish: str | None) -> None:
    st.session_state[key] = wish


@st.dialog("Bons et feuilles de cette tournée", icon=":material/print:")
def papers_dialog(round_id: int) -> None:
    """One archive: slips in the order of loading, what to load, the driver's sheet."""
    agent, db = require_agent(FILE)
    one, plan = round_of(db, agent, round_id), round_plan(db, agent, round_id)
    st.markdown(f"**{plain(one.name)}**, {plain(when_words(one))}, {plural(len(one.stops), 'arrêt')}")
    back = plan.purpose is Purpose.RETURN
    kind = SlipKind.RETURN if back else SlipKind.DELIVERY
    known = {each.place.id for each in slips(db, agent, plan.edition_id, kind)}
    missing = [stop.name for stop in one.stops if stop.place_id not in known]
    if missing and not back:
        st.warning(f"{plural(len(missing), 'arrêt')} sans bon : préparez-les d’abord.", icon=":material/info:")
        if st.button("Préparer les bons", type="primary", key=f"papers-{round_id}-prepare"):
            form = f"prepare-slips-{plan.edition_id}"
            with reporting("Bons préparés : leurs papiers peuvent s’imprimer.", form) as outcome:
                prepare_slips(db, agent, plan.edition_id, form_operation(form))
            if outcome.done:
                st.rerun()
        return
    st.markdown("Feuille de route et bons de reprise, en PDF." if back else
                "Feuille de route, liste de chargement et bons de livraison, en PDF. Les bons sont dans l’ordre du "
                "chargement : le dernier livré est chargé en premier.")  # fmt: skip
    inks = st.segmented_control("Impression", list(_INKS), default="Couleurs", required=True, key=f"inks-{round_id}")
    try:
        with st.spinner("Les papiers se dessinent…"):
            made = round_papers(db, agent, round_id, _INKS[inks])
    except CampaignError as error:
        show_error(error)
        return
    st.download_button(
        "Télécharger le dossier compressé", made.data, made.name, "application/zip", on_click="ignore", type="primary",
        icon=":material/folder_zip:", key=f"papers-{round_id}-{inks}",
    )  # fmt: skip
