"""The top of a shop's page: chips of its state, and its life in one sentence."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.clock import today
from campaign.base.french import day_in_words, enumerate_in_words, plural
from campaign.deliveries.of_place import StillOut
from campaign.participation.of_place import PlaceAnswer
from campaign.partners.model import Place
from campaign.ui.chips import STATUS_COLOURS, STATUS_ICONS
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.registry_list import SHEET_CHIPS, state_of
from campaign.ui.stock_words import what


def chips(place: Place, answers: Sequence[PlaceAnswer], out: Sequence[StillOut]) -> None:
    """The sheet's state, where the shop stands in its latest edition, its link, what is late."""
    with line():
        state = state_of(place)
        st.badge(state, color=SHEET_CHIPS.get(state, "gray"))
        if answers:
            latest = answers[0]
            said = f"{latest.edition.name} : {latest.status.label.lower()}"
            st.badge(plain(said), color=STATUS_COLOURS[latest.status], icon=STATUS_ICONS[latest.status])
            if latest.opened_at:
                st.badge("Lien ouvert", color="blue", icon=":material/visibility:")
        else:
            st.badge("Jamais invitée", color="gray")
        if any(one.late for one in out):
            st.badge("Matériel en retard", color="red", icon=":material/inventory_2:")
        if not place.may_advertise:
            st.badge("Publicité individuelle : non", color="orange")


def in_brief(answers: Sequence[PlaceAnswer], out: Sequence[StillOut]) -> str:
    """« 3 éditions, 2 confirmées ; 1 roue encore dehors depuis le 16 novembre. »"""
    if answers:
        confirmed = sum(one.confirmed for one in answers)
        words = plural(confirmed, "confirmée") if confirmed else "aucune confirmée"
        said = f"{plural(len(answers), 'édition')}, {words}"
    else:
        said = "Aucune édition encore"
    return f"{said} ; {still_out_in_words(out)}." if out else f"{said} ; aucun matériel dehors."


def still_out_in_words(out: Sequence[StillOut]) -> str:
    """« 1 roue et 2 panneaux encore dehors depuis le 16 novembre »: the oldest day."""
    counts: dict[int, int] = {}
    for one in out:
        counts[one.item.id] = counts.get(one.item.id, 0) + one.quantity
    items = {one.item.id: one.item for one in out}
    things = enumerate_in_words(what(items[item_id], None, many) for item_id, many in counts.items())
    since = min((one.since for one in out if one.since), default=None)
    if since is None:
        return f"{things} encore dehors"
    return f"{things} encore dehors depuis le {day_in_words(since, year=since.year != today().year, weekday=False)}"
