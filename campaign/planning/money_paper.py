"""The money of an edition as a paper to read or to print; the screen shows the same blocks."""

from collections.abc import Sequence
from datetime import datetime

from campaign.base.clock import PARIS
from campaign.base.french import NBSP, day_in_words, plural
from campaign.documents.colours import Palette
from campaign.documents.paper_content import (
    Bar,
    Bars,
    Block,
    Card,
    Cards,
    Chapter,
    Note,
    Points,
    ReadingPaper,
    Step,
    Steps,
    Table,
)
from campaign.editions.model import Edition
from campaign.planning.comparing import Compared, Comparison, Side, each, rise_in_words
from campaign.planning.envelopes import Holding, Use
from campaign.planning.model import Amount, Line, Stage, amount_of
from campaign.planning.money import Tax, euros
from campaign.planning.money_views import Against, Watched

UNKNOWN = "inconnu"
NOT_ALIKE, ALIKE = "non comparable", "Sur ce qui se compare"
NO_SUM = "Les montants HT et TTC ne sont jamais additionnés."
Shops = tuple[int | None, int | None]  # taking part the last time, this time


def money_paper(edition: Edition, seen: Watched, shops: Shops, palette: Palette, made_at: datetime) -> ReadingPaper:
    """The whole paper; chapters of which nothing is known are left out."""
    money = seen.spending
    against = against_blocks(edition, seen.against, shops) if seen.against else ()
    said = tuple(f"{one.kind.label}{NBSP}: {one.sentence}" for one in seen.alerts)
    return ReadingPaper(
        code="budget",
        kind="Budget de l’édition",
        title=edition.name,
        under=f"{edition.days_text[:1].upper()}{edition.days_text[1:]}",
        chapters=(
            Chapter("Où en est le budget", _totals(money.totals)),
            Chapter("À regarder", (Points(said),) if said else ()),
            Chapter("Qui paie", (*envelope_blocks(money.holdings), *_who_pays(seen))),
            Chapter("Par nature", _natures(seen)),
            Chapter("Chaque dépense", (_lines(money.lines),) if money.lines else ()),
            Chapter("D’une édition à l’autre", against),
            Chapter("Frais généraux, hors total", _overhead(money.overhead)),
        ),
        closing=f"Établi le {day_in_words(made_at.astimezone(PARIS).date())}.",
        palette=palette,
        made_at=made_at,
    )


def envelope_blocks(holdings: Sequence[Holding]) -> tuple[Block, ...]:
    """What each plan grants and what is left of it, then one chart a tax; nothing without an envelope."""
    if not holdings:
        return ()
    rows = tuple(
        (one.fund.name, cost(one.envelope.granted, one.envelope.tax),
         *(euros(one.used(use).cents) for use in (Use.PLANNED, Use.TAKEN)),
         *(left_in_words(one, use) for use in (Use.PLANNED, Use.TAKEN)))
        for one in holdings
    )  # fmt: skip
    headers = ("Plan ou partenaire", "Accordé", Use.PLANNED.label, Use.TAKEN.label, "Reste sur le prévu",
               "Reste à engager")  # fmt: skip
    blocks: list[Block] = [Table("Enveloppes", headers, rows, tuple(range(1, len(headers))))]
    for tax in Tax:
        mine = [one for one in holdings if one.envelope.tax is tax]
        bars = []
        for one in mine:
            used = one.used(Use.TAKEN).cents
            bars.append(Bar(one.fund.name, used / 100, f"{euros(used)} sur {euros(one.envelope.granted)}"))
        if bars:
            blocks.append(Bars(f"Engagé ou dépensé, {tax.label}", "Euros", tuple(bars)))
    turned = [use for one in holdings for use in one.uses if use.turned]
    if turned:
        blocks.append(Note("Les lignes sous l’autre taxe sont converties au taux de chacune, pour ce reste seulement."))
    return tuple(blocks)


def left_in_words(one: Holding, use: Use) -> str:
    """« 186 € », « dépassée de 120 € », « inconnu : 2 lignes sans taux »."""
    left = one.left(use)
    if left is None:
        return f"{UNKNOWN}{NBSP}: {plural(len(one.used(use).without_rate), 'ligne')} sans taux de TVA"
    return f"dépassée de {euros(-left)}" if left < 0 else euros(left)


def against_blocks(edition: Edition, against: Against, shops: Shops) -> tuple[Block, ...]:
    """Nature by nature, what compares drawn, the cost of a shop; what does not compare says why."""
    found, names = against.comparison, (against.before.name, edition.name)
    alike = [one for one in found.natures if one.difference is not None]
    blocks: list[Block] = []
    if alike:
        steps = tuple(
            Step(f"{_named(one)}, {one.tax.label}" if one.tax else _named(one), (one.before.cents or 0) / 100,
                 (one.after.cents or 0) / 100, euros(one.before.cents), euros(one.after.cents))
            for one in alike
        )  # fmt: skip
        blocks.append(Steps("Ce qui se compare", *names, steps, "Chaque ligne a sa propre échelle."))
    headers = ("Nature", *names, "Écart")
    rows = [compared_row(one) for one in found.natures]
    rows += [(ALIKE, *compared_row(one)[1:]) for one in found.alike]
    rows.append(compared_row(found.whole))
    note = f"{against.before.name} sur le {found.before_stage.label.lower()}, {edition.name} sur le "
    note += f"{found.after_stage.label.lower()}. Seul le HT se compare au HT, le TTC au TTC."
    blocks.append(Table("Nature par nature", headers, tuple(rows), (1, 2, 3), note))
    whys = tuple(f"{_named(one)}{NBSP}: {NOT_ALIKE}, {one.why}." for one in (*found.natures, found.whole) if one.why)
    if whys:
        blocks.append(Points(whys))
    of_shops = (shop_in_words(found, shops), *(alike_shop_in_words(one, shops) for one in found.alike))
    return (*blocks, Points(tuple(said for said in of_shops if said)))


