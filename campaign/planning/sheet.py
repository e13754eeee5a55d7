"""The spending of an edition as tables to take away; the one of the lines is read back as it is (line_file)."""

from collections.abc import Sequence
from decimal import Decimal

from campaign.planning.comparing import Compared, Comparison
from campaign.planning.envelopes import Holding, Use
from campaign.planning.line_columns import LineColumn, share_headings
from campaign.planning.model import Fund, Funded, Line, OfNature, Shares, Stage, amount_of, shares_in_words
from campaign.planning.money import Tax

COUNTED, APART = "Dépenses", "Frais généraux (hors total)"
_BEFORE = ("Bloc", "Nature", "Libellé", "Fournisseur", "Montants", "TVA (%)", "Prévu (€)", "Engagé (€)", "Dépensé (€)",
           "Financement", "Pièces jointes", "Note")  # fmt: skip

Cells = tuple[object, ...]


def headers(funds: Sequence[Fund]) -> tuple[str, ...]:
    """The columns of ``table``: those of every file, then one a fund for the lines that have their own shares."""
    return (*_BEFORE, *share_headings(funds), LineColumn.KEY.label)


def table(lines: Sequence[Line], funds: Sequence[Fund], usual: Shares) -> list[Cells]:
    """A row a line, HT or TTC said on each; general overhead last, under its own block. No total: HT and TTC mix."""
    ordered = sorted(lines, key=lambda one: one.nature.overhead)
    return [_row(one, funds, usual) for one in ordered]


def _row(one: Line, funds: Sequence[Fund], usual: Shares) -> Cells:
    paid_by = "" if one.nature.overhead else shares_in_words(one.shares or usual, funds)
    own = dict(one.shares)
    return (
        APART if one.nature.overhead else COUNTED, one.nature, one.label, one.supplier, Tax(one.tax),
        _number(one.rate), *(amount(one.cents(stage)) for stage in Stage), paid_by,
        ", ".join(file.name for file in one.attachments), one.note,
        *(_number(own.get(fund.id)) for fund in funds), one.key,
    )  # fmt: skip


def amount(cents: int | None) -> Decimal | None:
    """Euros with their two decimals, exact; None when unknown."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def _number(rate: int | None) -> Decimal | int | None:
    """A percent as a number: 20, 5,50."""
    return None if rate is None else rate // 100 if rate % 100 == 0 else Decimal(rate).scaleb(-2)


NATURE_HEADERS = ("Nature", "Montants", *(f"{stage.label} (€)" for stage in Stage))


def nature_table(natures: Sequence[OfNature]) -> list[Cells]:
    """A row a nature and a tax."""
    return [
        (one.nature, tax, *(_cents(one.amounts, stage, tax) for stage in Stage))
        for one in natures
        for tax in Tax
        if any(found.tax is tax for found in one.amounts)
    ]


FUND_HEADERS = ("Plan ou partenaire", "Type", "Montants", *(f"{stage.label} (€)" for stage in Stage))


def fund_table(funding: Sequence[Funded]) -> list[Cells]:
    """A row a plan or partner and a tax, then what nobody pays."""
    return [
        (one.fund.name if one.fund else "Non réparti", one.fund.kind if one.fund else "", tax,
         *(_cents(one.amounts, stage, tax) for stage in Stage))
        for one in funding
        for tax in Tax
        if any(found.tax is tax for found in one.amounts)
    ]  # fmt: skip


ENVELOPE_HEADERS = ("Plan ou partenaire", "Montants", "Accordé (€)", *(
    f"{word}{use.label.lower()} (€)" for use in Use for word in ("", "Reste sur ")))  # fmt: skip


def envelope_table(holdings: Sequence[Holding]) -> list[Cells]:
    """A row an envelope; what is left stays empty while a rate is missing."""
    return [
        (one.fund.name, one.envelope.tax, amount(one.envelope.granted),
         *(amount(cents) for use in Use for cents in (one.used(use).cents, one.left(use))))
        for one in holdings
    ]  # fmt: skip


COMPARED_HEADERS = ("Nature", "Montants", "La dernière fois (€)", "Cette fois (€)", "Écart (€)", "Remarque")


def compared_table(found: Comparison) -> list[Cells]:
    """A row a nature, then what compares by tax when the whole does not, then the whole."""
    rows = [_compared(one, one.nature.label if one.nature else "") for one in found.natures]
    rows += [_compared(one, "Sur ce qui se compare") for one in found.alike]
    return [*rows, _compared(found.whole, "Total")]


def _compared(one: Compared, name: str) -> Cells:
    tax = one.tax if not one.why else ""
    said = f"Non comparable : {one.why}." if one.why else ""
    return name, tax, amount(one.before.cents), amount(one.after.cents), amount(one.difference), said


def _cents(amounts: Sequence, stage: Stage, tax: Tax) -> Decimal | None:
    found = amount_of(amounts, stage, tax)
    return amount(found.cents) if found else None
