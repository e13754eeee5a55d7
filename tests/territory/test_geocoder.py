"""The national geocoder, played by a small local server that speaks its protocol, well or badly."""

import threading
from collections.abc import Iterator

import pytest

from campaign.base.errors import BadSetting, GeocoderUnavailable
from campaign.territory.geocoder import IMPRECISE, NationalGeocoder, configured_geocoder
from campaign.territory.model import PointQuality, PointSource
from campaign.territory.views import commune
from tests.address_service import EMPTY, PARIS, Server, answer

ANGERS = commune("49007")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.released.set()
        running.shutdown()
        thread.join()


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def geocoder(server, clock) -> Iterator[NationalGeocoder]:
    with NationalGeocoder(server.url, pause_s=0, timeout_s=0.5, clock=clock) as running:
        yield running


def test_a_sure_address_is_placed_at_its_door(server, geocoder):
    server.planned = [answer()]
    point = geocoder.locate("4 rue X", commune=ANGERS)
    assert (point.latitude, point.longitude) == (47.4711, -0.5522)
    assert (point.source, point.quality, point.warnings) == (PointSource.BAN, PointQuality.EXACT, ())


def test_the_commune_filters_what_is_asked(server, geocoder):
    server.planned = [answer()]
    geocoder.locate("4 rue X", commune=ANGERS, postcode="49020")
    assert server.paths == ["/geocodage/search"]
    assert server.asked == [
        {"q": ["4 rue X 49020 Angers"], "limit": ["1"], "autocomplete": ["0"], "citycode": ["49007"]}
    ]


def test_without_a_commune_the_postcode_filters(server, geocoder):
    server.planned = [answer()]
    assert geocoder.locate("4 rue X", postcode="49100", departement="49").quality is PointQuality.EXACT
    assert server.asked[0]["postcode"] == ["49100"]


@pytest.mark.parametrize(
    ("kind", "quality"),
    [("street", PointQuality.STREET), ("locality", PointQuality.STREET), ("municipality", PointQuality.COMMUNE)],
)
def test_what_was_found_says_how_precise_it_is(server, geocoder, kind, quality):
    server.planned = [answer(type=kind)]
    assert geocoder.locate("rue X", commune=ANGERS).quality is quality


def test_a_real_answer_with_a_middling_score_is_to_be_checked(server, geocoder):
    server.planned = [PARIS]
    point = geocoder.locate("10 PL 5 MARTYRS LYCEE BUFFON", postcode="75015", departement="75")
    assert (point.latitude, point.longitude, point.quality) == (48.838411, 2.316754, PointQuality.STREET)
    assert point.warnings[0].startswith("Position à vérifier : l’adresse trouvée est « 10 Place des Cinq Martyrs")


@pytest.mark.parametrize("score", [0.1, None, "0.9", -1, 12, True, [0.9]])
def test_a_poor_score_is_not_used(server, geocoder, score):
    server.planned = [answer(score=score)]
    assert geocoder.locate("rue de la Gare", commune=ANGERS).warnings == (IMPRECISE,)


def test_optional_keys_may_be_null_or_absent(server, geocoder):
    absent = answer()
    del absent["features"][0]["properties"]["label"], absent["features"][0]["properties"]["citycode"]
    for planned in (answer(label=None, citycode=None, housenumber=None, district=None), absent):
        server.planned = [planned]
        assert geocoder.locate("4 rue X", commune=ANGERS).quality is PointQuality.EXACT
        assert geocoder.locate("4 rue X", departement="49").quality is PointQuality.NONE


def test_the_score_comes_with_the_point(server, geocoder):
    server.planned = [answer(score=0.47123)]
    point = geocoder.locate("4 rue X", commune=ANGERS)
    assert (point.score, point.quality, len(point.warnings)) == (0.471, PointQuality.STREET, 1)


def test_nothing_found_is_asked_again_without_the_filter_then_left_to_the_agent(server, geocoder):
    server.planned = [EMPTY]
    point = geocoder.locate("4 rue X", postcode="49020")
    assert (point.latitude, point.quality, point.warnings) == (None, PointQuality.NONE, (IMPRECISE,))
    assert [asked.get("postcode") for asked in server.asked] == [["49020"], None]


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(0, 0), (47.4711, -0.5522), (0.5522, 47.4711), (2.35, 48.85)],
    ids=["zero", "exchanged", "wrong sign", "elsewhere"],
)
def test_a_point_out_of_the_commune_is_refused(server, geocoder, longitude, latitude):
    server.planned = [answer(longitude, latitude)]
    point = geocoder.locate("4 rue X", commune=ANGERS)
    assert (point.latitude, point.quality) == (None, PointQuality.NONE)


def test_a_point_out_of_the_departement_is_refused(server, geocoder):
    server.planned = [answer(-1.55, 47.22, citycode="44109")]
    point = geocoder.locate("4 rue X", departement="49")
    assert point.warnings == (f"L’adresse trouvée n’est pas dans le département. {IMPRECISE}",)


