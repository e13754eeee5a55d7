"""Papers of a round and of the depot: loading in reverse, the driver's sheet and its map, labels, counts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.documents.round_content import LoadStop
from campaign.documents.van_pages import Part, shared_out
from campaign.documents.van_papers import paper
from tests.documents.reading import codes, is_sound, operations, pages, stay_on_the_page, texts
from tests.documents.reading_aloud import aloud, problems
from tests.documents.rounds_at_hand import (
    ITEMS,
    PLACES,
    counts,
    hostile_load,
    hostile_route,
    labels,
    load,
    loads,
    route,
    routes,
)
from tests.documents.slips_at_hand import HOSTILE, SITE


def made(content) -> bytes:
    built = paper(content)
    assert built.blocking == ()
    return built.data


def test_the_last_stop_of_the_road_is_the_first_loaded():
    (text,) = texts(made(loads(load())))
    places = [text.index(place[0]) for place in PLACES]
    assert places == sorted(places, reverse=True)
    assert "5 · BL-2026-0005 à charger en premier" in text
    assert text.index("à charger en premier") < text.index("à charger en dernier")


def test_the_whole_van_is_summed_up_item_by_item_with_its_numbered_pieces():
    (text,) = texts(made(loads(load())))
    table = text[text.index("Dans le véhicule, en tout") :]
    assert "Affiches A3 AFF-A3 100 unités 20 L 12 kg" in table  # five stops of 20, 4 L and 2.4 kg each
    assert "Roue de la prévention des déchets ROUE n° 1 et ROUE n° 3 2 unités 360 L 28 kg" in table


def test_the_load_is_told_against_what_the_van_takes():
    # 5 × 4 L of posters, 4 × 3 L of flyers, 2 × 8 L of directories, 2 wheels of 180 L: 408 L; 12 + 10 + 20 + 28 = 70 kg
    (text,) = texts(made(loads(load(volume_litres=816, payload_kg=50))))
    assert "Volume 408 L sur 816 L, 50 %" in text
    assert "Poids 70 kg sur 50 kg : 20 kg de trop" in text
    (unknown,) = texts(made(loads(load(volume_litres=0))))
    assert "Volume 408 L, capacité inconnue" in unknown


def test_a_van_with_nothing_to_load_still_has_its_list():
    (text,) = texts(made(loads(load(stops=()))))
    assert "Volume 0 L sur 5 200 L, 0 %" in text
    assert "Rien à charger pour cette tournée." in text


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 30), st.integers(0, 3))
def test_however_long_the_round_no_stop_is_lost(count, items):
    stops = tuple(
        LoadStop(rank, f"Boutique {rank}.", f"BL-2026-{rank:04}", ITEMS[:items]) for rank in range(1, count + 1)
    )
    file = made(loads(load(stops=stops)))
    whole = " ".join(texts(file))
    assert all(whole.count(f"Boutique {rank}.") == 1 for rank in range(1, count + 1))
    assert stay_on_the_page(file)


def test_the_drivers_sheet_gives_each_stop_its_hour_door_and_load_in_order():
    (text,) = texts(made(routes(route())))
    for said in (
        "T3 Saumurois", "jeudi 5 novembre, matin", "Trafic blanc", "Camille Roussel", "8 h 15 – 12 h 20", "138 km",
        "5 arrêts, distances à vol d’oiseau × 1,3", "Sonner à la grille verte.", "02 41 00 00 12", "BL-2026-0003",
        "Retour vers 12 h 20 : Hangar de Trélazé", "Appelez le 02 41 00 00 00.",
    ):  # fmt: skip
        assert said in text, said
    places = [text.index(place[0]) for place in PLACES]
    assert places == sorted(places)
    assert text.index("Le Comptoir du réemploi") < text.index("Accès livraison par la cour.") < places[1]


def test_no_address_of_a_round_is_ever_printed():
    built = paper(routes(route()))
    assert "http" not in " ".join(texts(built.data))
    assert codes(built.data) == []


def test_its_map_shows_the_depot_and_a_number_a_stop():
    (page,) = pages(made(routes(route())))
    on_the_map = "".join(sign.text for sign in page if 58 < sign.top < 136 and sign.left > 80)
    assert sorted(on_the_map) == sorted("D12345")


def test_a_stop_nobody_placed_is_left_off_the_map_and_said_so():
    stops = tuple(replace(stop, point=None) if rank == 2 else stop for rank, stop in enumerate(route().stops))
    built = paper(routes(route(stops=stops)))
    assert [str(one) for one in built.notices] == [
        "Recyclerie des Troglos, position\u00a0: absente de la carte : placez-la dans sa fiche."
    ]
    without = paper(routes(route(stops=tuple(replace(stop, point=None) for stop in stops))))
    assert not any(one.kind == "Figure" for one in aloud(without.data))


def test_one_stop_no_depot_no_outline_still_make_a_map():
    file = made(routes(route(stops=route().stops[:1], depot_point=None, territories=())))
    assert any(one.words.startswith("Carte de la tournée") for one in aloud(file))


def test_many_stops_go_on_with_their_head_and_page():
    said = texts(made(routes(route(stops=route().stops * 6))))
    assert len(said) > 2
    assert all("Arrivée" in text and "On y laisse" in text for text in said[:-1])
    assert all(f"page {rank} sur {len(said)}" in text for rank, text in enumerate(said[1:], 2))


def test_hostile_words_stay_words_on_the_papers_of_a_round():
    for content in (loads(hostile_load()), routes(hostile_route())):
        file = made(content)
        whole = "".join(sign.text for page in pages(file) for sign in page)
        assert "<imgsrc=xonerror=alert(1)>" in whole
        assert "\ufffd" not in whole
        assert stay_on_the_page(file)


def test_in_black_alone_papers_of_a_round_set_no_other_colour():
    for content in (loads(load(), black=True), routes(route(), black=True), counts(black=True)):
        set_to = {
            tuple(float(one) for one in operands)
            for operands, operator in operations(made(content))
            if operator in ("rg", "RG")
        }
        assert set_to <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


def test_labels_fill_sheets_of_twenty_four_each_with_its_own_code():
    file = made(labels(30))
    assert sorted(codes(file, scale=3)) == sorted(f"{SITE}ROUE-{rank}" for rank in range(1, 25))
    assert sorted(codes(file, 1, scale=3)) == sorted(f"{SITE}ROUE-{rank}" for rank in range(25, 31))
    said = texts(file)
    assert said[0].count("Propriété du Département de Maine-et-Loire") == 24
    assert said[1].count("02 41 00 00 00") == 6


def test_labels_begin_at_the_first_free_place_of_a_sheet():
    (page,) = pages(made(labels(2, first=24 - 1)))
    assert min(sign.top for sign in page) > 7 * 37  # mm: the last row
    assert min(sign.left for sign in page) > 70
    assert len(texts(made(labels(2, first=24)))) == 2


def test_nothing_of_a_label_nears_its_edge():
    for content in (labels(24), labels(24, name=HOSTILE)):
        for sign in pages(made(content))[0]:
            assert 3.5 < (sign.left % 70) < 66.5
            assert 3.5 < ((sign.top - 0.5) % 37) < 33.5


@pytest.mark.parametrize("shown", [False, True])
def test_a_count_keeps_back_or_shows_what_is_expected(shown):
    said = texts(made(counts(shown=shown)))
    assert ["Hangar de Trélazé" in said[0], "Réserve du Département" in said[1]] == [True, True]
    assert ("Attendu" in said[0]) is shown
    assert ("FLE-7 70" in said[0]) is shown
    assert "n° 7" in said[0]
    assert "Trouvé en plus, ou inconnu" in said[0]


@pytest.mark.parametrize(
    "content", [loads(load(), load()), routes(route()), routes(route(stops=route().stops * 4)), labels(30),
                counts(shown=True, lines=40)],
)  # fmt: skip
def test_papers_of_a_round_are_read_aloud_and_checkers_find_nothing(content):
    file = made(content)
    assert problems(file) == ([], [])
    assert is_sound(file, content.title)


def parts(heights, follows=0):
    return [Part(height, lambda top: None, follows) for height in heights]


def test_a_part_that_follows_takes_the_ones_before_it_to_its_page():
    listed = parts([30, 30, 30]) + parts([40], follows=2)
    assert [len(page) for page in shared_out(listed, 100, 200, 0)] == [1, 3]


def test_a_part_at_the_foot_may_use_the_margin_others_leave():
    last = Part(30, lambda top: None, at_foot=True)
    assert [len(page) for page in shared_out([*parts([60]), last], 100, 200, 10)] == [2]
    assert [len(page) for page in shared_out(parts([60, 35]), 100, 200, 10)] == [1, 1]


@given(st.lists(st.tuples(st.floats(1, 90), st.integers(0, 3)), max_size=40))
def test_parts_are_shared_out_in_order_none_lost_none_beyond_its_page(said):
    listed = [Part(height, lambda top: None, follows) for height, follows in said]
    found = shared_out(listed, 60, 100, 5)
    assert [part for page in found for part in page] == listed
    rooms = [60, *[100] * (len(found) - 1)]
    assert all(sum(one.height for one in page) <= room - 5 + 0.02 for page, room in zip(found, rooms, strict=True))
