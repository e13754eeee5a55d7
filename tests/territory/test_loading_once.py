"""The tables are read once per process, and shared."""

from concurrent.futures import ThreadPoolExecutor
from sys import getsizeof

from campaign.base.text import search_key
from campaign.territory import store


def test_threads_that_start_together_share_one_gazetteer():
    store._load_gazetteer.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        loaded = list(threads.map(lambda _: store.gazetteer(), range(8)))
    assert len({id(one) for one in loaded}) == 1
    assert store._load_gazetteer.cache_info().misses == 1


def test_the_gazetteer_holds_every_commune_and_stays_lean():
    places = store.gazetteer()
    assert len(places.rows) == 34_969
    assert len(list(store.read_former_communes())) == 4_869
    assert len(store.read_epcis()) == 1_255
    held = sum(map(getsizeof, places.rows)) + sum(map(getsizeof, places.words)) + sum(map(getsizeof, places.by_key))
    # Rows stay text: as objects they would weigh three times as much.
    assert held < 12_000_000


def test_names_are_kept_as_searches_compare_them():
    places = store.gazetteer()
    angers = places.row_of("49007")
    assert [places.words[number] for number in places.names_of(angers)] == [search_key("Angers")]
