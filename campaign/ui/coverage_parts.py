"""Couverture: three figures in large, the legend, the table per EPCI, the communes left out and whom to call there."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, number, plural
from campaign.maps.marks import mark_svg
from campaign.maps.model import BANDS, INK, PAPER, Shape
from campaign.participation.coverage import Coverage, coverage, shops_around
from campaign.participation.coverage_drawing import BAND_NAMES, RULE, band_words, by_band, km_words, percent
from campaign.territory.reach import BANDS_KM, Reached, Share
from campaign.ui.layout import card, go_to, line, same_in_a_table
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

_LISTED = 12  # communes left out shown at once; all of them are in the table
_CALLED = 8


def figures(found: Coverage) -> None:
    """« 78 % » of the inhabitants, for each distance."""
    for column, km in zip(st.columns(len(BANDS_KM)), BANDS_KM, strict=True):
        with column, st.container(border=True, height="stretch", gap="xsmall"):
            reached = found.everyone.within[BANDS_KM.index(km)]
            st.metric(f"des habitants à moins de {km} km", percent(found.everyone, km), border=False)
            st.markdown(f":gray[{number(reached)} habitants sur {number(found.everyone.population)}]")


def legend(found: Coverage) -> None:
    """Each tint, what it means, how many communes and inhabitants."""
    with card("Légende"):
        for km, communes in by_band(found):
            lives = sum(one.commune.population for one in communes)
            with line(wrap=False):
                st.image(_swatch(BAND_NAMES.get(km, "")), width=26, alt="")
                st.markdown(band_words(km), width="stretch")
                st.markdown(f"**{number(len(communes))}**", width="content", help=plural(lives, "habitant"))
        with line(wrap=False):
            st.image(mark_svg(Shape.DISC), width=26, alt=Shape.DISC.label)
            st.markdown("Boutique confirmée", width="stretch")
            st.markdown(f"**{number(len(found.spots))}**", width="content")
        st.markdown(":gray[Nombre de communes. Plus c’est foncé, plus une boutique est proche.]")


def said_aside(found: Coverage) -> None:
    """What the figures take for granted: the rule, shops known by their commune only, shops nowhere."""
    with card("Ce qui est compté"):
        st.markdown(RULE)
        if count := len(found.at_commune):
            said = "compte au centre de sa commune" if count == 1 else "comptent au centre de leur commune"
            st.markdown(f":orange[{plural(count, 'boutique')} sans point précis {said}.]")
        if found.nowhere:
            names = enumerate_in_words(found.nowhere[:5])
            st.markdown(f":orange[Sans commune ni point, donc pas comptée : {plain(names)}.]")
        st.markdown(":gray[Habitants : populations municipales des communes du département.]")


def epci_card(found: Coverage) -> None:
    """The share of each EPCI, the least reached first."""
    rows = sorted(found.by_epci, key=lambda one: (one.percent(10), one.name))
    with card("Par intercommunalité", len(rows)):
        if is_phone():
            st.markdown(":gray[Habitants à moins de 10 km d’une boutique confirmée]")
            st.markdown("  \n".join(f"**{percent(one, 10)}** {plain(one.name)}" for one in rows))
        else:
            st.dataframe(
                {
                    "Intercommunalité": [one.name for one in rows],
                    "Habitants": [one.population for one in rows],
                    **{f"À {km} km": [round(one.percent(km)) for one in rows] for km in BANDS_KM},
                },
                hide_index=True,
                height="content",
                column_config={
                    "Habitants": st.column_config.NumberColumn(format="localized", width=90),
                    **{
                        f"À {km} km": st.column_config.ProgressColumn(
                            min_value=0, max_value=100, format="%d %%", width=105
                        )
                        for km in BANDS_KM
                    },
                },
                alt="Part des habitants de chaque intercommunalité à 5, 10 et 20 km d’une boutique confirmée",
                key="coverage-epci",
            )
        st.markdown(":gray[Seules comptent leurs communes du département.]")
        same_in_a_table([epci_row(one) for one in rows])


@st.fragment
def left_out_card(edition_id: int) -> None:
    """The largest communes without a shop near, and the shops of the registry to call there. By itself: another
    distance does not draw the map again."""
    agent, db = require_agent("coverage.py")
    found = coverage(db, agent, edition_id)
    with card("Communes laissées de côté"):
        km = st.segmented_control(
            "Sans boutique confirmée à moins de", BANDS_KM, format_func=lambda one: f"{one} km", default=10,
            required=True, key="left-out-km",
        )  # fmt: skip
        out = found.left_out(km)
        if not out:
            st.success("Toutes les communes ont une boutique confirmée à cette distance.", icon=":material/verified:")
            return
        lives = sum(one.commune.population for one in out)
        st.markdown(f"**{plural(len(out), 'commune')}**, {plural(lives, 'habitant')}. Les plus peuplées\u00a0:")
        st.markdown("\n".join(f"- {plain(left_words(one))}" for one in out[:_LISTED]))
        same_in_a_table([left_row(one) for one in out], "Toutes ces communes en tableau")
        _around(db, agent, edition_id, out, km)


def _around(db: Database, agent: Agent, edition_id: int, out: Sequence[Reached], km: int) -> None:
    around = shops_around(db, agent, edition_id, [one.commune for one in out], km)
    names = {
        one.commune.insee_code: f"{one.commune.name} ({plural(len(around[one.commune.insee_code]), 'boutique')})"
        for one in out
        if around[one.commune.insee_code]
    }
    if not names:
        st.markdown(f":gray[Aucune autre boutique du registre à moins de {km} km de ces communes.]")
        return
    chosen = st.selectbox("Qui appeler autour de", list(names), format_func=names.get, key=f"call-around-{km}")
    for one in around[chosen][:_CALLED]:
        state = one.status.label if one.status else "Pas invitée"
        with line():
            st.markdown(
                f"**{plain(one.place.name)}** :gray[{plain(one.place.commune)} · {km_words(one.km)} · {plain(state)}]",
                width="stretch",
            )
            if agent.role in screen("shop_sheet.py").roles:
                go_to("shop_sheet.py", "Ouvrir la fiche", key=f"around-{one.place.id}", fiche=one.place.id)
    if len(around[chosen]) > _CALLED:
        st.markdown(f":gray[Et {number(len(around[chosen]) - _CALLED)} autres.]")


def left_words(one: Reached) -> str:
    """« Baugé-en-Anjou, 11 800 habitants : La Remise est à 12 km »."""
    who = f"{one.commune.name}, {plural(one.commune.population, 'habitant')}"
    return f"{who} : {one.nearest.name} est à {km_words(one.distance_km)}" if one.nearest else who


def left_row(one: Reached) -> dict[str, object]:
    """A commune as its table says it."""
    return {
        "Commune": one.commune.name,
        "Habitants": number(one.commune.population),
        "Boutique la plus proche": one.nearest.name if one.nearest else "",
        "Distance": km_words(one.distance_km) if one.distance_km is not None else "",
    }


def epci_row(one: Share) -> dict[str, object]:
    """An EPCI as its table says it."""
    return {
        "Intercommunalité": one.name,
        "Habitants": number(one.population),
        **{f"À {km} km": percent(one, km) for km in BANDS_KM},
    }


EXPORT_HEADERS = (
    "Code INSEE", "Commune", "Intercommunalité", "Habitants", "Boutique confirmée la plus proche",
    "Distance à vol d’oiseau (km)", "Tranche",
)  # fmt: skip


def export_rows(found: Coverage) -> Sequence[tuple[object, ...]]:
    """Every commune, as it leaves in a file."""
    return [
        (
            one.commune.insee_code, one.commune.name, one.commune.epci_name, one.commune.population,
            one.nearest.name if one.nearest else "",
            None if one.distance_km is None else round(one.distance_km, 1), band_words(one.band_km),
        )
        for one in found.reached
    ]  # fmt: skip


def _swatch(band: str) -> str:
    dashes = "" if band else ' stroke-dasharray="3 2.2"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30" viewBox="0 0 30 30">'
        f'<rect x="3" y="5" width="24" height="20" rx="4" fill="{BANDS.get(band, PAPER)}" stroke="{INK}" '
        f'stroke-width="1.2"{dashes}/></svg>'
    )
