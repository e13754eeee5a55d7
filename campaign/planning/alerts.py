"""What deserves a look in an edition's money, each in one sentence about one line or one plan; pure rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.base.french import NBSP, day_in_words, plural
from campaign.base.labels import Labelled
from campaign.planning.comparing import Compared, rise_in_words
from campaign.planning.envelopes import Holding, Use, pays, taken
from campaign.planning.model import Fund, Line, Shares
from campaign.planning.money import Tax, euros, percent


class AlertKind(Labelled):
    """Why, the gravest first."""

    OVER_ENVELOPE = "over_envelope", "Enveloppe dépassée"
    OVER_COMMITTED = "over_committed", "Dépensé au-dessus de l’engagé"
    OVER_PLANNED = "over_planned", "Au-dessus du prévu"
    LATE = "late", "Rien d’engagé, échéance passée"
    SHORT = "short", "Enveloppe trop courte"
    DEARER = "dearer", "Plus cher que la dernière fois"
    MIXED = "mixed", "HT et TTC mêlés"
    NO_DOCUMENT = "no_document", "Engagé sans pièce"
    NO_FUNDING = "no_funding", "Sans financement"

    @property
    def serious(self) -> bool:
        """Whether it waits on the dashboard."""
        return self in SERIOUS


SERIOUS = frozenset(
    {AlertKind.OVER_ENVELOPE, AlertKind.OVER_COMMITTED, AlertKind.OVER_PLANNED, AlertKind.LATE}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alert:
    """``subject`` is the line's label or the plan's name, ``text`` what is wrong, without a final point."""

    kind: AlertKind
    subject: str
    text: str
    line_id: int | None = None
    fund_id: int | None = None

    @property
    def sentence(self) -> str:
        """« Encarts : 6 350 € TTC engagés pour 6 200 € prévus, 150 € de trop. »"""
        return f"{self.subject}{NBSP}: {self.text}."


@dataclass(frozen=True, slots=True)
class Due:
    """The task a line pays, and when it must be done; ``done`` once nobody waits for it any more."""

    title: str
    deadline: date
    done: bool = False


def alerts(
    lines: Iterable[Line],
    usual: Shares,
    funds: Sequence[Fund],
    holdings: Sequence[Holding],
    due: Mapping[int, Due],
    today: date,
    whole: Compared | None = None,
    limit: int = 1_000,
) -> tuple[Alert, ...]:
    """The gravest first, then in the order of lines. General overhead gives none.

    ``due``: the tasks of the backplan, by id. ``whole``: this edition's plan against the last one; ``limit``: by
    how much more, in hundredths of a percent, it is worth an alert.
    """
    found: list[Alert] = []
    counted = [one for one in lines if not one.nature.overhead]
    for line in counted:
        found += [one for one in (_over_committed(line), _over_planned(line), _late(line, due, today)) if one]
        if line.committed and not line.attachments:
            text = f"{_cost(line.committed, line.tax)} engagés, sans devis, commande ni facture"
            found.append(Alert(AlertKind.NO_DOCUMENT, line.label, text, line.id))
        if not (line.shares or usual):
            found.append(Alert(AlertKind.NO_FUNDING, line.label, "ni plan ni partenaire ne la paie", line.id))
    for holding in holdings:
        found += _of_envelope(holding)
    granted = {one.fund.id for one in holdings}
    for fund in funds:
        if fund.id not in granted and (mixed := _mixed([one for one in counted if pays(one, fund.id, usual)], fund)):
            found.append(mixed)
    if whole and whole.rise is not None and whole.rise > limit and whole.after.cents and whole.before.cents:
        before, after = (_cost(side.cents, whole.tax) for side in (whole.before, whole.after))
        text = f"{after} prévus, {before} la dernière fois, {rise_in_words(whole.rise)} (alerte à {percent(limit)})"
        found.append(Alert(AlertKind.DEARER, "Total de l’édition", text))
    order = list(AlertKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _over_committed(line: Line) -> Alert | None:
    if line.committed is None or line.spent is None or line.spent <= line.committed:
        return None
    return _too_much(AlertKind.OVER_COMMITTED, line, "dépensés", line.spent, "engagés", line.committed)


def _over_planned(line: Line) -> Alert | None:
    used = taken(line)
    if line.planned is None or used is None or used <= line.planned:
        return None
    verb = "dépensés" if used == line.spent else "engagés"
    return _too_much(AlertKind.OVER_PLANNED, line, verb, used, "prévus", line.planned)


def _too_much(kind: AlertKind, line: Line, verb: str, used: int, for_verb: str, allowed: int) -> Alert:
    text = f"{_cost(used, line.tax)} {verb} pour {euros(allowed)} {for_verb}, {euros(used - allowed)} de trop"
    return Alert(kind, line.label, text, line.id)


def _late(line: Line, due: Mapping[int, Due], today: date) -> Alert | None:
    task = due.get(line.task_id) if line.task_id is not None else None
    if task is None or task.done or task.deadline >= today or taken(line):
        return None
    text = f"rien d’engagé, « {task.title} » était à finir le {day_in_words(task.deadline)}"
    return Alert(AlertKind.LATE, line.label, text, line.id)


def _mixed(lines: Sequence[Line], fund: Fund) -> Alert | None:
    """Both taxes, and neither sum can be made: a rate is missing on each side."""
    lacking = [[one for one in lines if one.tax is tax and one.rate is None] for tax in Tax]
    if not all(lacking):
        return None
    first, other = lacking[0][0], lacking[1][0]
    text = (
        f"paie du HT ({first.label}) et du TTC ({other.label}) sans taux de TVA, aucune somme possible, "
        "donnez leur taux"
    )
    return Alert(AlertKind.MIXED, fund.name, text, first.id, fund.id)


def _of_envelope(holding: Holding) -> list[Alert]:
    fund, tax = holding.fund, holding.envelope.tax
    granted = holding.envelope.granted or 0
    without_rate = {one.id: one for use in Use for one in holding.used(use).without_rate}
    found = []
    if without_rate:
        lines = plural(len(without_rate), "ligne")
        first = next(iter(without_rate.values()))
        text = (
            f"enveloppe {tax.label}, {lines} {tax.other.label} sans taux de TVA ({first.label}"
            f"{'…' if len(without_rate) > 1 else ''}), aucune somme possible, donnez leur taux"
        )
        found.append(Alert(AlertKind.MIXED, fund.name, text, first.id, fund.id))
    over = {use: holding.used(use).cents - granted for use in (Use.TAKEN, Use.PLANNED)}
    for use, kind, verb in ((Use.TAKEN, AlertKind.OVER_ENVELOPE, "engagés ou dépensés"),
                            (Use.PLANNED, AlertKind.SHORT, "prévus")):  # fmt: skip
        if over[use] > 0:
            used = _cost(holding.used(use).cents, tax)
            text = f"{used} {verb} pour {euros(granted)} accordés, {euros(over[use])} de trop"
            found.append(Alert(kind, fund.name, text, None, fund.id))
            break
    return found


def _cost(cents: int | None, tax: Tax | None) -> str:
    return f"{euros(cents)}{NBSP}{tax.label}" if tax else euros(cents)
