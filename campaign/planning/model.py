"""What an edition costs: lines by nature, what was planned, committed and spent, who funds it; pure rules.

General overhead (salaries, own transport) never enters a total: the reference campaign's 41 500 € TTC leave it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.base.errors import InvalidInput
from campaign.base.fields import decimal_fr
from campaign.base.labels import Labelled
from campaign.planning.money import WHOLE, Tax, converted, percent, shared_out

# Who pays which part: (fund id, hundredths of a percent). Nothing at all, or 100 %.
Shares = tuple[tuple[int, int], ...]


class Nature(Labelled):
    """What the money buys. The last four are general overhead."""

    SUPPLIES = "supplies", "Fournitures"
    PRINTED = "printed", "Supports imprimés"
    ADVERTISING = "advertising", "Espaces publicitaires"
    PRINTING = "printing", "Impression"
    SERVICES = "services", "Prestations"
    OTHER = "other", "Autre"
    SALARIES = "salaries", "Salaires"
    OWN_TRANSPORT = "own_transport", "Transport propre"
    PREMISES = "premises", "Locaux"
    OTHER_OVERHEAD = "other_overhead", "Autres frais généraux"

    @property
    def overhead(self) -> bool:
        """Whether it is shown apart, and counted in no total."""
        return self in OVERHEAD


OVERHEAD = frozenset({Nature.SALARIES, Nature.OWN_TRANSPORT, Nature.PREMISES, Nature.OTHER_OVERHEAD})
NATURES = tuple(one for one in Nature if one not in OVERHEAD)


class Stage(Labelled):
    """The three amounts of a line; the value is the name of its field."""

    PLANNED = "planned", "Prévu"
    COMMITTED = "committed", "Engagé"
    SPENT = "spent", "Dépensé"


_OF = {Stage.PLANNED: "du prévu", Stage.COMMITTED: "de l’engagé"}


class FundKind(Labelled):
    """Who funds: one of the Département's plans, or somebody else."""

    PLAN = "plan", "Plan"
    PARTNER = "partner", "Partenaire"


@dataclass(frozen=True, slots=True)
class Fund:
    """A plan or a partner that pays for a part, whatever the edition."""

    id: int
    kind: FundKind
    name: str
    archived_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Attachment:
    """An estimate, an order, an invoice. ``size`` in bytes, ``file`` its fingerprint (base.kept_files)."""

    id: int
    line_id: int
    name: str
    file: str
    media_type: str
    size: int
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of spending. Amounts are in cents, None when unknown, which is not zero; ``tax`` holds for the three.

    ``rate`` is the VAT's in hundredths of a percent, None when unknown. ``shares`` are the line's own, if it has any.
    ``task_id``: the task of the backplan that it pays. ``key``: what a spreadsheet calls it.
    """

    id: int
    edition_id: int
    nature: Nature
    label: str
    tax: Tax
    planned: int | None = None
    committed: int | None = None
    spent: int | None = None
    rate: int | None = None
    supplier: str = ""
    note: str = ""
    shares: Shares = ()
    task_id: int | None = None
    key: str = ""
    attachments: tuple[Attachment, ...] = ()
    removed_at: datetime | None = None
    version: int = 1

    def cents(self, stage: Stage) -> int | None:
        """The amount of a stage."""
        return getattr(self, stage.value)

    def elsewhere(self, stage: Stage) -> int | None:
        """The same amount under the other tax; None when the amount or the rate is unknown."""
        cents = self.cents(stage)
        return None if cents is None or self.rate is None else converted(cents, self.tax, self.rate)

    @property
    def over(self) -> str:
        """« dépensé au-dessus du prévu », or ''."""
        pairs = ((Stage.SPENT, Stage.PLANNED), (Stage.SPENT, Stage.COMMITTED), (Stage.COMMITTED, Stage.PLANNED))
        for later, former in pairs:
            after, before = self.cents(later), self.cents(former)
            if after is not None and before is not None and after > before:
                return f"{later.label.lower()} au-dessus {_OF[former]}"
        return ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of one stage under one tax; ``known`` of ``out_of`` lines told theirs.

    ``elsewhere`` is the same sum under the other tax, each line converted at its own rate; None as soon as one rate
    is unknown.
    """

    stage: Stage
    tax: Tax
    cents: int
    known: int
    out_of: int
    elsewhere: int | None = None


@dataclass(frozen=True, slots=True)
class OfNature:
    """What one nature costs."""

    nature: Nature
    count: int
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Funded:
    """What one fund pays; ``fund`` is None for what nobody was said to pay."""

    fund: Fund | None
    amounts: tuple[Amount, ...]


