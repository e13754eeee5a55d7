"""An edition's four figures, each with its base, and the card that shows where the campaign is."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.french import plural
from campaign.maps.coverage import coverage_svg
from campaign.participation.model import Funnel, Participation
from campaign.partners.views import Counts
from campaign.ui import geography
from campaign.ui.layout import card, go_to, line, same_in_a_table
from campaign.ui.plain import plain


def figures(funnel: Funnel, registry: Counts, covered: Sequence[geography.Coverage], recent: int) -> None:
    """Participating shops, answers, EPCI covered, complete sheets."""
    absent = sum(not one.confirmed for one in covered)
    goal = f"il en manque {funnel.missing}" if funnel.missing else "objectif atteint"
    with st.grid(4, min_column_width=150):
        st.metric(
            "Boutiques participantes",
            f"{funnel.confirmed} sur {funnel.invited}",
            goal if funnel.objective else None,
            delta_color="yellow" if funnel.missing else "green",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            "Réponses reçues",
            f"{funnel.answered} sur {funnel.invited}",
            f"+ {recent} cette semaine" if recent else None,
            delta_color="green",
            border=True,
        )
        st.metric(
            "EPCI couverts",
            f"{len(covered) - absent} sur {len(covered)}",
            f"{absent} sans boutique" if absent else "tous couverts",
            delta_color="yellow" if absent else "green",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            "Fiches complètes",
            f"{registry.shops - registry.incomplete} sur {registry.shops}",
            f"{registry.incomplete} à compléter" if registry.incomplete else None,
            delta_color="gray",
            delta_arrow="off",
            border=True,
        )


def coverage_card(shops: Sequence[Participation], covered: Sequence[geography.Coverage]) -> None:
    """The drawing, its sentence, its table, and the EPCI where nobody takes part."""
    absent = [one for one in covered if not one.confirmed]
    with card("Couverture"):
        said = f"{len(covered) - len(absent)} EPCI couverts sur {len(covered)}"
        drawing = coverage_svg(geography.areas(shops), geography.pins(shops, geography.numbers(shops)), said)
        if drawing:
            st.image(drawing, width="stretch", alt=said)
        with line():
            st.markdown(":gray[Hachures : aucune boutique ne participe.]")
            go_to("answers_map.py", "Voir la carte")
        same_in_a_table([{"EPCI": one.name, "Invitées": one.invited, "Participent": one.confirmed} for one in covered])
    if absent:
        with card("Où la campagne est absente", len(absent), "yellow"):
            for one in absent:
                with line(wrap=False):
                    st.markdown(plain(one.name), width="stretch")
                    invited = plural(one.invited, "invitée") if one.invited else "personne d’invité"
                    st.markdown(f":gray[{invited}]", width="content")
