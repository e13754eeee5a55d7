"""Why a game is not lent, and what is still free, in plain French. Each sentence says only what was checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base.french import NBSP, day_in_words, enumerate_in_words, number
from campaign.loans.model import Alternative, Cause, How
from campaign.stock.model import Item


@dataclass(frozen=True, slots=True)
class Rival:
    """A request that has the game: whose, how many loans that EPCI had, how it was decided."""

    epci: str
    loans: int
    how: How = How.ALLOCATION


def noun(item: Item, quantity: int = 1) -> str:
    """« roue », « roues »: the first word of the game's name, as one counts it."""
    return item.counted(quantity).partition(NBSP)[2]


def refusal(
    cause: Cause, item: Item, day: date, pieces: int, loans: int, rivals: Sequence[Rival], travel_km: int
) -> str:
    """The reason of one refusal. ``rivals`` have the game that day; ``loans`` are those of the EPCI refused."""
    when = day_in_words(day, year=False)
    if cause is Cause.NO_PIECE:
        return f"Aucun exemplaire de ce jeu ({noun(item)}) n’est en état d’être prêté."
    if cause is Cause.SERVED_FIRST:
        return (
            "Accorder cette demande aurait laissé une autre collectivité sans aucun jeu : "
            "chacune en reçoit d’abord un, si elle en demande."
        )
    if cause is Cause.TRAVEL:
        return (
            f"Aucun exemplaire ({noun(item)}) ne peut être à cet endroit {when} : d’un jour à l’autre, un jeu ne "
            "change de lieu que si un animateur est nommé des deux côtés, et à "
            f"{travel_km}{NBSP}km au plus par la route."
        )
    names = enumerate_in_words(dict.fromkeys(one.epci for one in rivals))
    many = f"les {item.counted(pieces)} vont" if pieces > 1 else f"le seul exemplaire ({noun(item)}) va"
    return f"{when[0].upper()}{when[1:]}, {many} à : {names}. {_why(loans, rivals)}".rstrip()


def _why(loans: int, rivals: Sequence[Rival]) -> str:
    by_rule = [one for one in rivals if one.how is How.ALLOCATION]
    otherwise = len(rivals) - len(by_rule)
    said = []
    fewer = sorted({one.loans for one in by_rule if one.loans < loans})
    equal = [one for one in by_rule if one.loans == loans]
    had = f"{enumerate_in_words([number(one) for one in fewer], 'ou')} contre {number(loans)}" if fewer else ""
    if fewer and equal:
        said.append(f"Moins de prêts en trois éditions ({had}), ou autant et une demande arrivée plus tôt.")
    elif fewer:
        said.append(f"Moins de prêts en trois éditions ({had}).")
    elif equal:
        said.append(f"Autant de prêts en trois éditions ({number(loans)}), et une demande arrivée plus tôt.")
    if otherwise:
        said.append(f"Dont {number(otherwise)} par décision de l’équipe ou réservation directe.")
    return " ".join(said)


def nothing_free(item: Item, day: date, alternatives: Sequence[Alternative]) -> str:
    """« Plus de roue libre le 16/11. Libres : échelle, ou roue le 13/11. »"""
    said = f"Plus de {noun(item)} libre le {day:%d/%m}."
    free = [offered(one, day) for one in alternatives]
    if not free:
        return f"{said} Aucun autre jeu n’est libre, ni ce jour-là ni un autre jour."
    return f"{said} Libres : {', ou '.join(free)}." if len(free) < 3 else f"{said} Libres : {_listed(free)}."


def offered(one: Alternative, day: date) -> str:
    """« échelle », « roue le 13/11 », with its condition when there is one."""
    said = one.game if one.day == day else f"{one.game} le {one.day:%d/%m}"
    return f"{said} ({one.condition})" if one.condition else said


FREE_AGAIN = "Un exemplaire s’est libéré depuis : il peut être réservé."
BY_HAND = "Décision de l’équipe du Département."


def cannot_come(item: Item, day: date, travel_km: int, alternatives: Sequence[Alternative]) -> str:
    """A piece is free that day, but cannot be there."""
    free = [offered(one, day) for one in alternatives]
    said = (
        f"Un exemplaire ({noun(item)}) est libre le {day:%d/%m}, mais il est promis ailleurs un autre jour : nommez un "
        f"animateur, à {travel_km}{NBSP}km au plus de l’autre lieu."
    )
    return f"{said} Libres : {_listed(free)}." if free else said


def _listed(free: Sequence[str]) -> str:
    return f"{', '.join(free[:-1])}, ou {free[-1]}" if len(free) > 1 else free[0]