def totals(lines: Iterable[Line]) -> tuple[Amount, ...]:
    """Planned, committed and spent, HT and TTC apart, general overhead left out; only the sums that are known."""
    return _sums([one for one in lines if not one.nature.overhead])


def overhead_totals(lines: Iterable[Line]) -> tuple[Amount, ...]:
    """The same for general overhead alone: to be shown in its own block."""
    return _sums([one for one in lines if one.nature.overhead])


def by_nature(lines: Iterable[Line]) -> tuple[OfNature, ...]:
    """The totals of each nature that has lines, in the order of ``Nature``; general overhead left out."""
    listed = list(lines)
    found = []
    for nature in NATURES:
        if mine := [one for one in listed if one.nature is nature]:
            found.append(OfNature(nature, len(mine), _sums(mine)))
    return tuple(found)


def amount_of(amounts: Iterable[Amount], stage: Stage, tax: Tax) -> Amount | None:
    """The sum of a stage under a tax."""
    return next((one for one in amounts if one.stage is stage and one.tax is tax), None)


def _sums(lines: Sequence[Line]) -> tuple[Amount, ...]:
    found = []
    for tax in Tax:
        mine = [one for one in lines if one.tax is tax]
        for stage in Stage:
            known = [(cents, one.elsewhere(stage)) for one in mine if (cents := one.cents(stage)) is not None]
            if known:
                others = [other for _, other in known if other is not None]
                elsewhere = sum(others) if len(others) == len(known) else None
                found.append(Amount(stage, tax, sum(cents for cents, _ in known), len(known), len(mine), elsewhere))
    return tuple(found)


def funding(lines: Iterable[Line], funds: Sequence[Fund], usual: Shares) -> tuple[Funded, ...]:
    """What each fund pays, in the order of ``funds``, then what nobody was said to pay.

    A line is shared out by its own shares, or by the edition's ``usual`` ones. For each stage and tax the parts make
    the total exactly. General overhead is left out.
    """
    # fund id, 0 for nobody -> (stage, tax) -> the cents of each line
    parts: dict[int, dict[tuple[Stage, Tax], list[int]]] = {}
    counted = [one for one in lines if not one.nature.overhead]
    for line in counted:
        shares = line.shares or usual or ((0, WHOLE),)
        for stage in Stage:
            if (cents := line.cents(stage)) is not None:
                split = shared_out(cents, [share for _, share in shares])
                for (fund_id, _), part in zip(shares, split, strict=True):
                    parts.setdefault(fund_id, {}).setdefault((stage, line.tax), []).append(part)
    order: list[tuple[int, Fund | None]] = [*((one.id, one) for one in funds), (0, None)]
    found = []
    for fund_id, fund in order:
        if mine := parts.get(fund_id):
            amounts = [
                Amount(stage, tax, sum(mine[stage, tax]), len(mine[stage, tax]), len(counted))
                for tax in Tax
                for stage in Stage
                if (stage, tax) in mine
            ]
            found.append(Funded(fund, tuple(amounts)))
    return tuple(found)


def shares_typed(typed: Mapping[int, str], field: str = "shares") -> Shares:
    """Percents as people type them, by fund id; an empty or zero one is left out; nothing at all is allowed.

    Raises:
        InvalidInput: not a percent, or their sum is not 100 %; the sentence says what is missing or too much.
    """
    found = []
    for fund_id, text in typed.items():
        if share := rate_typed(text, field, "Part"):
            found.append((fund_id, share))
    total = sum(share for _, share in found)
    if found and total != WHOLE:
        gap = percent(abs(WHOLE - total))
        said = f"il manque {gap}" if total < WHOLE else f"il y a {gap} de trop"
        raise InvalidInput(field, f"Les parts font {percent(total)} : {said}.")
    return tuple(sorted(found))


def rate_typed(text: object, field: str, label: str) -> int | None:
    """A percent as typed, in hundredths of a percent; None when nothing is typed.

    Raises:
        InvalidInput.
    """
    typed = str(text if text is not None else "").strip().removesuffix("%").strip()
    if not typed:
        return None
    try:
        return int(decimal_fr(typed, field, high=100) * 100)
    except InvalidInput as problem:
        raise InvalidInput(field, f"{label} : {problem.message[:1].lower()}{problem.message[1:]}") from problem


def shares_in_words(shares: Shares, funds: Sequence[Fund]) -> str:
    """« Plan de prévention 60 %, EPCI 40 % »; '' without shares."""
    names = {one.id: one.name for one in funds}
    return ", ".join(f"{names.get(fund_id, '?')} {percent(share)}" for fund_id, share in shares)


def rate_in_words(rate: int | None) -> str:
    """« TVA 20 % », « TVA inconnue »."""
    return "TVA inconnue" if rate is None else f"TVA {percent(rate)}"
