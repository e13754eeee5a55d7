"""What the parts of « Tournées » share: their names, who writes, the words of hours, loads and states."""

from datetime import date, time

from campaign.accounts.model import Agent, Role
from campaign.base.french import NBSP, day_in_words, number, plural, short_date, short_day, time_in_words
from campaign.rounds.model import Change, Plan, Purpose, Round, Vehicle

FILE = "rounds.py"
TABS = {"tournees": "Tournées", "reglages": "Réglages", "versions": "Versions"}
TAB, PURPOSE = "rounds-tab", "rounds-purpose"  # what is looked at, kept by the session
PURPOSES = {Purpose.DELIVERY: "Livraisons", Purpose.RETURN: "Reprises"}
WRITERS = (Role.OFFICER, Role.LOGISTICS)
_NOON = time(12)


def may_write(agent: Agent) -> bool:
    """Rounds are the prevention's and the logistics'."""
    return agent.role in WRITERS


def km_words(km: float) -> str:
    """« 138 km »: whole above ten, where a tenth says nothing."""
    return f"{number(round(km) if abs(km) >= 10 else round(km, 1))}{NBSP}km"


def duration_words(minutes: int) -> str:
    """« 4 h 05 », « 35 min »."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if hours else f"{rest}{NBSP}min"


def when_words(one: Round) -> str:
    """« vendredi 25 octobre, matin »."""
    half = "matin" if one.back <= _NOON else "après-midi" if one.leaves >= _NOON else "journée"
    return f"{day_in_words(one.day, year=False)}, {half}"


def day_words(day: date) -> str:
    """« mer. 13 nov. »: a day among others."""
    return f"{short_day(day).split(NBSP)[0]}{NBSP}{short_date(day)}"


def vehicle_words(one: Vehicle) -> str:
    """« 1 400 litres, 900 kg, de 8 h à 17 h »."""
    hours = f"{time_in_words(one.shift_from)} à {time_in_words(one.shift_to)}"
    return f"{plural(round(one.volume_litres), 'litre')}, {number(round(one.payload_kg))}{NBSP}kg, de {hours}"


def change_words(change: Change) -> str:
    """« 12 km de plus, 8 min de moins », « même distance, même durée »."""
    km = _more(change.km, km_words(abs(change.km))) or "même distance"
    return f"{km}, {_more(change.minutes, duration_words(change.minutes)) or 'même durée'}"


def _more(change: float, amount: str) -> str:
    return f"{amount} de {'plus' if change > 0 else 'moins'}" if change else ""


def plan_words(plan: Plan) -> str:
    """« 3 tournées, 19 arrêts, 432 km »."""
    stops = sum(len(one.stops) for one in plan.rounds)
    return f"{plural(_driven(plan), 'tournée')}, {plural(stops, 'arrêt')}, {km_words(plan.km)}"


def state_words(edition_name: str, purpose: Purpose, plan: Plan | None) -> str:
    """« Avril 2014 : 3 tournées à partir de jeudi 24 octobre ; 2 lieux non servis. »"""
    if plan is None:
        said = "livraison" if purpose is Purpose.DELIVERY else "reprise"
        return f"{edition_name}{NBSP}: aucune tournée de {said} pour l’instant."
    left = len(plan.unserved)
    end = plural(left, "lieu non servi", "lieux non servis") if left else "aucun lieu oublié"
    if not _driven(plan):
        return f"{edition_name}{NBSP}: ce plan ne sert personne{NBSP}; {end}."
    first = min(one.day for one in plan.rounds if one.stops)
    said = plural(_driven(plan), "tournée")
    return f"{edition_name}{NBSP}: {said} à partir du {day_in_words(first, year=False)}{NBSP}; {end}."


def primary_verb(
    tab: str, plan: Plan | None, *, writes: bool, current: bool, driven: bool, ready: bool
) -> tuple[str, str | None]:
    """The one button of the page and its icon, '' when there is nothing to press."""
    if not writes or tab == "versions":
        return "", None
    if tab == "reglages":
        return "Ajouter un véhicule", ":material/add:"
    if plan is None:
        return ("Calculer les tournées", ":material/route:") if ready else ("", None)
    if driven:
        return "Bons et feuilles", ":material/print:"
    return ("Adopter ce plan", ":material/check_circle:") if current and not plan.adopted_at else ("", None)


def _driven(plan: Plan) -> int:
    return sum(bool(one.stops) for one in plan.rounds)
