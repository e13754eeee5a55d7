"""The national address service (Base Adresse Nationale), asked politely and believed with care.

data.geopf.fr/geocodage (IGN, Géoplateforme) took over from api-adresse.data.gouv.fr at the end of January 2026,
which geopy still has for default. Free, without a key, 50 calls a second at most. Nothing here runs unless
CAMPAIGN_GEOCODER_URL is set.
"""

import hashlib
import json
import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from geopy import exc
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import BANFrance
from geopy.location import Location

from campaign.base.errors import BadSetting, GeocoderUnavailable
from campaign.base.text import search_key
from campaign.territory.access import BoundedAdapter
from campaign.territory.model import Commune, Point, PointQuality, PointSource, departement_of_code
from campaign.territory.points import point_is_credible

# geopy writes the addresses it retries in its warnings; an address may be somebody's.
logging.getLogger("geopy").setLevel(logging.ERROR)

TIMEOUT_S = 3
TRIES = 2
PAUSE_BETWEEN_TRIES_S = 0.3
CALLS_PER_SECOND = 40  # the service blocks from 50
FAILURES_BEFORE_REST, REST_S = 3, 300
SURE_SCORE, LEAST_SCORE = 0.6, 0.4  # below the first an agent checks, below the second the answer is not used
LONGEST_QUERY, SHORTEST_QUERY = 200, 3  # the service refuses others

_QUALITIES = {
    "housenumber": PointQuality.EXACT,
    "street": PointQuality.STREET,
    "locality": PointQuality.STREET,
    "municipality": PointQuality.COMMUNE,
}
IMPRECISE = "Adresse imprécise : placez le point sur la carte."


class FoundAddresses(Protocol):
    """Where answers already had are kept. A question is a fingerprint; an answer is our own JSON, « null » when nothing
    was found. Whoever keeps them decides for how long."""

    def find(self, question: str) -> str | None: ...
    def keep(self, question: str, answer: str) -> None: ...


class NationalGeocoder(BANFrance):
    """geopy's BANFrance with the filters of the Géoplateforme, a pace, patience and a memory of failures.

    ``clock`` gives seconds that only grow. After three failures in a row, or at once when the service says it is
    asked too much, it is left alone for five minutes. One instance serves every thread.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout_s: float = TIMEOUT_S,
        pause_s: float = PAUSE_BETWEEN_TRIES_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Raises:
            BadSetting: not an https address (plain http is for this very machine only).
        """
        parts = urlsplit(url.strip())
        is_local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme not in (("https", "http") if is_local else ("https",)) or not parts.hostname:
            raise BadSetting(f"CAMPAIGN_GEOCODER_URL doit être une adresse en https:// (lu : {url}).")
        super().__init__(
            domain=parts.netloc + parts.path,
            scheme=parts.scheme,
            timeout=timeout_s,
            user_agent="campaign",
            adapter_factory=BoundedAdapter,
        )
        self._ask = RateLimiter(
            self._ask_once,
            min_delay_seconds=1 / CALLS_PER_SECOND,
            max_retries=TRIES - 1,
            error_wait_seconds=max(pause_s, 1 / CALLS_PER_SECOND),
            swallow_exceptions=False,
        )
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = -math.inf

    def geocode(
        self,
        query: str,
        *,
        postcode: str = "",
        citycode: str = "",
        limit: int = 1,
        known: FoundAddresses | None = None,
        **_: object,
    ) -> Location | None:
        """The best answer to an address, within a postcode or an INSEE code when given; its score is in
        ``raw["properties"]["score"]``. ``known`` spares the service what it already said, even while it rests.

        Raises:
            GeocoderUnavailable: no usable answer after two tries, or the service is being left alone.
        """
        filters = {name: value for name, value in (("postcode", postcode), ("citycode", citycode)) if value}
        parameters = {"q": query[:LONGEST_QUERY], "limit": limit, "autocomplete": 0, **filters}
        question = self._question(parameters)
        if known is not None and (kept := known.find(question)) is not None:
            return _told(kept)
        if self.is_resting:
            raise GeocoderUnavailable
        try:
            location = self._ask(f"{self.geocode_api}?{urlencode(parameters)}")
        except _AskedTooMuch as error:
            self._note_failure(rest_now=True)
            raise GeocoderUnavailable from error
        except exc.GeopyError as error:
            self._note_failure()
            raise GeocoderUnavailable from error
        with self._lock:
            self._failures = 0
        if known is not None:
            known.keep(question, _kept(location))
        return location

    @property
    def is_resting(self) -> bool:
        """Whether the service is being left alone after failures."""
        with self._lock:
            return self._clock() < self._rests_until

    def locate(
        self,
        address: str,
        *,
        commune: Commune | None = None,
        postcode: str = "",
        departement: str | None = None,
        known: FoundAddresses | None = None,
    ) -> Point:
        """Where an address is, as far as the service's answer can be believed: never outside the commune (or, without
        one, the département) that is known; NONE with a French warning when there is nothing to believe.

        Raises:
            GeocoderUnavailable: see ``geocode``.
        """
        town = commune.name if commune else ""
        query = " ".join(part for part in (address.strip(), postcode, town) if part)
        if len(query) < SHORTEST_QUERY:
            return _not_placed(IMPRECISE)
        citycode = commune.insee_code if commune else ""
        location = self.geocode(query, citycode=citycode, postcode="" if commune else postcode, known=known)
        if location is None and (commune or postcode):
            # A postcode of CEDEX or a commune that merged since: the words alone may do, checked below all the same.
            location = self.geocode(query, known=known)
        return _believed(location, commune, departement)

    def _ask_once(self, url: str) -> Location | None:
        try:
            return self._call_geocoder(url, partial(self._parse_json, exactly_one=True))
        except exc.GeocoderRateLimited as error:
            raise _AskedTooMuch(str(error)) from error  # asking again would only prolong the refusal
        except RecursionError as error:
            raise exc.GeocoderParseError("brackets without end") from error
        except exc.GeocoderQueryError:
            return None  # 400: the address is too odd for the service, which is well

    def _parse_json(self, response: Any, exactly_one: bool) -> Location | None:
        try:
            # geopy takes an answer without "features" for « nothing found »: it is another service's.
            return super()._parse_json({"features": list(response["features"])}, exactly_one)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise exc.GeocoderParseError("not the answer of a geocoder") from error

    def _question(self, parameters: Mapping[str, object]) -> str:
        # Case, accents and punctuation change nothing to an address; another service may answer otherwise.
        words = {**parameters, "q": search_key(str(parameters["q"])), "service": self.geocode_api}
        return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()

    def _parse_feature(self, feature: Any) -> Location:
        # geopy takes an answer without a label, which the protocol allows, for a broken one.
        longitude, latitude = feature["geometry"]["coordinates"][:2]
        return Location(str(feature["properties"].get("label") or ""), (latitude, longitude), feature)

    def _note_failure(self, *, rest_now: bool = False) -> None:
        with self._lock:
            self._failures += 1
            if rest_now or self._failures >= FAILURES_BEFORE_REST:
                self._failures, self._rests_until = 0, self._clock() + REST_S


