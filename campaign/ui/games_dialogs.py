"""The dialogs of « Jeux »: ask in the name of an EPCI, change, refuse, exchange two answers, settings, share out."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.loans.asking import ask_game, change_request, change_rules
from campaign.loans.booking import book_game
from campaign.loans.deciding import decide_loans, preview_loans, refuse_request, swap_requests
from campaign.loans.model import Answer
from campaign.loans.own_page import OwnGames, epcis_and_shops
from campaign.loans.views import RequestLine, demands, requests, rules
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.games_words import FILE, offer_swap_back, said
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_ELSEWHERE = 0


@st.dialog("Demander un jeu pour une collectivité", width="medium", icon=":material/casino:")
def ask_for(edition_id: int) -> None:
    """A request in the name of an EPCI; once games are shared out, booked at once when one is free."""
    agent, db = require_agent(FILE)
    form = "games-ask"
    decided = rules(db, agent, edition_id).decided_at is not None
    free = demands(db, agent, edition_id)
    known = {one.place.id: one for one in epcis_and_shops(db, agent, edition_id)}
    epci = st.selectbox("Collectivité", list(known), index=None, format_func=lambda one: known[one].name,
                        placeholder="Choisir", key=f"{form}-epci")  # fmt: skip
    left, right = st.columns(2)
    games = {one.item.id: one.item for one in free}
    item = left.selectbox("Jeu", list(games), index=None, format_func=lambda one: games[one].name,
                          placeholder="Choisir", key=f"{form}-item")  # fmt: skip
    days = sorted({one.day for one in free})
    day = right.selectbox("Jour", days, format_func=lambda one: day_in_words(one, year=False), key=f"{form}-day")
    typed = {"epci": epci or "", "item": item or "", "day": day, **_where(known.get(epci), day, form, None)}
    here = next((one for one in free if (one.item.id, one.day) == (item, day)), None)
    if decided and here:
        st.markdown(f":gray[{plural(max(0, here.free), 'exemplaire')} libre ce jour-là, sur {here.pieces}.]")
    if st.button("Réserver" if decided else "Enregistrer la demande", type="primary", key=f"{form}-save"):
        with reporting("C’est réservé." if decided else "Demande enregistrée.", form) as outcome:
            if decided:
                book_game(db, agent, edition_id, typed, form_operation(form))
            else:
                ask_game(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Modifier la demande", width="medium", icon=":material/edit:")
def change_one(edition_id: int, request_id: int) -> None:
    """Where, who animates, the note; the turn is kept."""
    agent, db = require_agent(FILE)
    one = _line(db, agent, edition_id, request_id)
    form = f"games-change-{request_id}"
    st.markdown(plain(said(one)))
    seen = version_read(form, f"{form}-animator", one.request.version)
    own = next(
        (known for known in epcis_and_shops(db, agent, edition_id) if known.place.id == one.request.epci_place_id), None
    )
    typed = _where(own, one.request.day, form, one)
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Demande modifiée.", form) as outcome:
            change_request(db, agent, request_id, seen, typed, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Refuser la demande", icon=":material/close:")
def refuse_one(edition_id: int, request_id: int) -> None:
    """With the sentence the animator will read."""
    agent, db = require_agent(FILE)
    one = _line(db, agent, edition_id, request_id)
    form = f"games-refuse-{request_id}"
    st.markdown(plain(said(one)))
    words = st.text_area("Pourquoi ? L’animateur le lira.", max_chars=200, height=80, key=f"{form}-words",
                         placeholder="Facultatif")  # fmt: skip
    if st.button("Refuser", type="primary", key=f"{form}-save"):
        with reporting(f"C’est refusé : {said(one)}.", form) as outcome:
            refuse_request(db, agent, request_id, words, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Échanger avec une autre demande", icon=":material/swap_horiz:")
def swap_two(edition_id: int, request_id: int) -> None:
    """One gives its game up, the other gets one."""
    agent, db = require_agent(FILE)
    one = _line(db, agent, edition_id, request_id)
    gives = one.answer is Answer.GRANTED
    others = [
        other for other in requests(db, agent, edition_id)
        if (other.answer is Answer.GRANTED) != gives and other.item.id == one.item.id
    ]  # fmt: skip
    st.markdown(plain(f"{said(one)} {'perd son jeu' if gives else 'reçoit un jeu'}."))
    if not others:
        st.markdown(f":gray[Aucune demande de ce jeu {'n’attend' if gives else 'n’est accordée'}.]")
        return
    form = f"games-swap-{request_id}"
    chosen = st.selectbox("En faveur de" if gives else "À la place de", others, format_func=said, key=f"{form}-other")
    if st.button("Échanger", type="primary", key=f"{form}-save"):
        first, second = (one, chosen) if gives else (chosen, one)
        operation = form_operation(form)
        with reporting(operation_of=form) as outcome:
            swap_requests(db, agent, first.request.id, second.request.id, operation)
        if outcome.done:
            offer_swap_back(f"Échangé : {said(second)} reçoit le jeu.", first.request.id, operation)
            st.rerun()


@st.dialog("Réglages des prêts", icon=":material/tune:")
def settings_of(edition_id: int) -> None:
    """Until when requests are taken, and how far a game may travel."""
    agent, db = require_agent(FILE)
    now = rules(db, agent, edition_id)
    form = f"games-rules-{edition_id}"
    seen = version_read(form, f"{form}-deadline", now.version)
    deadline = st.date_input("Demandes jusqu’au", now.deadline, format="DD/MM/YYYY", key=f"{form}-deadline")
    travel = st.text_input("Trajet entre deux jours, en km par la route", str(now.travel_km), key=f"{form}-km",
                           help="Au-delà, un jeu ne change pas de lieu, même avec un animateur.")  # fmt: skip
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Réglages enregistrés.", form) as outcome:
            change_rules(db, agent, edition_id, seen, deadline, travel, form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Répartir les jeux", width="medium", icon=":material/balance:")
def share_out(edition_id: int) -> None:
    """What sharing out would change, before it is applied."""
    agent, db = require_agent(FILE)
    form = f"games-share-{edition_id}"
    with reporting() as read:
        seen = preview_loans(db, agent, edition_id)
    if not read.done:
        return
    by_number = {one.request.id: one for one in requests(db, agent, edition_id)}
    served = plural(seen.served, "collectivité servie", "collectivités servies")
    given = plural(seen.granted, "demande accordée", "demandes accordées")
    st.markdown(f"**{served} sur {seen.asking}** : {given}, {seen.refused} non.")
    st.markdown(
        ":gray[D’abord le plus de collectivités servies, puis celles qui ont eu le moins de prêts en trois éditions, "
        "puis la première demande.]"
    )
    _changes("Nouvelles réponses favorables", [by_number[one.id] for one in seen.newly_granted])
    _changes("Nouvelles réponses défavorables", [by_number[one.id] for one in seen.newly_refused])
    if not seen.newly_granted and not seen.newly_refused:
        st.markdown("Aucune réponse ne change.")
    if seen.kept_by_hand:
        st.markdown(f":gray[Sans toucher à {plural(seen.kept_by_hand, 'décision')} à la main ou réservation.]")
    if st.button("Appliquer", type="primary", key=f"{form}-save"):
        with reporting("Jeux répartis : chacun lit sa réponse sur son lien.", form) as outcome:
            decide_loans(db, agent, edition_id, form_operation(form))
        if outcome.done:
            st.rerun()


def _changes(title: str, lines: Sequence[RequestLine]) -> None:
    if lines:
        listed = "\n".join(f"- {plain(said(one))}" for one in lines)
        st.markdown(f"**{title}**\n\n{listed}")


def _where(own: OwnGames | None, day: object, form: str, now: RequestLine | None) -> dict[str, object]:
    """The fields shared by a new request and a changed one."""
    shops = {shop.id: shop.name for shop, days in own.shops if day in days} if own else {}
    kept = now.request.site_place_id if now else None
    options = [*shops, _ELSEWHERE]
    shop = st.selectbox(
        "Lieu", options, options.index(kept) if kept in shops else len(options) - 1 if now else 0,
        format_func=lambda one: shops.get(one, "Un autre lieu"), key=f"{form}-shop-{own.place.id if own else 0}-{day}",
    )  # fmt: skip
    site = ""
    if shop == _ELSEWHERE:
        site = st.text_input("Lequel ?", now.request.site if now else "", max_chars=120, key=f"{form}-site")
    animator = st.text_input("Qui anime", now.request.animator if now else "", max_chars=80, key=f"{form}-animator",
                             help="Sans nom, le jeu ne change pas de lieu entre deux jours.")  # fmt: skip
    note = st.text_area("Note", now.request.note if now else "", height=70, max_chars=300, key=f"{form}-note")
    return {"shop": shop or "", "site": site, "animator": animator, "note": note}


def _line(db: Database, agent: Agent, edition_id: int, request_id: int) -> RequestLine:
    found = next((one for one in requests(db, agent, edition_id) if one.request.id == request_id), None)
    if found is None:
        st.warning("Cette demande a été retirée entre-temps.", icon=":material/info:")
        st.stop()
    return found
