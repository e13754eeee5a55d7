"""Names that look like a typed one: begun, in another order, with a typing error. Each gives numbers of names of the
gazetteer, among those it is given."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from campaign.territory.naming import name_key, telling_words
from campaign.territory.store import Gazetteer

_LIKE_BY_WORD = 70
_LIKE_RUN_TOGETHER = 90
_MARGIN = 4  # by how much the best must beat the next commune
_SHORTEST_TODAY = 5


def begun_by(places: Gazetteer, numbers: Iterable[int], names: Sequence[str], shortest: int) -> list[int]:
    """Names of which a typed one is the beginning, word for word: « Montreuil » for Montreuil-Bellay."""
    beginnings = tuple(f"{name} " for name in names if len(name) >= shortest)
    return [number for number in numbers if beginnings and places.words[number].startswith(beginnings)]


def beginning(places: Gazetteer, numbers: Iterable[int], names: Sequence[str]) -> list[int]:
    """The longest names that begin a typed one, word for word: « Angers Centre » for Angers."""
    found = [
        number
        for number in numbers
        if len(places.words[number]) >= _SHORTEST_TODAY
        and any(name.startswith(f"{places.words[number]} ") for name in names)
    ]
    longest = max((len(places.words[number]) for number in found), default=0)
    return [number for number in found if len(places.words[number]) == longest]


def same_words(places: Gazetteer, numbers: Iterable[int], names: Sequence[str]) -> list[int]:
    """Names made of the same telling words, whatever their order and the small words between them."""
    wanted = [set(telling_words(name)) for name in names if len(telling_words(name)) > 1]
    return [number for number in numbers if set(telling_words(places.words[number])) in wanted] if wanted else []


def alike(places: Gazetteer, numbers: Sequence[int], names: Sequence[str], cutoff: float, shortest: int) -> list[int]:
    """The names that look most like a typed one; two communes that look alike as much are both given."""
    scores: dict[int, float] = {}
    words = [places.words[number] for number in numbers] if len(numbers) < len(places.words) else places.words
    for name in names:
        if len(name) < shortest:
            continue
        # In one call: 37 000 of them for each unknown town of a list made minutes of a long one.
        for other, score, index in process.extract_iter(name, words, scorer=fuzz.ratio, score_cutoff=cutoff):
            if _alike_by_words(name, other):
                scores[numbers[index]] = max(score, scores.get(numbers[index], 0))
    best = max(scores.values(), default=0)
    return sorted((n for n, score in scores.items() if score > best - _MARGIN), key=lambda n: -scores[n])


def _alike_by_words(name: str, other: str) -> bool:
    """Two names of several words must agree on each telling one: Saint-Hilaire-de-Riez is not
    Saint-Hilaire-de-Talmont."""
    words, others = telling_words(name), telling_words(other)
    if len(words) != len(others):
        return fuzz.ratio(name_key(name), name_key(other)) >= _LIKE_RUN_TOGETHER
    return all(fuzz.ratio(word, twin) >= _LIKE_BY_WORD for word, twin in zip(words, others, strict=True))
