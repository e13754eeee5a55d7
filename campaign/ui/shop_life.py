"""« Vie de la boutique »: everything the campaign knows of a shop apart from its sheet, room after room."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.clock import PARIS, today
from campaign.base.database import Database
from campaign.base.french import days_in_words, plural, short_date
from campaign.consultation.of_place import place_votes
from campaign.deliveries.model import SlipKind
from campaign.deliveries.of_place import PlaceGoods, place_goods
from campaign.editions.views import editions
from campaign.meetings.of_place import place_meetings
from campaign.participation.model import presence_in_words
from campaign.participation.of_place import PlaceAnswer
from campaign.participation.public_shop import hours_by_day
from campaign.partners.model import Place
from campaign.ui.chips import STATUS_COLOURS
from campaign.ui.deliveries_words import things
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain
from campaign.ui.shop_life_debriefs import debriefs_block
from campaign.ui.shop_life_documents import documents_block
from campaign.ui.shop_life_messages import messages_block

_SLIP_COLOURS = {"to_do": "gray", "done": "green", "partly": "yellow", "failed": "orange", "cancelled": "gray"}


def shop_life(db: Database, agent: Agent, place: Place, answers: Sequence[PlaceAnswer]) -> None:
    """The whole tab; read only when it is opened."""
    names = {one.id: one.name for one in editions(db, agent)}
    left, right = st.columns(2)
    with left:
        answers_block(answers)
        debriefs_block(db, agent, place)
        votes_block(db, agent, place)
    with right:
        goods_block(place_goods(db, agent, place.id), names)
        documents_block(db, agent, place, names, answers)
        messages_block(db, agent, place, names)
        meetings_block(db, agent, place)


def answers_block(answers: Sequence[PlaceAnswer]) -> None:
    """Edition after edition: what it said, its hours, its extras, by whom and when."""
    with card("Réponses", plural(len(answers), "édition") if answers else None):
        if not answers:
            st.markdown(":gray[Jamais invitée : invitez-la depuis Participations.]")
        for one in answers:
            with st.container(gap="xsmall"):
                with line():
                    st.markdown(f"**{plain(one.edition.name)}**", width="content")
                    st.badge(one.status.label, color=STATUS_COLOURS[one.status])
                st.markdown("  \n".join(_answer_lines(one)))
        go_to("participations.py", "Ouvrir les participations")


def _answer_lines(one: PlaceAnswer) -> list[str]:
    answer = one.answer
    if answer is None:
        opened = f"lien ouvert le {_day(one.opened_at)}" if one.opened_at else "lien pas encore ouvert"
        return [f":gray[Invitée le {_day(one.invited_at)}, {opened}]"]
    presence = presence_in_words(one.edition, answer)
    lines = [plain(presence[0].upper() + presence[1:])]
    if answer.days:
        lines.append(plain(hours_by_day(answer.days)))
    extras = [activity.label for activity in answer.activities] + (
        [answer.other_activity] * bool(answer.other_activity)
    )
    extras += [need.quantity_in_words(many) for need, many in answer.needs.items() if many]
    if extras:
        lines.append(plain(" · ".join(extras)))
    if answer.reason or answer.access_note:
        lines.append(f"« {plain(answer.reason or answer.access_note)} »")
    way = answer.source.label if answer.source else ""
    by = f"par {answer.answered_by}" if answer.answered_by else ""
    told = ", ".join(part for part in (by, way, f"le {_day(answer.at)}" if answer.at else "") if part)
    return [*lines, f":gray[{plain(told)}]"]


def goods_block(goods: PlaceGoods, names: dict[int, str]) -> None:
    """What is still out first, then deliveries and returns."""
    with card("Livraisons et matériel", plural(len(goods.out), "prêt") if goods.out else None, "orange"):
        if not (goods.slips or goods.out or goods.gaps):
            st.markdown(":gray[Rien de livré, rien de prêté.]")
        for one in goods.out:
            since = f"depuis le {_date(one.since)}" if one.since else ""
            due = f"attendu le {_date(one.due_on)}" + (", en retard" if one.late else "")
            colour, told = "red" if one.late else "gray", ", ".join(part for part in (since, due) if part)
            st.markdown(f"**{plain(things([(one.item, one.piece, one.quantity)]))}** :{colour}[{told}]")
        for gap in goods.gaps:
            st.markdown(f":orange[{gap.kind.label}] : {plain(gap.what)} :gray[({plain(names[gap.edition_id])})]")
        for slip in goods.slips:
            kind = "Livraison" if slip.kind is SlipKind.DELIVERY else "Reprise"
            carried = things((one.item, one.piece, one.planned) for one in slip.lines)
            with st.container(gap=None):
                with line():
                    st.markdown(f"{kind} {plain(slip.number)} :gray[{plain(names[slip.edition_id])}]", width="content")
                    st.badge(slip.state.label, color=_SLIP_COLOURS.get(slip.state, "gray"))
                if carried:
                    st.markdown(f":gray[{plain(carried)}]")
        with line():
            go_to("deliveries.py", "Ouvrir les livraisons")
            go_to("returns.py", "Ouvrir les retours")


def meetings_block(db: Database, agent: Agent, place: Place) -> None:
    """Where its people were invited, and who came."""
    found = place_meetings(db, agent, place.id)
    with card("Réunions", len(found) or None):
        if not found:
            st.markdown(":gray[Personne de la boutique n’a été invité à une réunion.]")
        for meeting, guest in found:
            said = guest.presence or guest.reply
            told = said.label.lower() if said else "sans réponse"
            st.markdown(f"{plain(meeting.title)}, le {_date(meeting.day)}  \n:gray[{plain(guest.name)} : {told}]")
        go_to("meetings.py", "Ouvrir les réunions")


def votes_block(db: Database, agent: Agent, place: Place) -> None:
    """What it answered when the days were chosen."""
    found = place_votes(db, agent, place.id)
    with card("Choix des jours", len(found) or None):
        if not found:
            st.markdown(":gray[N’a pas encore voté pour des jours.]")
        for edition, kept in found:
            said = [f"**{plain(edition.name)}** :gray[le {_day(kept.at)}]"]
            for days, choice in kept.reply.choices.items():
                words = kept.reply.comments.get(days, "")
                more = f" « {plain(words)} »" if words else ""
                said.append(f"{days_in_words(days.days)} : **{choice.label.lower()}**{more}")
            st.markdown("  \n".join(said))
        go_to("dates.py", "Ouvrir le choix des jours")


def _day(at: datetime) -> str:
    return _date(at.astimezone(PARIS).date())


def _date(day: date) -> str:
    return short_date(day, year=day.year != today().year)
