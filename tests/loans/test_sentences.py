"""The sentences animators read: what is gone, what is free, why, in words that are true."""

from datetime import date

import pytest

from campaign.loans.model import Alternative, Cause, How
from campaign.loans.sentences import Rival, cannot_come, nothing_free, noun, refusal
from campaign.stock.model import Family, Item, ItemKind

WEDNESDAY, SATURDAY = date(2026, 11, 11), date(2026, 11, 14)
WHEEL = Item(1, "ROUE", "Roue de la prévention", ItemKind.NUMBERED, Family.GAMES)
BOARD = Item(2, "JEU", "Jeu des saisons", ItemKind.NUMBERED, Family.GAMES)
LADDER_SATURDAY = Alternative(3, "échelle", SATURDAY)
WHEEL_WEDNESDAY = Alternative(1, "roue", WEDNESDAY)


def test_a_full_day_names_what_is_free():
    assert nothing_free(WHEEL, SATURDAY, [LADDER_SATURDAY, WHEEL_WEDNESDAY]) == (
        "Plus de roue libre le 14/11. Libres : échelle, ou roue le 11/11."
    )
    assert nothing_free(WHEEL, SATURDAY, [LADDER_SATURDAY]) == "Plus de roue libre le 14/11. Libres : échelle."
    assert nothing_free(BOARD, SATURDAY, []) == (
        "Plus de jeu libre le 14/11. Aucun autre jeu n’est libre, ni ce jour-là ni un autre jour."
    )


def test_a_condition_stands_beside_what_is_free():
    other = Alternative(1, "roue", WEDNESDAY, "si vous nommez qui anime")
    assert nothing_free(WHEEL, SATURDAY, [LADDER_SATURDAY, other]).endswith(
        "Libres : échelle, ou roue le 11/11 (si vous nommez qui anime)."
    )
    assert cannot_come(WHEEL, SATURDAY, 40, [LADDER_SATURDAY]).startswith(
        "Un exemplaire (roue) est libre le 14/11, mais"
    )


@pytest.mark.parametrize(
    ("rivals", "why"),
    [
        ([Rival("Saumur", 0), Rival("Cholet", 1)], "Moins de prêts en trois éditions (0 ou 1 contre 2)."),
        ([Rival("Saumur", 2), Rival("Cholet", 2)],
         "Autant de prêts en trois éditions (2), et une demande arrivée plus tôt."),
        ([Rival("Saumur", 1), Rival("Cholet", 2)],
         "Moins de prêts en trois éditions (1 contre 2), ou autant et une demande arrivée plus tôt."),
        ([Rival("Saumur", 0), Rival("Cholet", 9, How.HAND)],
         "Moins de prêts en trois éditions (0 contre 2). Dont 1 par décision de l’équipe ou réservation directe."),
    ],
)  # fmt: skip
def test_the_reason_says_who_has_it_and_why(rivals, why):
    said = refusal(Cause.FULL, WHEEL, WEDNESDAY, 2, 2, rivals, 40)
    assert said == f"Mercredi 11 novembre, les 2\u00a0roues vont à : Saumur et Cholet. {why}"


def test_one_piece_alone_and_none_are_said_in_the_singular():
    assert "le seul exemplaire (jeu) va à : Saumur." in refusal(
        Cause.FULL, BOARD, WEDNESDAY, 1, 0, [Rival("Saumur", 0)], 40
    )
    assert refusal(Cause.NO_PIECE, WHEEL, WEDNESDAY, 0, 0, [], 40) == (
        "Aucun exemplaire de ce jeu (roue) n’est en état d’être prêté."
    )
    assert (noun(WHEEL), noun(WHEEL, 4), noun(BOARD, 4)) == ("roue", "roues", "jeux")