class _AskedTooMuch(exc.GeopyError):
    """Not a GeocoderServiceError, so that the rate limiter does not try again."""


def _kept(location: Location | None) -> str:
    if location is None:
        return "null"
    said = location.raw.get("properties") or {}
    properties = {name: said.get(name) for name in ("label", "score", "type", "citycode")}
    geometry = {"coordinates": [location.longitude, location.latitude]}
    return json.dumps({"geometry": geometry, "properties": properties}, ensure_ascii=False)


def _told(kept: str) -> Location | None:
    feature = json.loads(kept)
    if feature is None:
        return None
    longitude, latitude = feature["geometry"]["coordinates"]
    return Location(feature["properties"]["label"] or "", (latitude, longitude), feature)


def _believed(location: Location | None, commune: Commune | None, departement: str | None) -> Point:
    if location is None:
        return _not_placed(IMPRECISE)
    said = location.raw.get("properties") or {}
    score, kind = said.get("score"), said.get("type")
    if not _is_score(score) or score < LEAST_SCORE or kind not in _QUALITIES:
        return _not_placed(IMPRECISE)
    latitude, longitude = location.latitude, location.longitude
    if not point_is_credible(latitude, longitude, commune):
        return _not_placed(f"L’adresse trouvée n’est pas dans la commune. {IMPRECISE}")
    citycode = str(said.get("citycode") or "")
    if commune is None and departement and departement_of_code(citycode) != departement:
        return _not_placed(f"L’adresse trouvée n’est pas dans le département. {IMPRECISE}")
    quality, warnings = _QUALITIES[kind], ()
    if score < SURE_SCORE:
        quality = PointQuality.STREET if quality is PointQuality.EXACT else quality
        warnings = (f"Position à vérifier : l’adresse trouvée est « {said.get('label') or 'sans nom'} ».",)
    return Point(latitude, longitude, PointSource.BAN, quality, warnings, round(min(score, 1), 3))


def _is_score(said: object) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool) and 0 <= said <= 1.5


def _not_placed(warning: str) -> Point:
    return Point(None, None, None, PointQuality.NONE, (warning,))


@lru_cache(maxsize=4)
def configured_geocoder(url: str | None) -> NationalGeocoder | None:
    """The geocoder at that address (``settings().geocoder_url``); None when none is set: then nobody is asked.
    The same one for the whole process, so that a service left alone is left alone by every job.

    Raises:
        BadSetting: see ``NationalGeocoder``.
    """
    return NationalGeocoder(url) if url else None
