"""A step in French: when it leaves, what it gave, what is about to leave. Pure."""

from collections.abc import Sequence
from datetime import date, datetime

from campaign.base.clock import PARIS
from campaign.base.french import clock_in_words, day_in_words, enumerate_in_words, plural, short_date, typographic
from campaign.editions.model import State
from campaign.messages.model import PlannedStep, Progress, Recipient, Results, Step
from campaign.messages.timing import is_over

ICONS = {
    Step.INVITATION: ":material/mail:",
    Step.REMINDER_1: ":material/notifications:",
    Step.REMINDER_2: ":material/notifications_active:",
    Step.LAST_CALL: ":material/alarm:",
    Step.DELIVERY: ":material/local_shipping:",
    Step.PRACTICAL: ":material/info:",
    Step.THANKS: ":material/volunteer_activism:",
    Step.FOLLOW_UP_3: ":material/event_repeat:",
    Step.FOLLOW_UP_6: ":material/event_repeat:",
}
PURPOSES = {
    Step.INVITATION: "à qui n’a pas répondu",
    Step.REMINDER_1: "à qui n’a pas répondu",
    Step.REMINDER_2: "à qui n’a pas répondu",
    Step.LAST_CALL: "à qui n’a pas répondu",
    Step.DELIVERY: "à qui participe : quand le matériel arrive",
    Step.PRACTICAL: "à qui participe : ce qu’il faut savoir",
    Step.THANKS: "à qui a participé, bilan à finir",
    Step.FOLLOW_UP_3: "à qui a participé, suivi à remplir",
    Step.FOLLOW_UP_6: "à qui a participé, suivi à remplir",
}
# How a text's three versions are called: by what the shop still has to do.
SITUATIONS = {
    Progress.NOTHING: "Rien de fait",
    Progress.BEGUN: "Commencé",
    Progress.TO_COMPLETE: "À compléter",
    Progress.DONE: "Réponse complète",
}


def leaves_on(one: PlannedStep) -> date:
    """The Paris day of a step: launched, scheduled, else proposed."""
    at = one.launched_at or one.leaves_at
    return at.astimezone(PARIS).date() if at else one.proposed_on


def when_in_words(one: PlannedStep) -> str:
    """« mar. 3 févr. à 9 h » once chosen; the day alone while it is only proposed."""
    at = one.launched_at or one.leaves_at
    day = short_date(leaves_on(one), year=False)
    return f"{day} à {clock_in_words(at)}" if at else day


def next_step(plan: Sequence[PlannedStep], state: State, today: date) -> PlannedStep | None:
    """The first step still to leave that makes sense in the edition's state; earlier ones are given up."""
    last_gone = max((index for index, one in enumerate(plan) if one.launched_at), default=-1)
    waiting = [one for one in plan[last_gone + 1 :] if not one.launched_at and not is_over(one.step, state)]
    return next((one for one in waiting if leaves_on(one) >= today), waiting[0] if waiting else None)


def state_sentence(plan: Sequence[PlannedStep], following: PlannedStep | None, today: date) -> str:
    """« 42 messages partis, 3 en attente ; prochaine étape : première relance, mardi 3 février »."""
    sent = sum(one.results.sent for one in plan)
    waiting = sum(one.results.waiting for one in plan)
    failed = sum(one.results.failed + one.results.uncertain for one in plan)
    said = plural(sent, "message parti", "messages partis") if sent else "Aucun message parti"
    said += f", {waiting} en attente" if waiting else ""
    said += f", {failed} à regarder" if failed else ""
    if following is None:
        return f"{said}."
    day = leaves_on(following)
    late = " (date passée)" if day < today else ""
    return f"{said} ; prochaine étape : {following.step.label.lower()}, {day_in_words(day, year=False)}{late}."


def results_in_words(found: Results) -> str:
    """« 18 partis · 2 en attente · 1 échec · 6 ouverts · 4 ont répondu »."""
    parts = [
        (found.sent, "parti", "partis"),
        (found.waiting, "en attente", "en attente"),
        (found.failed, "échec", "échecs"),
        (found.uncertain, "incertain", "incertains"),
        (found.skipped, "laissé de côté", "laissés de côté"),
        (found.cancelled, "annulé", "annulés"),
    ]
    said = [plural(count, *words) for count, *words in parts if count]
    if found.opened:
        said.append(plural(found.opened, "lien ouvert par une personne", "liens ouverts par une personne"))
    if found.answered:
        said.append(plural(found.answered, "a répondu", "ont répondu"))
    if found.sent and not found.opened and not found.answered:
        said.append("aucune réaction encore")
    return " · ".join(said)


def row_of_table(one: PlannedStep) -> dict[str, object]:
    """A step as a line of the accessible table; few columns, for telephones."""
    gave = results_in_words(one.results) or "rien encore"
    return {"Étape": one.step.label, "Date": when_in_words(one), "État": one.state.label, "Résultats": gave}


def people(listed: Sequence[Recipient], most: int = 30) -> str:
    """« Félicie Martin (La Malle à Félicie), … et 4 autres »."""
    named = [f"{one.name} ({enumerate_in_words(one.shops)})" if one.shops else one.name for one in listed[:most]]
    rest = len(listed) - most
    return enumerate_in_words([*named, plural(rest, "autre")] if rest > 0 else named)


def about_to_leave(due: Sequence[Recipient], starts: datetime, ends: datetime) -> str:
    """« Vous allez envoyer 18 messages à 18 personnes de 17 boutiques, mardi 3 février, de 9 h à 9 h 01. »"""
    shops = len({place for one in due for place in one.place_ids})
    who = plural(len(due), "personne")
    day = day_in_words(starts.astimezone(PARIS).date(), year=False)
    first, last = clock_in_words(starts), clock_in_words(ends)
    hours = f"à {first}" if first == last else f"de {first} à {last}"
    messages = plural(len(due), "message")
    return typographic(f"Vous allez envoyer {messages} à {who} de {plural(shops, 'boutique')}, {day}, {hours}.")
