"""Communes, EPCI, départements and contours, as screens ask for them."""

import json
from collections import Counter
from importlib import import_module
from itertools import pairwise

import pytest

from campaign.base.errors import NotFound
from campaign.base.settings import ASSETS
from campaign.territory import store, views
from campaign.territory.model import EpciKind, short_epci_name


def rings_of(area):
    shape = area["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[tuple(position) for position in ring] for rings in polygons for ring in rings]


def edges_of(areas):
    return [frozenset(edge) for area in areas for ring in rings_of(area) for edge in pairwise(ring)]


def signed_area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def area_of(area):
    shape = area["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return sum(abs(signed_area(rings[0])) - sum(abs(signed_area(hole)) for hole in rings[1:]) for rings in polygons)


def cross(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_a_commune_says_what_it_belongs_to():
    angers = views.commune("49007")
    assert (angers.name, angers.departement, angers.postcodes) == ("Angers", "49", ("49000", "49100"))
    assert (angers.epci_siren, angers.epci_name) == ("244900015", "CU Angers Loire Métropole")
    assert angers.label == "Angers (49000)"


def test_a_code_of_before_leads_to_todays_commune():
    assert views.commune("49191").name == "Terranjou"
    assert views.commune("75118").name == "Paris"
    assert views.commune("2a004").departement == "2A"
    assert views.commune("97209").departement == "972"


@pytest.mark.parametrize("code", ["", "4900", "99999", "49007,Angers", "~"])
def test_an_unknown_code_is_refused_in_french(code):
    with pytest.raises(NotFound, match="Aucune commune n’a ce code INSEE"):
        views.commune(code)


@pytest.mark.parametrize(
    ("code", "of_form"),
    [
        ("49007", "d’Angers"),
        ("49246", "des Ponts-de-Cé"),
        ("72181", "du Mans"),
        ("44109", "de Nantes"),
        ("72154", "de La Flèche"),
        ("49129", "d’Écouflant"),
    ],
)
def test_a_commune_is_named_after_de(code, of_form):
    assert views.commune(code).of_form == of_form


@pytest.mark.parametrize(
    ("departement", "count"), [("49", 176), ("75", 1), ("2A", 124), ("974", 24), ("97", 0), ("", 0)]
)
def test_a_departement_has_its_communes_and_no_other(departement, count):
    communes = views.communes_of(departement)
    assert len(communes) == count
    assert {commune.departement for commune in communes} <= {departement}


def test_an_epci_over_the_border_belongs_to_both_departements():
    both = {one.siren for one in views.epcis_of("44")} & {one.siren for one in views.epcis_of("49")}
    assert both == {"244400552"}
    assert views.epci("244400552").departements == ("44", "49")
    assert len(views.epcis_of("49")) == 10


def test_an_epci_says_its_kind():
    assert views.epci("244900015").kind is EpciKind.CU
    assert views.epci("244900015").kind.label == "Communauté urbaine"
    with pytest.raises(NotFound):
        views.epci("123456789")


def test_every_departement_has_its_sentences():
    departements = views.departements()
    assert len(departements) == 109
    for one in departements:
        assert one.in_form.split()[0] in {"en", "dans", "à", "sur"}
        assert one.of_form.startswith(("de ", "du ", "des ", "d’", "de l’"))
        bare = one.name.replace("'", "’").removeprefix("La ").removeprefix("Île de ").replace("Wallis et", "Wallis-et-")
        assert bare.replace("- ", "-") in one.in_form.replace("Wallis-et-", "Wallis-et-")
        assert "'" not in one.in_form + one.of_form


@pytest.mark.parametrize(
    ("code", "in_form", "of_form"),
    [
        ("49", "en Maine-et-Loire", "de Maine-et-Loire"),
        ("35", "en Ille-et-Vilaine", "d’Ille-et-Vilaine"),
        ("04", "dans les Alpes-de-Haute-Provence", "des Alpes-de-Haute-Provence"),
        ("01", "dans l’Ain", "de l’Ain"),
        ("69", "dans le Rhône", "du Rhône"),
        ("75", "à Paris", "de Paris"),
        ("974", "à La Réunion", "de La Réunion"),
        ("2a", "en Corse-du-Sud", "de la Corse-du-Sud"),
    ],
)
def test_a_departement_speaks_french(code, in_form, of_form):
    one = views.departement(code)
    assert (one.in_form, one.of_form) == (in_form, of_form)


def test_a_search_box_finds_beginnings_without_accents():
    labels = [suggestion.label for suggestion in views.search_communes("segre", "49")]
    assert labels == ["Segré (Segré-en-Anjou Bleu, 49500)"]
    assert views.search_communes("ang", "49")[0].commune.name == "Angers"
    assert views.search_communes("ponts ce", "49")[0].commune.name == "Les Ponts-de-Cé"
    assert views.search_communes("st georges l", "49")[0].label == "Saint-Georges-sur-Loire (49170)"


def test_a_search_box_takes_a_postcode():
    assert [one.commune.name for one in views.search_communes("49000", "49")] == ["Angers", "Écouflant"]
    assert {one.commune.departement for one in views.search_communes("490", "49")} == {"49"}


@pytest.mark.parametrize("typed", ["", "  ", "'", "%", "zzzz", "<script>", "١٢"])
def test_a_search_that_means_nothing_finds_nothing(typed):
    assert views.search_communes(typed, "49") == []


def test_a_search_gives_each_commune_once_and_no_more_than_asked():
    found = views.search_communes("saint", "49", limit=20)
    assert len(found) == 20
    assert len({one.commune.insee_code for one in found}) == 20


def test_a_point_is_in_its_commune():
    assert views.commune_of_point(47.4736, -0.5541, "49").name == "Angers"
    assert views.commune_of_point(-20.93, 55.45).name == "Saint-Denis"
    assert views.commune_of_point(44.0, -5.0) is None  # in the Bay of Biscay
    assert views.commune_of_point(0, 0) is None


def test_each_commune_of_49_lies_in_its_own_contour():
    elsewhere = [
        one.name
        for one in views.communes_of("49")
        if views.commune_of_point(one.latitude, one.longitude, "49").insee_code != one.insee_code
    ]
    # The published reference point of these two stands on the other bank, or outside their curve.
    assert elsewhere == ["Béhuard", "Les Bois d'Anjou"]


def test_contours_of_49_are_neighbours_without_gap_nor_overlap():
    communes = views.commune_contours("49")["features"]
    assert len(communes) == 176
    edges = edges_of(communes)
    assert max(Counter(edges).values()) == 2
    outline = views.departement_outline("49")
    epcis = views.epci_contours("49")["features"]
    assert {area["properties"]["siren"] for area in epcis} == {one.siren for one in views.epcis_of("49")}
    assert sum(map(area_of, communes)) == pytest.approx(area_of(outline), rel=1e-9)
    assert sum(map(area_of, epcis)) == pytest.approx(area_of(outline), rel=1e-9)
    assert set(edges_of([outline])) <= set(edges_of(epcis)) <= set(edges)


def test_no_contour_of_49_crosses_itself():
    for area in views.commune_contours("49")["features"]:
        for ring in rings_of(area):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            edges = list(pairwise(ring))
            assert not any(cross(*one, *other) for n, one in enumerate(edges) for other in edges[n + 2 :])


def test_contours_stay_light():
    folder = ASSETS / "territory" / "contours"
    assert (folder / "epci_49.geojson").stat().st_size < 120_000
    assert (folder / "communes_49.geojson").stat().st_size < 350_000
    assert sum(path.stat().st_size for path in folder.iterdir()) < 700_000


def test_another_departement_has_an_outline_and_no_contours():
    assert views.departement_outline("2B")["properties"]["name"] == "Haute-Corse"
    assert views.epci_contours("44") is None
    assert views.commune_contours("../../x") is None
    assert views.departement_outline("987") is None


def test_the_assets_are_credited():
    text = (ASSETS / "territory" / "README.md").read_text("utf-8")
    for credit in ("Licence Ouverte 2.0", "« Fond de carte : IGN »", "GeoNames", "CC BY 4.0", "INSEE"):
        assert credit in text


def test_building_the_assets_again_gives_the_same_bytes(shared_dir, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ASSETS.parent / "tools"))
    build_territory = import_module("build_territory")
    (tmp_path / "departement_forms.csv").write_bytes((store.FOLDER / "departement_forms.csv").read_bytes())
    monkeypatch.setattr(build_territory, "ASSETS", tmp_path)
    build_territory.build(shared_dir / "data" / "geo")
    for path in store.FOLDER.rglob("*.*"):
        if path.name != "README.md":
            assert (tmp_path / path.relative_to(store.FOLDER)).read_bytes() == path.read_bytes(), path.name
    assert json.loads((tmp_path / "contours" / "epci_49.geojson").read_text("utf-8"))["features"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("CU Angers Loire Métropole", "Angers Loire Métropole"),
        ("CC des Vallées du Haut-Anjou", "Vallées du Haut-Anjou"),
        ("CA de l'Ouest Rhodanien", "Ouest Rhodanien"),
        ("CC du Pays d'Ancenis", "Pays d'Ancenis"),
        ("Nantes Métropole", "Nantes Métropole"),
        ("", ""),
    ],
)
def test_an_epci_is_called_by_its_name_without_its_legal_form(name, short):
    assert short_epci_name(name) == short
