"""How the days of the three editions were chosen: what was sought, proposed, answered. Events and words are invented.

Answers hold a letter for each set proposed, in their order: o (oui), s (si besoin), n (non).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

WEDNESDAY, SATURDAY = 2, 5
QUORUM = 60
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation. ``sets``: the sets proposed with the officer's sentence; ``rivals``: name, first and last day.

    ``shops`` by number, ``animators`` by the beginning of their EPCI's name: what each answered. ``remarks``: what a
    shop wrote beside a set, by its number and the rank of the set. ``by_phone``: shops an agent answered for.
    """

    period: tuple[date, date]
    sets: tuple[tuple[tuple[date, ...], str], ...]
    rivals: tuple[tuple[str, date, date], ...]
    shops: Mapping[int, str]
    animators: Mapping[str, str]
    chosen: int
    why: str
    remarks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    by_phone: tuple[int, ...] = ()


FIRST = Asked(
    (date(2013, 10, 1), date(2013, 11, 30)),
    (
        ((date(2013, 10, 9), date(2013, 10, 12)), "Avant les vacances, mais la rentrée finit à peine."),
        ((date(2013, 11, 13), date(2013, 11, 16)), "Le public est plus libre ces deux jours, et Noël approche."),
        ((date(2013, 11, 20), date(2013, 11, 23)), ""),
    ),
    (
        ("Braderie d’automne d’Angers (événement inventé)", date(2013, 10, 5), date(2013, 10, 6)),
        ("Salon de l’habitat (événement inventé)", date(2013, 11, 8), date(2013, 11, 11)),
    ),
    # The thirteenth never answered.
    {1: "noo", 2: "ssn", 3: "oos", 4: "ooo", 5: "nos", 6: "soo", 7: "oon", 8: "sss", 9: "ooo", 10: "nos", 11: "nss",
     12: "ooo", 14: "oos", 15: "oos", 16: "son", 17: "noo"},
    {"Angers": "oon", "Saumur": "soo", "Cholet": "noo", "Mauges": "ooo", "Anjou Bleu": "oos"},
    1,
    "Les 16 boutiques qui ont répondu peuvent ouvrir, sans laisser un territoire de côté. Hors vacances scolaires, et "
    "un mercredi et un samedi : le public est plus libre.",
    {
        (2, 1): "Fermé le mercredi d’habitude : nous ouvririons le matin.",
        (5, 0): "Braderie la semaine d’avant : nous serons peu.",
        (8, 1): "Fermé le samedi : le mercredi seulement.",
        (11, 1): "Fermé le mercredi : le samedi seulement.",
        (17, 0): "Inventaire à ce moment-là.",
    },
    by_phone=(9,),
)  # fmt: skip

SECOND = Asked(
    (date(2014, 3, 17), date(2014, 4, 20)),
    (
        ((date(2014, 3, 26), date(2014, 3, 29)), "Tôt pour livrer le petit annuaire, qui sort en mars."),
        ((date(2014, 4, 2), date(2014, 4, 5)), "Le petit annuaire est paru, et les vacances ne commencent que le 26."),
        ((date(2014, 4, 9), date(2014, 4, 12)), ""),
    ),
    (
        ("Fête des commerçants (événement inventé)", date(2014, 3, 22), date(2014, 3, 29)),
        ("Foire de printemps (événement inventé)", date(2014, 4, 12), date(2014, 4, 13)),
    ),
    {1: "soo", 2: "oos", 3: "oon", 4: "ooo", 5: "noo", 6: "oos", 7: "oon", 8: "sss", 9: "ooo", 10: "soo", 11: "oos",
     12: "ooo", 13: "sss", 14: "ooo", 15: "ooo", 16: "noo", 17: "oon", 18: "soo", 19: "noo"},
    {"Angers": "soo", "Saumur": "oon", "Mauges": "noo", "Anjou Bleu": "ooo"},
    1,
    "D’après leurs horaires, 17 boutiques ouvrent les deux jours : presque autant que le mercredi seul, et le public a "
    "deux occasions de venir. Aucune de celles qui ont répondu ne dit non.",
    {(8, 1): "Le samedi, j’ouvre si deux personnes viennent m’aider.", (13, 1): "Selon les bénévoles."},
    by_phone=tuple(range(1, 20)),
)  # fmt: skip


def third(days: tuple[date, date]) -> Asked:
    """The edition under way, whose days follow today's: a week before them, themselves, a week after."""
    before, after = (tuple(day + shift for day in days) for shift in (-_WEEK, _WEEK))
    return Asked(
        (days[0] - 3 * _WEEK, days[1] + 3 * _WEEK),
        (
            (before, ""),
            (days, "Trois semaines pleines pour préparer les kits après vos réponses."),
            (after, "À choisir si la semaine d’avant ne vous laisse pas le temps."),
        ),
        (("Déballage des commerçants (événement inventé)", after[1], after[1]),),
        {1: "soo", 2: "osn", 3: "ooo", 4: "oos", 5: "noo", 6: "oos", 7: "ooo", 9: "oos", 10: "soo", 11: "oon",
         12: "ooo", 14: "oon", 15: "oss", 16: "nso", 17: "oon", 20: "noo"},
        {"Angers": "soo", "Saumur": "oos", "Cholet": "oon", "Mauges": "noo"},
        1,
        "Les 16 boutiques qui ont répondu peuvent ouvrir, et la semaine d’après il y a déjà un déballage.",
        {
            (2, 1): "Nous avons l’inventaire cette semaine-là : nous essaierons.",
            (5, 0): "Nous serons deux, pas plus.",
            (16, 1): "Si les travaux de l’atelier sont finis.",
        },
        by_phone=(3, 9, 20),
    )  # fmt: skip
