"""Inhabitants near a shop, as the crow flies from the reference point of their commune."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.territory.model import Commune
from campaign.territory.reach import BANDS_KM, Reached, Spot, left_out, reached, share, shares_by


def town(code, latitude, longitude, population, epci="E"):
    return Commune(code, f"Commune {code}", ("49000",), "49", epci, epci, population, latitude, longitude, 10.0)


def spot(number, latitude, longitude=0.0):
    return Spot(number, f"Boutique {number}", latitude, longitude)


# On the meridian, a degree is 6 371.009 × π ÷ 180 = 111.195 km: 0.04° is 4.448 km, 0.05° 5.560 km, 0.1° 11.12 km,
# 0.17° 18.90 km, 0.2° 22.24 km.
TOWNS = [
    town("49001", 47.00, 0.0, 1000, "Nord"),
    town("49002", 47.04, 0.0, 500, "Nord"),
    town("49003", 47.05, 0.0, 300, "Nord"),
    town("49004", 47.17, 0.0, 200, "Sud"),
    town("49005", 47.20, 0.0, 4000, "Sud"),
    town("49006", None, None, 50, "Sud"),
]


def test_inhabitants_are_counted_within_five_ten_and_twenty_kilometres():
    found = reached(TOWNS, [spot(1, 47.00)])
    assert [one.band_km for one in found] == [5, 5, 10, 20, None, None]
    assert found[1].distance_km == pytest.approx(4.448, abs=0.001)
    everyone = share("Ici", found)
    assert (everyone.communes, everyone.population, everyone.within) == (6, 6050, (1500, 1800, 2000))
    assert everyone.percent(10) == pytest.approx(100 * 1800 / 6050)


def test_each_epci_has_its_own_share():
    by_epci = shares_by(reached(TOWNS, [spot(1, 47.00)]), lambda commune: commune.epci_name)
    assert {name: (one.population, one.within) for name, one in by_epci.items()} == {
        "Nord": (1800, (1500, 1800, 1800)),
        "Sud": (4250, (0, 0, 200)),
    }


def test_communes_left_out_come_by_population_with_their_nearest_shop():
    out = left_out(reached(TOWNS, [spot(1, 47.00), spot(2, 46.0)]), 10)
    assert [one.commune.insee_code for one in out] == ["49005", "49004", "49006"]
    assert [one.nearest and one.nearest.place_id for one in out] == [1, 1, None]
    assert out[0].distance_km == pytest.approx(22.24, abs=0.01)


def test_a_shop_exactly_at_the_limit_counts():
    limit = 5 / (6371.009 * math.pi / 180)
    assert reached(TOWNS[:1], [spot(1, 47.0 + limit * 0.999999)])[0].band_km == 5
    assert reached(TOWNS[:1], [spot(1, 47.0 + limit * 1.00001)])[0].band_km == 10


@pytest.mark.parametrize(("km", "band"), [(5, 5), (5.001, 10), (10, 10), (20, 20), (20.001, None)])
def test_a_band_holds_its_own_limit_and_nothing_beyond(km, band):
    assert Reached(town("A", 0.0, 0.0, 100), spot(1, 0.0), km).band_km == band


def test_without_a_shop_nobody_is_reached():
    nobody = share("Ici", reached(TOWNS, []))
    assert nobody.within == (0, 0, 0)
    assert share("Nulle part", ()).percent(5) == 0


latitudes, longitudes = st.floats(46.9, 47.9), st.floats(-1.4, 0.3)
towns = st.lists(
    st.builds(
        town, st.integers(49000, 49999).map(str), latitudes, longitudes, st.integers(0, 200_000), st.sampled_from("AB")
    ),
    max_size=12,
)
spots = st.lists(st.builds(spot, st.integers(1, 99), latitudes, longitudes), max_size=8)


@given(towns, spots)
def test_a_wider_circle_never_holds_fewer_and_never_more_than_everybody(communes, shops):
    found = reached(communes, shops)
    everyone = share("Ici", found)
    assert list(everyone.within) == sorted(everyone.within)
    assert everyone.within[-1] <= everyone.population == sum(one.population for one in communes)
    groups = shares_by(found, lambda commune: commune.epci_name).values()
    assert sum(one.population for one in groups) == everyone.population
    for km, inhabitants in zip(BANDS_KM, everyone.within, strict=True):
        assert inhabitants + sum(one.commune.population for one in left_out(found, km)) == everyone.population


@given(towns, spots, st.builds(spot, st.just(100), latitudes, longitudes))
def test_one_more_shop_never_lowers_anything(communes, shops, more):
    before, after = reached(communes, shops), reached(communes, [*shops, more])
    for one, other in zip(before, after, strict=True):
        assert one.distance_km is None or other.distance_km <= one.distance_km
    assert all(a >= b for a, b in zip(share("", after).within, share("", before).within, strict=True))


@given(towns, spots)
def test_the_nearest_shop_is_the_nearest_of_all(communes, shops):
    for one in reached(communes, shops):
        every = [reached([one.commune], [shop])[0].distance_km for shop in shops]
        assert one.distance_km == min(every, default=None)
