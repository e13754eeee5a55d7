"""What the shops and animators of the demonstration told three and six months later: invented, and by far not all."""

from collections.abc import Mapping
from datetime import date

from campaign.demonstration.debrief_figures import Typed

Later = Mapping[int | str, Typed]


def _part(part: str, *told: str) -> Typed:
    """Each « question = answer » of a part."""
    split = (one.split(" = ") for one in told)
    return {f"{part}_{question}": answer for question, answer in split}


def _three(*told: str) -> Typed:
    return _part("months_3", *told)


def _six(*told: str) -> Typed:
    return _part("months_6", *told)


# The day the first came, then what each told: one a day. Shops by number, EPCI by the beginning of their name.
FIRST: tuple[tuple[date, Later], ...] = (
    (date(2014, 2, 17), {
        1: _three("opening = no", "regulars = 6 à 10", "contacts = shop association", "joined = no",
                  "which = Le Vestiaire solidaire, pour les vêtements", "gained = donations"),
        2: _three("opening = days", "regulars = 5", "contacts = school", "joined = no", "gained = volunteers",
                  "help = Une affiche qui dise nos nouveaux jours."),
        5: _three("opening = no", "regulars = ?", "contacts = shop commune", "joined = no",
                  "gained = volunteers donations"),
        10: _three("opening = no", "regulars = 15 à 20", "contacts = school", "joined = no", "gained = donations"),
        11: _three("opening = days", "regulars = 12", "contacts = nothing", "joined = no"),
        14: _three("opening = no", "contacts = commune", "joined = no"),
        16: _three("opening = no", "regulars = ?", "contacts = shop", "joined = yes",
                   "which = Les recycleries du département, pour les pièces de vélo"),
        17: _three("opening = no", "regulars = 20 à 30", "contacts = shop association", "joined = no",
                   "gained = volunteers donations"),
        "Angers": _three("animated = yes", "contacts = shop school", "joined = no"),
    }),
    (date(2014, 5, 19), {
        2: _six("opening = no", "regulars = 8", "contacts = school", "gained = volunteers"),
        5: _six("opening = no", "regulars = 10 à 15", "contacts = shop commune", "gained = donations"),
        11: _six("opening = no", "regulars = 14", "contacts = nothing"),
        17: _six("opening = no", "regulars = ?", "contacts = shop", "gained = volunteers"),
    }),
)  # fmt: skip
SECOND: tuple[tuple[date, Later], ...] = (
    (date(2014, 7, 7), {
        1: _three("opening = no", "regulars = 8", "contacts = shop", "joined = no", "gained = donations"),
        5: _three("opening = no", "regulars = 12 à 20", "contacts = shop association", "joined = no",
                  "gained = volunteers"),
        7: _three("opening = hours", "regulars = ?", "contacts = commune", "joined = no"),
        10: _three("opening = no", "regulars = 18", "contacts = school commune", "joined = no",
                   "gained = donations"),
        17: _three("opening = no", "regulars = 25 à 30", "contacts = shop", "joined = no", "gained = volunteers"),
        20: _three("opening = no", "regulars = 10", "contacts = shop association", "joined = yes",
                   "which = Le réseau des ressourceries", "help = Visiter une boutique plus ancienne que la nôtre."),
        "Mauges": _three("animated = no", "contacts = school", "help = Garder un jeu sur place toute l’année."),
    }),
    (date(2014, 10, 6), {
        5: _six("opening = no", "regulars = 15", "contacts = shop", "gained = volunteers donations"),
        10: _six("opening = no", "regulars = ?", "contacts = school", "gained = nothing"),
        20: _six("opening = no", "regulars = 12", "contacts = shop", "joined = yes", "gained = volunteers"),
    }),
)  # fmt: skip
