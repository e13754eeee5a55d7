"""Which commune somebody meant by the town and postcode they typed.

The name decides, the postcode and the département choose between namesakes, and what had to be supposed is said in
French. Attempts go from the surest to the least sure, and stop at the first that leaves one commune:

1. the name, written right, among the communes of the postcode;
2. its beginning, or its words in another order, among them (« Ancenis » 44150 is Ancenis-Saint-Géréon);
3. the name written right in the département, then with a typing error, then next door to it;
4. the name written right elsewhere in France, when nothing else bears it;
5. the postcode alone, when it serves one commune.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from campaign.base.french import enumerate_in_words
from campaign.base.text import clean
from campaign.territory.distance import distance_km
from campaign.territory.likeness import alike, beginning, begun_by, same_words
from campaign.territory.model import Commune, CommuneMatch, Departement, MatchQuality, departement_of_postcode
from campaign.territory.naming import TypedTown, name_key, read_postcode, read_town
from campaign.territory.points import point_is_credible
from campaign.territory.store import Gazetteer, commune_at, gazetteer, read_departements

# Likeness of two names, 0 to 100 (rapidfuzz ratio): one wrong letter in nine scores 89, one missing 94. The fewer
# names compete, the more a typing error may weigh.
_LIKE_AMONG_POSTCODE = 75
_LIKE_IN_DEPARTEMENT = 85
_LIKE_IN_FRANCE = 90
_SHORTEST_TYPO_IN_DEPARTEMENT, _SHORTEST_TYPO_IN_FRANCE = 5, 7
_SHORTEST_BEGINNING_AMONG_POSTCODE, _SHORTEST_BEGINNING = 3, 5
# A postcode of the next département is usual on its border: the name is believed up to this distance.
_NEXT_DOOR_KM = 20
# A town that everybody knows is meant for itself, rather than a village that begins alike.
_WELL_KNOWN = 10_000
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class _Search:
    """What is known before names are looked at. ``served`` are the rows of the postcode; ``home`` the département to
    prefer: the postcode's when there is one, else the one asked for."""

    typed: str
    town: TypedTown
    postcode: str
    served: tuple[int, ...]
    home: str
    asked: str
    places: Gazetteer


def find_commune(
    name: str,
    postcode: str = "",
    departement: str | None = None,
    near: tuple[float | None, float | None] = (None, None),
) -> CommuneMatch:
    """The commune meant by a town, a postcode and the département where one expects it (each may be missing).

    ``near``, the latitude and longitude that came with them, only serves to choose among several candidates.
    """
    match = _without_point(name, postcode, departement)
    if match.quality is not MatchQuality.AMBIGUOUS or None in near:
        return match
    close = [one for one in match.candidates if one.latitude is not None and point_is_credible(*near, one)]
    if not close:
        return match
    commune = min(close, key=lambda one: distance_km(*near, one.latitude, one.longitude))
    note = f"{commune.label} a été choisie d’après la position donnée : vérifiez."
    return CommuneMatch(commune, None, MatchQuality.FUZZY, (note,), match.candidates)


def _without_point(name: str, postcode: str, departement: str | None) -> CommuneMatch:
    places = gazetteer()
    town = read_town(name)
    code = read_postcode(postcode) or town.postcode
    served = places.served_by(code)
    asked = departement or town.departement or ""
    home = departement_of_postcode(code) if code and departement_of_postcode(code) in read_departements() else asked
    search = _Search(clean(name)[:60], town, code, served, home, asked, places)
    if code and not served and (by_code := _by_insee_code(search)):
        return by_code
    if not town.names:
        return _by_postcode_alone(search)
    match = _by_names(search, town.names)
    if match.quality is MatchQuality.NONE and town.parts:
        match = _by_names(search, town.parts)
    return _nothing_by_name(search) if match.quality is MatchQuality.NONE else match


