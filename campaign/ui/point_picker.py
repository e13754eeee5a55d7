"""Setting a place's point: a click on the map shows where it would go, « Placer ici » puts it there, for good."""

from dataclasses import dataclass

import streamlit as st
from streamlit_folium import st_folium

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import day_in_words, number
from campaign.base.settings import settings
from campaign.maps.agents_map import agents_map, pin_group
from campaign.maps.model import Area, Pin, Shape
from campaign.partners.actions import set_point
from campaign.partners.location import commune_of, is_at_commune, location_doubts, without_doubts_of_point
from campaign.partners.model import Place
from campaign.partners.views import history
from campaign.territory import views as territory
from campaign.territory.model import PointQuality, PointSource
from campaign.ui.feedback import forget_version, form_operation, offer_undo, reporting, undo_asked
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.sheet_form import form_of
from campaign.ui.sheet_history import take_back

_UNDO = "point"
_HEIGHT = 330
_SAME_KM = 0.002  # a click within two metres is the same point


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the next « Placer ici » would put the place, as typed or clicked; degrees, None while nothing is known."""

    latitude: float | None
    longitude: float | None

    @property
    def is_known(self) -> bool:
        """Whether both are there."""
        return self.latitude is not None and self.longitude is not None


def point_card(db: Database, agent: Agent, place: Place, *, writes: bool) -> None:
    """Where the point is, how it is known, what is doubtful, and how to move it."""
    sure = place.location_quality is PointQuality.EXACT
    with card("Point sur la carte", place.location_quality.label, "green" if sure else "yellow"):
        if undone := undo_asked(_UNDO):
            take_back(db, agent, place, undone[1])
        of_the_point = (one for one in place.warnings if not without_doubts_of_point((one,)))
        for warning in dict.fromkeys((*of_the_point, *location_doubts(place))):
            st.warning(plain(warning), icon=":material/wrong_location:")
        st.markdown(f":gray[{plain(known_by(place))}]")
        aim = _clicked(place, writes=writes)
        if writes:
            _place_here(db, agent, place, aim)


def known_by(place: Place) -> str:
    """« Placé à la main. », « Trouvé par le service d’adresses le 3 mai 2026, sûr à 96 %. »."""
    if place.latitude is None:
        return "Aucun point : cliquez sur la carte pour placer la boutique."
    if is_at_commune(place):
        return f"Au centre de la commune ({place.commune}), faute de mieux : fiez-vous à l’adresse."
    if place.location_source is PointSource.MANUAL:
        return "Placé à la main : ni un import ni la recherche d’adresses ne le déplace."
    if place.location_source is PointSource.BAN:
        on = f" {day_in_words(place.located_at.date())}" if place.located_at else ""
        sure = f", sûr à {number(100 * place.location_score, 0)} %" if place.location_score is not None else ""
        return f"Trouvé par le service d’adresses{on}{sure}."
    return "Donné par le fichier importé."


def _clicked(place: Place, *, writes: bool) -> Aim:
    """The map, with the stored point and, once clicked, where it would go; what is aimed at."""
    known = place.latitude is not None and place.longitude is not None
    pins = [Pin(place.id, "", place.latitude, place.longitude, Shape.DISC, place.name, "aujourd’hui")] if known else []
    areas = _around(place)
    drawn = agents_map(areas, pins, settings().tiles_url)
    if known and not areas:
        drawn.location = [place.latitude, place.longitude]
    # The version in the key: after a save the map begins anew, without the last click.
    key = f"point-{place.id}-{place.version}"
    before = (st.session_state.get(key) or {}).get("last_clicked") or {}
    aim = Aim(before.get("lat", place.latitude), before.get("lng", place.longitude))
    moved = writes and bool(before)
    aimed = [Pin(-1, "", aim.latitude, aim.longitude, Shape.DIAMOND, "Ici", "pas encore enregistré")] if moved else []
    found = st_folium(
        drawn,
        height=_HEIGHT,
        use_container_width=True,
        returned_objects=["last_clicked"] if writes else [],
        feature_group_to_add=pin_group(aimed),
        key=key,
    )
    clicked = (found or {}).get("last_clicked") or before
    return Aim(clicked.get("lat", place.latitude), clicked.get("lng", place.longitude))


def _place_here(db: Database, agent: Agent, place: Place, aim: Aim) -> None:
    key = f"{place.id}-{place.version}-{aim.latitude}-{aim.longitude}"
    st.markdown(":gray[Cliquez sur la carte, ou écrivez le point.]")
    left, right = st.columns(2)
    north = left.text_input("Latitude", degrees(aim.latitude), key=f"lat-{key}")
    east = right.text_input("Longitude", degrees(aim.longitude), key=f"lon-{key}")
    typed = Aim(territory.read_coordinate(north or ""), territory.read_coordinate(east or ""))
    far = _far(place, typed)
    if typed.is_known and (said := move_in_words(place, typed, far)):
        st.markdown(said)
    by_hand = place.location_source is PointSource.MANUAL
    same = far is not None and far < _SAME_KM
    with line():
        label = "C’est le bon point" if same and not by_hand else "Placer ici"
        icon = ":material/check:" if same and not by_hand else ":material/add_location:"
        if st.button(label, icon=icon, key="set-point", disabled=same and by_hand and not place.warnings):
            form = f"point-{place.id}"
            with reporting(operation_of=form) as outcome:
                # Untouched, the stored point to its last digit: the fields show a metre.
                point = (place.latitude, place.longitude) if same else (north, east)
                set_point(db, agent, place.id, place.version, *point, form_operation(form))
            if outcome.done:
                forget_version(form_of(place, place.kind))
                offer_undo("Point placé : il ne bougera plus sans vous.", _UNDO, history(db, agent, place.id, 1)[0].id)
                st.rerun()


def move_in_words(place: Place, aim: Aim, far: float | None) -> str:
    """« À 320 m du point actuel. », then whether that is still in its commune; as markdown."""
    said = []
    if far is not None and far >= _SAME_KM:
        said.append(f"À **{metres_words(far)}** du point actuel.")
    commune = commune_of(place)
    if not territory.point_is_credible(aim.latitude, aim.longitude, commune):
        name = commune.of_form if commune else "de France"
        said.append(f":orange[Ce point est loin {plain(name)} : vérifiez avant de placer.]")
    return " ".join(said)


def metres_words(km: float) -> str:
    """« 320 m », « 1,4 km », « 52 km »."""
    return f"{number(1000 * km, 0)} m" if km < 1 else f"{number(km, 1 if km < 10 else 0)} km"


def _far(place: Place, aim: Aim) -> float | None:
    if place.latitude is None or place.longitude is None or not aim.is_known:
        return None
    if not (-90 <= aim.latitude <= 90 and -180 <= aim.longitude <= 180):
        return None
    return territory.distance_km(place.latitude, place.longitude, aim.latitude, aim.longitude)


def _around(place: Place) -> list[Area]:
    """The commune's contour, when we have it; else the département's."""
    contours = territory.commune_contours(settings().departement) or {"features": []}
    for feature in contours["features"]:
        if feature["properties"]["insee_code"] == place.insee_code:
            return [Area(feature["properties"]["name"], feature["geometry"])]
    outline = territory.departement_outline(settings().departement)
    return [Area(territory.departement(settings().departement).name, outline["geometry"])] if outline else []


def degrees(value: float | None) -> str:
    """« 47,48890 », « -0,53420 »: about one metre, with the French comma; empty without a value."""
    return "" if value is None else f"{value:.5f}".replace(".", ",")
