"""What the pages of a personal link show, from what was kept or from what was just typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from campaign.base import clock, operations
from campaign.base.errors import Conflict, InvalidInput
from campaign.base.fields import is_mobile
from campaign.base.french import DAYS, clock_in_words, day_in_words, time_in_words
from campaign.base.opening_hours import known_hours, shown_hours
from campaign.communication.own_pieces import MADE_IN
from campaign.editions.model import Edition
from campaign.participation.answer_form import carried_over, form_values
from campaign.participation.corrections import CORRECTABLE, shown
from campaign.participation.model import Activity, AnswerValues, Need, Presence, presence_in_words, summary
from campaign.participation.views import ShopAnswer
from campaign.web.personal_link import Opened
from campaign.web.rendering import together
from campaign.web.shop_page import ACTIVITY_PICTURES

_OPENINGS = [time(hour, minute) for hour in range(7, 21) for minute in (0, 30)]
_CLOSINGS = [time(hour, minute) for hour in range(9, 24) for minute in (0, 30)]
_BREAKS = [time(hour, minute) for hour in range(11, 17) for minute in (0, 30)]
SHEET_LABELS = {
    "name": ("Nom de la boutique", "organization", "text", ""),
    "address": ("Adresse", "street-address", "text", ""),
    "phone": ("Téléphone", "tel", "tel", "Dix chiffres, par exemple 02 41 00 00 05"),
    "website": ("Site internet", "url", "url", "Commence par https://"),
    "opening_hours_text": ("Horaires habituels", "off", "text", "Par exemple : mardi au samedi, 10 h - 18 h"),
}
_STEPS = {Need.POSTERS: 5}
Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a list of hours."""

    value: str
    label: str
    selected: bool


def known_fields(edition: Edition) -> set[str]:
    """Every field our form may send."""
    parts = ("jour", "debut", "fin", "pause", "reprise")
    by_day = {f"{part}-{day.isoformat()}" for day in edition.days for part in parts}
    needs = {f"besoin-{need}" for need in Need}
    sheet = {f"fiche-{field}" for field in CORRECTABLE}
    single = {"operation", "version", "boutique", "inchange", "presence", "raison", "animation", "autre", "acces"}
    return by_day | needs | sheet | single | {"fiche", "role", "photos", "numero", "numero-public"}


def hour_options(hours: Sequence[time], chosen: str, *, empty: str = "") -> list[Option]:
    """Half hours, with whatever else was stored or typed kept in its place."""
    options = [Option("", empty, not chosen)] if empty else []
    values = {f"{at:%H:%M}": time_in_words(at) for at in hours}
    if chosen and chosen not in values:
        values[chosen] = _typed_hour(chosen)
    return options + [Option(value, values[value], value == chosen) for value in sorted(values)]


def _typed_hour(text: str) -> str:
    try:
        return time_in_words(time.fromisoformat(text))
    except ValueError:
        return text[:20]


def answer_form_context(
    opened: Opened,
    shop: ShopAnswer,
    *,
    typed: Form | None = None,
    problems: Sequence[InvalidInput] = (),
    conflict: Conflict | None = None,
) -> dict[str, object]:
    """The values of ``answer.html``: typed ones after a refusal, else the answer, else last time's."""
    edition, proposal = opened.page.edition, _proposal(opened, shop)
    kept = shop.answer.values if shop.answer else proposal
    values: Form = (
        dict(typed) if typed is not None else form_values(edition, kept, known_hours(shop.place.opening_hours))
    )
    is_proposed = proposal is not None and proposal.days and not shop.answer and typed is None
    listed = [_at_a_field(problem, edition) for problem in problems]
    return _common(opened, shop) | {
        "values": values,
        "problems": [(problem.field, _in_summary(problem, edition)) for problem in listed],
        "wrong_fields": {problem.field: problem.message for problem in reversed(listed)},
        "conflict": conflict,
        "kept": f"{clock_in_words(conflict.at)} : {', '.join(conflict.theirs.values())}" if conflict else "",
        "proposal": summary(edition, proposal) if is_proposed else None,
        "operation": operations.new_operation() if typed is None or conflict else (values.get("operation") or [""])[0],
        "first_operation": operations.new_operation(),
        "version": _version(shop, typed, conflict),
        "day_forms": [_day_form(day, values, index) for index, day in enumerate(edition.days)],
        "activities": [(one, *ACTIVITY_PICTURES[one]) for one in Activity],
        "needs": [(need, (values.get(f"besoin-{need}") or [""])[0], _STEPS.get(need, 1)) for need in Need],
        "sheet": _sheet(shop, typed),
        "mobile": _mobile(shop, typed),
    }


def _mobile(shop: ShopAnswer, typed: Form | None) -> dict[str, object] | None:
    """The mobile number whose publication is asked about, None when the number is not somebody's own."""
    if not is_mobile(shop.place.phone):
        return None
    public = shop.place.may_publish_phone if typed is None else bool(typed.get("numero-public"))
    return {"number": shop.place.phone, "public": public}