def test_one_failure_is_forgiven(server, geocoder):
    server.planned = [(500, "erreur"), answer()]
    assert geocoder.locate("4 rue X", commune=ANGERS).quality is PointQuality.EXACT
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "planned",
    [
        (500, "erreur"),
        (503, {}),
        (200, "<html>Maintenance</html>"),
        (200, '{"type": "FeatureCollection", "features": [{'),
        (200, "[]"),
        (200, '{"features": [{"geometry": null}]}'),
        (200, '{"features": [{"geometry": {"coordinates": ["a", "b"]}, "properties": {}}]}'),
        (200, '{"features": [{"geometry": {"coordinates": [-0.55, 47.47]}, "properties": null}]}'),
        (200, '{"features": [{"geometry": {"coordinates": [-0.55]}, "properties": {}}]}'),
        (200, '{"features": [{"geometry": {"coordinates": [NaN, Infinity]}, "properties": {}}]}'),
        (200, '{"features": null}'),
        (200, "\x00\x01"),
        (200, "[" * 100_000),
        (200, '{"features": []' + " " * 1_100_000 + "}"),
        (302, ""),
        "silence",
        "drops",
    ],
    ids=[
        "500",
        "503",
        "HTML",
        "cut JSON",
        "list",
        "no geometry",
        "words",
        "no properties",
        "half a point",
        "no number",
        "null",
        "bytes",
        "nested",
        "too long",
        "redirection",
        "silence",
        "drops",
    ],
)
def test_a_service_out_of_order_is_said_in_french_after_two_tries(server, geocoder, planned):
    server.planned = [planned]
    with pytest.raises(GeocoderUnavailable, match="Placez le point à la main"):
        geocoder.locate("4 rue X", commune=ANGERS)
    assert len(server.asked) <= 2
    assert not any("ailleurs" in path for path in server.paths)


def test_a_service_out_of_order_is_left_alone_for_five_minutes(server, geocoder, clock):
    server.planned = [(500, "erreur")]
    for _ in range(5):
        with pytest.raises(GeocoderUnavailable):
            geocoder.locate("4 rue X", commune=ANGERS)
    assert len(server.asked) == 6  # three addresses, two tries each; then nothing more
    server.planned = [answer()]
    clock.now += 299
    with pytest.raises(GeocoderUnavailable):
        geocoder.locate("4 rue X", commune=ANGERS)
    clock.now += 1
    assert geocoder.locate("4 rue X", commune=ANGERS).quality is PointQuality.EXACT


class Memory(dict):
    """The simplest place where answers are kept."""

    find = dict.get
    keep = dict.__setitem__


def test_what_the_service_said_is_not_asked_again_even_while_it_rests(server, geocoder):
    memory = Memory()
    server.planned = [answer(), EMPTY, (429, "trop")]
    first = geocoder.locate("4 rue X", commune=ANGERS, known=memory)
    assert geocoder.locate("4, RUE x", commune=ANGERS, known=memory) == first
    assert geocoder.locate("5 rue Inconnue", departement="49", known=memory).quality is PointQuality.NONE
    with pytest.raises(GeocoderUnavailable):
        geocoder.locate("6 rue Z", commune=ANGERS, known=memory)
    assert len(server.asked) == 3
    assert geocoder.locate("4 rue X", commune=ANGERS, known=memory) == first
    assert geocoder.locate("5 rue inconnue", departement="49", known=memory).warnings == (IMPRECISE,)
    assert len(server.asked) == 3


def test_the_same_words_within_another_commune_are_another_question(server, geocoder):
    memory = Memory()
    server.planned = [answer(), answer(-0.0755, 47.2592, citycode="49328")]
    geocoder.locate("4 rue X", commune=ANGERS, known=memory)
    geocoder.geocode("4 rue X Angers", citycode="49328", known=memory)
    geocoder.geocode("4 rue X Angers", postcode="49400", known=memory)
    assert (len(server.asked), len(memory)) == (3, 3)
    assert not any("rue" in question for question in memory)


def test_a_failure_is_never_kept(server, geocoder):
    memory = Memory()
    server.planned = [(500, "erreur")]
    with pytest.raises(GeocoderUnavailable):
        geocoder.locate("4 rue X", commune=ANGERS, known=memory)
    assert memory == {}


def test_one_geocoder_serves_the_whole_process():
    url = "https://data.geopf.fr/geocodage"
    assert configured_geocoder(url) is configured_geocoder(url)


def test_a_service_that_is_asked_too_much_is_left_alone_at_once(server, geocoder):
    server.planned = [(429, "trop")]
    for _ in range(2):
        with pytest.raises(GeocoderUnavailable):
            geocoder.locate("4 rue X", commune=ANGERS)
    assert len(server.asked) == 1
    assert geocoder.is_resting


def test_an_address_the_service_refuses_is_only_imprecise(server, geocoder):
    server.planned = [(400, "q must contain between 3 and 200 chars")]
    assert geocoder.locate("rue 4", commune=ANGERS).warnings == (IMPRECISE,)
    assert not geocoder.is_resting


def test_an_address_too_short_or_too_long_is_never_sent_so(server, geocoder):
    assert geocoder.locate(" a ").warnings == (IMPRECISE,)
    assert server.asked == []
    geocoder.locate("rue " * 500)
    assert len(server.asked[0]["q"][0]) <= 200


def test_nobody_is_asked_unless_an_address_is_set():
    assert configured_geocoder(None) is None
    assert configured_geocoder("") is None
    assert (
        configured_geocoder("https://data.geopf.fr/geocodage").geocode_api == "https://data.geopf.fr/geocodage/search"
    )


@pytest.mark.parametrize("url", ["http://data.geopf.fr/geocodage", "file:///etc/passwd", "data.geopf.fr", "https://"])
def test_only_a_secure_address_is_taken(url):
    with pytest.raises(BadSetting, match="https://"):
        NationalGeocoder(url)
