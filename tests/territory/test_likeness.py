"""Names that look like a typed one: found in one call over all of them, and the same as when compared one by one."""

import pytest
from rapidfuzz import fuzz

from campaign.territory.likeness import alike
from campaign.territory.store import gazetteer


@pytest.mark.parametrize(
    "typed", ["chateauneuf sur sarte", "bourg en brese", "saint hilare de riez", "zzyzx les bains"]
)
def test_the_names_alike_in_france_are_those_that_a_comparison_one_by_one_finds(typed):
    places = gazetteer()
    scores = [fuzz.ratio(typed, words) for words in places.words]
    close = {number for number, score in enumerate(scores) if score >= 90}
    found = alike(places, range(len(places.words)), [typed], 90, 7)
    assert set(found) <= close
    assert bool(found) == bool(close)
    if found:
        assert scores[found[0]] == max(scores[number] for number in close)


def test_only_the_names_it_is_given_are_looked_at():
    places = gazetteer()
    cholet = places.named("cholet")[0]
    assert alike(places, [cholet], ["cholt"], 75, 3) == [cholet]
    assert alike(places, places.names_in("75"), ["cholt"], 75, 3) == []
    assert alike(places, [cholet], ["ch"], 10, 3) == []
