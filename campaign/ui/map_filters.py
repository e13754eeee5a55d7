"""What the map shows, and its legend with counts: shape, colour and word together."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.french import short_day
from campaign.editions.model import Edition
from campaign.maps.marks import mark_svg
from campaign.maps.model import Shape
from campaign.participation.model import Participation
from campaign.ui.chips import STATUS_SHAPES
from campaign.ui.layout import card, line

MEANINGS = {
    Shape.DISC: "Participe",
    Shape.DIAMOND: "Lien ouvert, pas encore décidé",
    Shape.SQUARE: "Invitée, lien non ouvert",
    Shape.DASHED: "Ne participe pas",
}


def filters(edition: Edition, everyone: Sequence[Participation]) -> list[Participation]:
    """The shops kept by day and by answer."""
    with card("Afficher"):
        names = {day: short_day(day, capital=True) for day in edition.days}
        day = st.segmented_control(
            "Jour",
            ["all", *edition.days],
            format_func=lambda one: names.get(one, "Tous"),
            default="all",
            required=True,
            key="day",
        )
        states = [one for one in STATUS_SHAPES if any(shop.status is one for shop in everyone)]
        wanted = st.pills(
            "Réponse",
            states,
            format_func=lambda one: one.label,
            selection_mode="multi",
            default=states,
            key="states",
        )
    return [
        one
        for one in everyone
        if one.status in wanted and (day not in names or (one.answer is not None and one.answer.open_day(day)))
    ]


def legend(shown: Sequence[Participation]) -> None:
    """Each mark, what it means, how many are on the map."""
    with card("Légende"):
        for shape, meaning in MEANINGS.items():
            count = sum(STATUS_SHAPES[one.status] is shape for one in shown)
            with line(wrap=False):
                st.image(mark_svg(shape), width=26, alt=shape.label)
                st.markdown(meaning, width="stretch")
                st.markdown(f"**{count}**", width="content")
        st.markdown(":gray[Fond pâle, contour en tirets : EPCI sans boutique participante.]")