def _version(shop: ShopAnswer, typed: Form | None, conflict: Conflict | None) -> str:
    if typed is not None and conflict is None:
        return (typed.get("version") or [""])[0]
    return str(shop.answer.version if shop.answer else 0)


def _proposal(opened: Opened, shop: ShopAnswer) -> AnswerValues | None:
    if shop.last_answer is None or shop.last_edition is None:
        return None
    usual = known_hours(shop.place.opening_hours)
    return carried_over(opened.page.edition, shop.last_edition, shop.last_answer, usual)


def _in_summary(problem: InvalidInput, edition: Edition) -> str:
    """« Samedi : l’heure de fermeture… »: the refusal with its field's name, since it is read away from the field."""
    part, _, rest = problem.field.partition("-")
    names = {day.isoformat(): DAYS[day.weekday()].capitalize() for day in edition.days}
    names |= {str(need): need.label for need in Need} if part == "besoin" else {}
    names |= {field: label for field, (label, *_) in SHEET_LABELS.items()} if part == "fiche" else {}
    if rest not in names:
        return problem.message
    return f"{names[rest]} : {problem.message[0].lower()}{problem.message[1:]}"


def _at_a_field(problem: InvalidInput, edition: Edition) -> InvalidInput:
    """The same refusal, on a field the page has (an anchor must lead somewhere)."""
    if problem.field in known_fields(edition) - {"jour"}:
        return problem
    return InvalidInput(f"jour-{edition.days[0].isoformat()}", problem.message, problem.proposal)


def _day_form(day: date, values: Form, index: int) -> dict[str, object]:
    key = day.isoformat()

    def chosen(part: str) -> str:
        return (values.get(f"{part}-{key}") or [""])[0]

    return {
        "day": day,
        "key": key,
        "tint": ("paille", "rose", "menthe", "ciel")[index % 4],
        "open": bool(values.get(f"jour-{key}")),
        "opens": hour_options(_OPENINGS, chosen("debut")),
        "closes": hour_options(_CLOSINGS, chosen("fin")),
        "break_from": hour_options(_BREAKS, chosen("pause"), empty="pas de pause"),
        "break_to": hour_options(_BREAKS, chosen("reprise"), empty="pas de pause"),
        "has_break": bool(chosen("pause") or chosen("reprise")),
    }


def _sheet(shop: ShopAnswer, typed: Form | None) -> list[dict[str, str]]:
    pending = {one.field: one.proposed for one in shop.suggestions}
    fields = []
    for name in CORRECTABLE:
        label, autocomplete, kind, hint = SHEET_LABELS[name]
        stored = shown(name, pending.get(name, str(getattr(shop.place, name))))
        value = (typed.get(f"fiche-{name}") or [stored])[0] if typed is not None else stored
        shape = {"label": label, "autocomplete": autocomplete, "kind": kind, "hint": hint}
        fields.append({"id": f"fiche-{name}", "value": value, **shape})
    return fields


def _common(opened: Opened, shop: ShopAnswer) -> dict[str, object]:
    edition = opened.page.edition
    return {
        "opened": opened,
        "edition": edition,
        "shop": shop,
        "place": shop.place,
        "usual_hours": shown_hours(shop.place.opening_hours_text, clock.today()),
        "deadline": together(day_in_words(edition.answer_deadline, year=False)),
        "suggestions": [(one.label, shown(one.field, one.proposed) or "(à retirer)") for one in shop.suggestions],
    }


def has_documents(opened: Opened) -> bool:
    """Whether a shop of this link takes part in an edition still to come: its documents can be made."""
    return opened.page.state in MADE_IN and any(
        one.answer and one.answer.presence is Presence.YES for one in opened.page.shops
    )


def thanks_context(opened: Opened, shop: ShopAnswer) -> dict[str, object]:
    """The values of ``thanks.html`` and ``answered.html``."""
    edition, given = opened.page.edition, shop.answer
    others = [one for one in opened.page.shops if one.place.id != shop.place.id and one.answer is None]
    return _common(opened, shop) | {
        "answer": given,
        "lines": summary(edition, given),
        "presence": presence_in_words(edition, given),
        "opens": given.presence is Presence.YES,
        "undecided": given.presence is Presence.UNDECIDED,
        "others": others,
        "several": len(opened.page.shops) > 1,
        "can_change": opened.page.state == "open",
        "has_documents": has_documents(opened),
    }


def state_context(opened: Opened) -> dict[str, object]:
    """The values of the pages of an edition that takes no answer: what each shop had said."""
    edition = opened.page.edition
    return {
        "opened": opened,
        "edition": edition,
        "deadline": together(day_in_words(edition.answer_deadline, year=False)),
        "has_documents": has_documents(opened),
        "recaps": [
            (one.place.name, summary(edition, one.answer) if one.answer else [("Réponse", "aucune reçue")])
            for one in opened.page.shops
        ],
    }
