"""Debrief sheets to draw, with invented names: the usual questions, and those that break layouts."""

from dataclasses import replace

from campaign.documents.debrief_sheet_content import (
    DebriefSheet,
    DebriefSheets,
    Shape,
    SheetGiven,
    SheetPart,
    SheetQuestion,
)
from campaign.documents.slip_content import Inks
from tests.documents.slips_at_hand import HEADER, HOSTILE

DAYS = (SheetGiven("mer. 11"), SheetGiven("sam. 14"))
ONCE = (SheetGiven(),)
COMPARED = ("Moins", "Pareil", "Un peu plus, jusqu’à une fois et demie", "Beaucoup plus")


def figure(label: str, units: tuple[str, ...], hint: str = "", given=ONCE) -> SheetQuestion:
    return SheetQuestion(label, hint, Shape.FIGURE, given, units)


def ticks(label: str, choices: tuple[str, ...], hint: str = "", given=ONCE) -> SheetQuestion:
    return SheetQuestion(label, hint, Shape.TICKS, given, choices)


def words(label: str, hint: str = "", lines: int = 3, **more) -> SheetQuestion:
    return SheetQuestion(label, hint, Shape.LINES, (SheetGiven(text=more.pop("text", "")),), lines=lines, **more)


PARTS = (
    SheetPart("Les passages", "Une estimation suffit", (
        figure("Visiteurs", ("personnes",), given=DAYS),
        figure("Visiteurs, le même jour d’une semaine ordinaire", ("personnes",), given=DAYS),
        figure("Nouvelles têtes", ("personnes", "%"), "En personnes, ou en pourcentage des visiteurs"),
        figure("Bénévoles mobilisés", ("personnes",)),
    )),
    SheetPart("Les ventes", "Une estimation suffit", (
        ticks("Ventes, par rapport au même jour d’une semaine ordinaire", COMPARED, given=DAYS),
        figure("Montant des ventes", ("€",), "Facultatif. Jamais publié seul", given=DAYS),
        figure("Vendu en tout, les deux jours", ("kg", "articles", "litres"), "Un fauteuil : 20 kg."),
        figure("Vendu : vêtements", ("kg", "articles"), "Facultatif"),
    )),
    SheetPart("Votre petit plus", "", (
        ticks("Café offert", ("À refaire", "Bof")),
        words("Le plus beau moment", "Une phrase, avec vos mots", permission="Vous pouvez me citer dans le bilan."),
    )),
    SheetPart("Affiches et flyers", "Pour ne pas imprimer trop", (
        figure("Affiches restantes", ("exemplaires",), "sur 20 livrés"),
        ticks("Ce qui a bien servi", ("les affiches", "les flyers", "le fléchage", "rien de tout cela")),
    )),
    SheetPart("Et après ?", "", (
        ticks("Ces deux jours, vous en êtes…", ("Très contents", "Plutôt contents", "Plutôt déçus", "Déçus")),
        words("Ce qui a été difficile", lines=4),
    )),
)  # fmt: skip


def sheet(**changes) -> DebriefSheet:
    values = {
        "title": "Bilan de la boutique", "code": "4F-7K2", "place": "La Malle à Félicie",
        "address": ("31 rue des Artisans", "49100 Angers"), "days": "mercredi 11 et samedi 14 novembre 2026",
        "parts": PARTS, "body": "Département d’essai", "officer": "Camille Roussel", "phone": "02 41 00 00 00",
        "email": "prevention@exemple.fr",
        "return_address": ("Département d’essai", "1 place de l’Essai", "49000 Angers"),
    }  # fmt: skip
    return DebriefSheet(**(values | changes))


def sheets(*listed: DebriefSheet, black: bool = False) -> DebriefSheets:
    header = replace(HEADER, inks=Inks.BLACK) if black else HEADER
    return DebriefSheets("Fiches-bilan, Novembre 2026", header, listed or (sheet(),))


def known() -> DebriefSheet:
    """What was told or declared already, in each shape."""
    told = (
        figure("Visiteurs", ("personnes",), given=(SheetGiven("mer. 11", "20", "50"),
                                                   SheetGiven("sam. 14", unknown=True))),
        figure("Vendu en tout", ("kg", "articles", "litres"), given=(SheetGiven("", "1 234,56", "", frozenset({1})),)),
        ticks("Ventes", COMPARED, given=(SheetGiven("mer. 11", ticked=frozenset({2})), SheetGiven("sam. 14"))),
        words("Le plus beau moment", text="Une file dès 9 h ! " * 12, permission="Vous pouvez me citer.",
              permitted=True, signed="Félicie"),
    )  # fmt: skip
    return sheet(parts=(SheetPart("Les passages", "", told),), answered_by="Félicie Martin")


def endless(
    questions: int = 40, label: str = "Combien de personnes avez-vous vues, à peu près, ce jour-là"
) -> DebriefSheet:
    """Sixty questions of all shapes, four days, many choices, long labels."""
    many = tuple(f"{label}, réponse {rank}" for rank in range(1, 21))
    days = tuple(SheetGiven(day) for day in ("mer. 11", "jeu. 12", "ven. 13", "sam. 14"))
    asked = []
    for rank in range(questions):
        name = f"{label} n° {rank + 1} ?"
        asked.append((
            figure(name, ("personnes", "articles", "litres", "exemplaires"), f"{label} {rank}", days),
            ticks(name, many, label, days if rank % 2 else ONCE),
            words(name, label, text=f"{label}. " * 70 if rank % 8 == 2 else "", permission=label * (rank % 2)),
        )[rank % 3])  # fmt: skip
    parts = tuple(
        SheetPart(f"Partie {start}. {label}", f"{label} {start}", tuple(asked[start : start + 5]))
        for start in range(0, questions, 5)
    )
    return sheet(parts=parts)


def hostile() -> DebriefSheet:
    told = (
        figure(HOSTILE, (HOSTILE, HOSTILE), HOSTILE, (SheetGiven("mer. 11", HOSTILE, HOSTILE),)),
        ticks(HOSTILE, (HOSTILE, HOSTILE), HOSTILE, (SheetGiven("mer. 11"),)),
        words(HOSTILE, HOSTILE, text=HOSTILE * 30, permission=HOSTILE, signed=HOSTILE),
    )
    return sheet(
        code="ABCDEFG-HJKMNPQR", place=HOSTILE, address=(HOSTILE, HOSTILE), days=HOSTILE, body=HOSTILE,
        officer=HOSTILE, phone=HOSTILE, email=HOSTILE, return_address=(HOSTILE,) * 4, answered_by=HOSTILE,
        parts=(SheetPart(HOSTILE, HOSTILE, told),),
    )  # fmt: skip