def _by_names(search: _Search, names: Sequence[str]) -> CommuneMatch:
    places, served = search.places, set(search.served)
    exact = list(dict.fromkeys(number for name in names for number in places.named(name_key(name))))
    served_names = [number for row in search.served for number in places.names_of(row)]
    home_names = places.names_in(search.home) if search.home in read_departements() else range(0)
    here = [number for number in exact if places.owners[number] in served]
    if here:
        return _settled(search, here, MatchQuality.EXACT)
    shortest = _SHORTEST_BEGINNING_AMONG_POSTCODE
    partial = begun_by(places, served_names, names, shortest) or same_words(places, served_names, names)
    if partial:
        return _settled(search, partial, MatchQuality.FUZZY)
    if at_home := [number for number in exact if number in home_names]:
        return _settled(search, at_home, MatchQuality.EXACT)
    if typo := (
        alike(places, served_names, names, _LIKE_AMONG_POSTCODE, shortest) or beginning(places, served_names, names)
    ):
        return _settled(search, typo, MatchQuality.FUZZY)
    if excused := [number for number in exact if _excuses_postcode(search, commune_at(places.owners[number]))]:
        return _settled(search, excused, MatchQuality.EXACT)
    if exact and (served or not home_names or _is_well_known(search, exact)):
        return _elsewhere(search, exact)
    near = (
        begun_by(places, home_names, names, _SHORTEST_BEGINNING)
        or same_words(places, home_names, names)
        or alike(places, home_names, names, _LIKE_IN_DEPARTEMENT, _SHORTEST_TYPO_IN_DEPARTEMENT)
        or beginning(places, home_names, names)
    )
    if near:
        return _settled(search, near, MatchQuality.FUZZY)
    if exact:
        return _elsewhere(search, exact)
    if not search.postcode:
        everywhere = range(len(places.words))
        if far := alike(places, everywhere, names[:1], _LIKE_IN_FRANCE, _SHORTEST_TYPO_IN_FRANCE):
            return _settled(search, far, MatchQuality.FUZZY)
    return CommuneMatch(None, None, MatchQuality.NONE)


# What excuses a postcode or a département


def _excuses_postcode(search: _Search, commune: Commune) -> bool:
    """Whether the postcode may be wrong and the name right: a place next door is served by it, or one digit wrong, or
    two exchanged, made it of one of the commune's; not when the département asked for agrees with the postcode."""
    if any(_next_door(commune, commune_at(row)) for row in search.served):
        return True
    if len(search.postcode) != 5 or search.asked not in ("", commune.departement):
        return False
    return any(OSA.distance(search.postcode, own) == 1 for own in commune.postcodes)


def _next_door(one: Commune, other: Commune) -> bool:
    if one.latitude is None or other.latitude is None:
        return False
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude) <= _NEXT_DOOR_KM


def _is_well_known(search: _Search, numbers: Sequence[int]) -> bool:
    owners = {search.places.owners[number] for number in numbers}
    return len(owners) == 1 and commune_at(owners.pop()).population >= _WELL_KNOWN


# What is answered


def _settled(
    search: _Search, numbers: Sequence[int], quality: MatchQuality, extra: tuple[str, ...] = ()
) -> CommuneMatch:
    """The one commune of these names; a name of today wins over a former one, and several communes are a question."""
    places = search.places
    todays = [number for number in numbers if number not in places.former_names]
    owners = list(dict.fromkeys(places.owners[number] for number in todays or numbers))
    if len(owners) > 1:
        return _question(search, numbers)
    number = (todays or numbers)[0]
    commune, former_name = commune_at(owners[0]), places.former_names.get(number)
    notes = list(extra)
    if quality is MatchQuality.FUZZY:
        notes.append(f"« {search.typed} » a été lu {former_name or commune.name} : vérifiez.")
    if former_name:
        quality = MatchQuality.FORMER if quality is MatchQuality.EXACT else quality
        notes.append(f"{former_name} fait aujourd’hui partie {commune.of_form}.")
    if search.postcode and search.postcode not in commune.postcodes and not (search.town.cedex and not search.served):
        quality = MatchQuality.POSTCODE_WRONG if quality is not MatchQuality.FUZZY else quality
        notes.append(_postcode_note(search, commune))
    return CommuneMatch(commune, former_name, quality, tuple(notes))


