"""What the officer drew from the debriefs of the past editions: the matrix, and what to do next time.

The lessons are those of the reference campaign; the words of the shops that they group are invented.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.report.matrix import add_point_with, set_aside_remarks
from campaign.report.model import Quadrant, Settled
from campaign.report.resolving import add_resolution, resolutions, settle_resolution

_S, _W, _O, _T = Quadrant.STRENGTHS, Quadrant.WEAKNESSES, Quadrant.OPPORTUNITIES, Quadrant.THREATS
_MOMENT, _HARD, _CHANGE = "moment", "difficulties", "suggestions"
_Remark = tuple[int | str, str]  # the shop's number or the beginning of the EPCI's name, and the question


@dataclass(frozen=True, slots=True)
class Lessons:
    """An edition's points with the remarks they group, what is not for the matrix, and what was decided (text, who,
    the point's words, what became of it)."""

    points: Mapping[tuple[Quadrant, str], tuple[_Remark, ...]]
    aside: tuple[_Remark, ...]
    decided: tuple[tuple[str, str, str, Settled | None], ...]


FIRST = Lessons(
    {
        (_S, "Des acteurs isolés se rencontrent"): ((17, _MOMENT), (3, _MOMENT)),
        (_S, "Une fête pour les équipes, les bénévoles et les clients"): (
            (1, _MOMENT), (5, _MOMENT), (10, _MOMENT), (14, _MOMENT)),
        (_S, "Des outils préparés une fois pour tous"): ((7, _CHANGE),),
        (_W, "Annuaires livrés tard"): ((1, _HARD), (1, _CHANGE), (5, _HARD)),
        (_W, "Trop peu d’affiches"): ((3, _HARD), (10, _HARD)),
        (_W, "Le rôle de chacun mal connu"): ((17, _HARD), (17, _CHANGE)),
        (_W, "Trop peu de bras le samedi"): ((2, _HARD), (14, _HARD), (16, _HARD)),
        (_O, "Le mercredi et le samedi, le public est plus libre"): ((11, _HARD), (11, _CHANGE)),
        (_O, "Choisir la date avec les acteurs"): ((3, _CHANGE),),
        (_O, "Une trame commune pour la presse"): ((4, _CHANGE), ("Saumur", _HARD)),
        (_T, "Publicité interdite aux entreprises d’insertion"): ((7, _HARD), (8, _HARD)),
    },
    ((15, _HARD),),
    (
        ("Dire le rôle de chacun sur une page, avec l’invitation", "prévention", "Le rôle de chacun mal connu",
         Settled.DONE),
        ("Donner aux partenaires un dossier de presse à trame commune", "communication",
         "Une trame commune pour la presse", Settled.DONE),
        ("Choisir la date avec les boutiques et les EPCI", "prévention", "Choisir la date avec les acteurs",
         Settled.DONE),
        ("Livrer les annuaires trois semaines avant les deux jours", "logistique", "Annuaires livrés tard", None),
    ),
)  # fmt: skip
SECOND = Lessons(
    {
        (_S, "Le petit annuaire fait venir de loin"): ((1, _MOMENT), (8, _CHANGE)),
        (_S, "Le mercredi prend"): ((2, _MOMENT), (11, _MOMENT)),
        (_W, "Trop peu d’affiches dans les bourgs"): ((3, _HARD), (3, _CHANGE)),
        (_W, "La caisse déborde le samedi"): ((17, _HARD), (16, _HARD)),
        (_O, "Les écoles et les communes veulent en être"): ((10, _MOMENT), (14, _MOMENT), ("Mauges", _MOMENT)),
        (_T, "Publicité interdite aux entreprises d’insertion"): ((7, _HARD), (8, _HARD)),
    },
    ((15, _HARD),),
    (
        ("Vingt affiches aux boutiques de bourg", "logistique", "Trop peu d’affiches dans les bourgs", None),
        ("Un jeu plus petit pour les boutiques étroites", "prévention", "", None),
    ),
)  # fmt: skip


def tell_lessons(
    db: Database, officer: Actor, edition_id: int, told: Lessons, place_of: Callable[[int | str], int]
) -> None:
    """Group the remarks, set aside those read for nothing, decide; the clock is the caller's."""

    def keys(remarks: tuple[_Remark, ...]) -> list[tuple[int, str]]:
        return [(place_of(who), question) for who, question in remarks]

    points = {}
    for (quadrant, text), remarks in told.points.items():
        values = {"quadrant": str(quadrant), "text": text}
        points[text] = add_point_with(db, officer, edition_id, values, keys(remarks), new_operation())
    set_aside_remarks(db, officer, edition_id, keys(told.aside), new_operation())
    for text, who, point, _ in told.decided:
        values = {"text": text, "who": who, "point_id": points.get(point)}
        add_resolution(db, officer, edition_id, values, new_operation())


def settle_lessons(db: Database, officer: Actor, edition_id: int, told: Lessons) -> None:
    """What became of what was decided; the clock is the caller's."""
    ends = {text: settled for text, _, _, settled in told.decided}
    for one in resolutions(db, officer, edition_id):
        if settled := ends[one.text]:
            settle_resolution(db, officer, one.id, str(settled), new_operation())