def compared_row(one: Compared) -> tuple[str, str, str, str]:
    """« Fournitures », « 3 800 € TTC », « 3 700 € TTC », « −100 € (−2,6 %) »."""
    return _named(one), _side(one.before), _side(one.after), difference_in_words(one)


def difference_in_words(one: Compared) -> str:
    """« +150 € (+2,4 %) », « pareil », « non comparable »."""
    if one.difference is None:
        return NOT_ALIKE
    if not one.difference:
        return "pareil"
    gap = f"{'+' if one.difference > 0 else '−'}{euros(abs(one.difference))}"
    return f"{gap} ({rise_in_words(_rounded(one.rise))})" if one.rise is not None else gap


def shop_in_words(found: Comparison, shops: Shops) -> str:
    """« Par boutique : la dernière fois 2 441,18 € TTC pour 17 boutiques, cette fois 1 805,56 € TTC pour 18… »"""
    sides = (found.whole.before, found.whole.after)
    told = [
        f"{cost(cents, side.tax)} pour {plural(count or 0, 'boutique')}" if cents is not None else side.why or UNKNOWN
        for cents, side, count in zip(each(found.whole, *shops), sides, shops, strict=True)
    ]
    return f"Par boutique{NBSP}: la dernière fois {told[0]}, cette fois {told[1]}."


def alike_shop_in_words(one: Compared, shops: Shops) -> str:
    """« Par boutique, sur ce qui se compare : 1 114,12 € TTC, puis 2 137,50 € TTC. »; '' while shops are unknown."""
    before, after = each(one, *shops)
    if before is None or after is None:
        return ""
    return f"Par boutique, sur ce qui se compare{NBSP}: {cost(before, one.tax)}, puis {cost(after, one.tax)}."


def cost(cents: int | None, tax: Tax | None) -> str:
    """« 1 200 € TTC », « inconnu »."""
    return UNKNOWN if cents is None else f"{euros(cents)}{NBSP}{tax.label}" if tax else euros(cents)


def _rounded(rise: int) -> int:
    """To a tenth of a percent: more digits would say nothing."""
    return (abs(rise) + 5) // 10 * 10 * (1 if rise > 0 else -1)


def _named(one: Compared) -> str:
    return one.nature.label if one.nature else "Total"


def _side(one: Side) -> str:
    return one.why or ("rien" if one.tax is None else cost(one.cents, one.tax))


def _totals(totals: Sequence[Amount]) -> tuple[Block, ...]:
    cards = []
    for tax in (Tax.TTC, Tax.HT):
        for stage in Stage:
            if found := amount_of(totals, stage, tax):
                lines = plural(found.known, "ligne")
                under = lines if found.known == found.out_of else f"{lines} sur {found.out_of}"
                cards.append(Card(f"{stage.label}, {tax.label}", euros(found.cents), under))
    return (Cards(tuple(cards)), Note(NO_SUM)) if cards else ()


def _who_pays(seen: Watched) -> tuple[Block, ...]:
    rows = []
    for one in seen.spending.funding:
        for tax in (Tax.TTC, Tax.HT):
            found = [amount_of(one.amounts, stage, tax) for stage in Stage]
            if any(found):
                name = one.fund.name if one.fund else "Non réparti"
                rows.append((name, tax.label, *(euros(sum_.cents) if sum_ else UNKNOWN for sum_ in found)))
    headers = ("Plan ou partenaire", "", *(stage.label for stage in Stage))
    return (Table("Parts de chacun", headers, tuple(rows), (2, 3, 4), NO_SUM),) if rows else ()


def _natures(seen: Watched) -> tuple[Block, ...]:
    rows = []
    for one in seen.spending.natures:
        for tax in (Tax.TTC, Tax.HT):
            found = [amount_of(one.amounts, stage, tax) for stage in Stage]
            if any(found):
                rows.append((one.nature.label, tax.label, *(euros(sum_.cents) if sum_ else UNKNOWN for sum_ in found)))
    headers = ("Nature", "", *(stage.label for stage in Stage))
    return (Table("Dépenses par nature", headers, tuple(rows), (2, 3, 4), NO_SUM),) if rows else ()


def _lines(lines: Sequence[Line]) -> Table:
    rows = tuple(
        (one.label, one.nature.label, *(cost(one.cents(stage), one.tax) for stage in Stage)) for one in lines
    )  # fmt: skip
    return Table("Dépenses", ("Libellé", "Nature", *(stage.label for stage in Stage)), rows, (2, 3, 4))


def _overhead(lines: Sequence[Line]) -> tuple[Block, ...]:
    if not lines:
        return ()
    return (_lines(lines), Note("Salaires, transport fait par le Département… : jamais ajoutés aux dépenses."))