def _postcode_note(search: _Search, commune: Commune) -> str:
    own = enumerate_in_words(commune.postcodes[:3], "ou") if commune.postcodes else "inconnu"
    if search.served:
        return f"{search.postcode} n’est pas un code postal {commune.of_form} ({own})."
    return f"Le code postal {search.postcode} n’existe pas, ou c’est un CEDEX ; celui {commune.of_form} est {own}."


def _elsewhere(search: _Search, numbers: Sequence[int]) -> CommuneMatch:
    """Names that exist, but not where the postcode or the département says."""
    owners = {search.places.owners[n] for n in numbers if n not in search.places.former_names}
    owners = owners or {search.places.owners[n] for n in numbers}
    departement = commune_at(next(iter(owners))).departement
    if len(owners) > 1 or (search.served and departement != search.asked):
        return _question(search, numbers)
    here, there = read_departements().get(search.home), read_departements()[departement]
    return _settled(search, numbers, MatchQuality.EXACT, extra=_away_note(search, here, there, numbers))


def _away_note(
    search: _Search, here: Departement | None, there: Departement, numbers: Sequence[int]
) -> tuple[str, ...]:
    if here is None or here == there:
        return ()
    name = commune_at(search.places.owners[numbers[0]]).name
    return (f"{name} est {there.in_form}, pas {here.in_form}.",)


def _question(search: _Search, numbers: Sequence[int]) -> CommuneMatch:
    rows = list(dict.fromkeys([*(search.places.owners[number] for number in numbers)]))
    candidates = sorted((commune_at(row) for row in rows), key=lambda commune: -commune.population)
    offered = tuple(dict.fromkeys([*candidates[:_OFFERED], *_offered(search.served)]))[: _OFFERED + 2]
    if len(rows) == 1:
        note = f"{candidates[0].name} n’a pas le code postal {search.postcode} : la commune ou le code est à corriger."
    else:
        note = f"Plusieurs communes portent ce nom ({len(rows)}) : choisissez, ou donnez le code postal."
    return CommuneMatch(None, None, MatchQuality.AMBIGUOUS, (note,), offered)


def _by_insee_code(search: _Search) -> CommuneMatch | None:
    """The commune whose INSEE code was typed for its postcode, unless a name was typed that is not its."""
    row = search.places.row_of(search.postcode)
    if row is None:
        return None
    keys = {name_key(search.places.words[number]) for number in search.places.names_of(row)}
    if search.town.names and keys.isdisjoint(name_key(name) for name in search.town.names):
        return None
    commune = commune_at(row)
    note = f"« {search.postcode} » est le code INSEE {commune.of_form}, pas un code postal."
    return CommuneMatch(commune, None, MatchQuality.POSTCODE_WRONG, (note,))


def _nothing_by_name(search: _Search) -> CommuneMatch:
    unknown = f"« {search.typed} » n’est pas une commune connue"
    if len(search.served) == 1:
        commune = commune_at(search.served[0])
        note = f"{unknown} ; {search.postcode} est le code postal {commune.of_form} : vérifiez."
        return CommuneMatch(commune, None, MatchQuality.FUZZY, (note,))
    return CommuneMatch(None, None, MatchQuality.NONE, (f"{unknown}.",), _offered(search.served))


def _by_postcode_alone(search: _Search) -> CommuneMatch:
    if len(search.served) == 1:
        commune = commune_at(search.served[0])
        note = f"Commune déduite du code postal {search.postcode} : vérifiez."
        return CommuneMatch(commune, None, MatchQuality.FUZZY, (note,))
    if search.served:
        note = f"Le code postal {search.postcode} est commun à {len(search.served)} communes : choisissez."
        return CommuneMatch(None, None, MatchQuality.AMBIGUOUS, (note,), _offered(search.served))
    note = "Code postal introuvable." if search.postcode else "Indiquez la commune."
    return CommuneMatch(None, None, MatchQuality.NONE, (note,))


def _offered(rows: Sequence[int]) -> tuple[Commune, ...]:
    return tuple(sorted((commune_at(row) for row in rows), key=lambda commune: -commune.population)[:_OFFERED])
