"""What the figures propose for the matrix: only what they say, with what it rests on; never what is there already."""

from dataclasses import replace

import pytest

from campaign.debrief.counted import ChoiceCount
from campaign.debrief.lasting import Change, Lasting, Topic
from campaign.report.facts import Goods, Loss, Received
from campaign.report.model import Footfall, Point, Quadrant
from campaign.report.proposals import proposals
from campaign.report.views import report


@pytest.fixture
def silent(db, officer, edition):
    """The report of an edition of which nobody told anything."""
    return report(db, officer, edition())


def texts(found) -> list[str]:
    return [one.text.replace("\u00a0", " ") for one in proposals(found)]


def satisfied(very: int, rather_not: int, asked: int = 10) -> ChoiceCount:
    counts = (("very", "Très contents", very), ("rather_not", "Plutôt déçus", rather_not))
    return ChoiceCount("satisfaction", "x", asked, very + rather_not, 0, counts)


def changed(*topics: Topic) -> Lasting:
    changes = tuple(Change(rank, f"Boutique {rank}", topic, "a", "b") for rank, topic in enumerate(topics))
    return Lasting(changes, (), 17, 0, 0)


def test_nothing_told_proposes_nothing(silent):
    assert texts(silent) == []


def test_shops_without_a_debrief_are_a_weakness_and_those_begun_are_not_silent(silent):
    (one,) = proposals(replace(silent, received=Received(17, 13, 1)))
    assert (one.quadrant, one.text.replace("\u00a0", " ")) == (Quadrant.WEAKNESSES, "3 boutiques sans bilan")
    assert one.why.replace("\u00a0", " ") == "13 bilans reçus sur 17, 1 autre commencé"
    assert texts(replace(silent, received=Received(17, 17, 0))) == []


def test_what_changed_durably_is_an_opportunity_counted_by_topic(silent):
    found = replace(silent, lasting=changed(Topic.DAYS, Topic.DAYS, Topic.NETWORK))
    assert texts(found) == ["2 boutiques ont changé leurs jours d’ouverture", "1 boutique a changé de réseau"]
    assert {one.quadrant for one in proposals(found)} == {Quadrant.OPPORTUNITIES}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1.4, 1.9, ["Plus de visiteurs qu’un jour ordinaire"]),
        (0.6, 0.9, ["Moins de visiteurs qu’un jour ordinaire"]),
        (0.9, 1.2, []),
        (1.0, 1.0, []),
    ],
)
def test_a_rise_is_proposed_only_when_the_whole_range_says_so(silent, low, high, said):
    assert texts(replace(silent, footfall=Footfall(low, high, 11, 17))) == said


def test_pleased_shops_are_a_strength_only_when_they_are_most_of_those_who_answered(silent):
    assert texts(replace(silent, choices=(satisfied(5, 3),))) == ["5 boutiques contentes", "3 boutiques déçues"]
    assert texts(replace(silent, choices=(satisfied(4, 4),))) == ["4 boutiques déçues"]


def test_things_lost_are_counted_by_piece(silent):
    lost = (Loss("panneau", 2, "à régler", 0), Loss("roue des déchets", 1, "perdu", 9000))
    assert texts(replace(silent, goods=Goods(17, (), lost, ()))) == ["3 objets prêtés perdus"]


def test_what_the_matrix_says_already_is_not_proposed_again(silent):
    found = replace(silent, lasting=changed(Topic.DAYS))
    point = Point(1, 1, Quadrant.STRENGTHS, "1 BOUTIQUE a changé ses jours d'ouverture")
    assert texts(replace(found, points=(point,))) == []
