"""The spending of an edition as a table to take away."""

from collections.abc import Sequence

from campaign.planning.model import Fund, Line, Shares, Stage, shares_in_words
from campaign.planning.money import Tax, plain_euros, plain_rate

HEADERS = ("Bloc", "Nature", "Libellé", "Fournisseur", "Montants", "TVA (%)", "Prévu (€)", "Engagé (€)",
           "Dépensé (€)", "Financement", "Pièces jointes", "Note")  # fmt: skip
COUNTED, APART = "Dépenses", "Frais généraux (hors total)"


def table(lines: Sequence[Line], funds: Sequence[Fund], usual: Shares) -> list[tuple[object, ...]]:
    """A row a line, HT or TTC said on each; general overhead last, under its own block. No total: HT and TTC mix."""
    ordered = sorted(lines, key=lambda one: one.nature.overhead)
    return [_row(one, funds, usual) for one in ordered]


def _row(one: Line, funds: Sequence[Fund], usual: Shares) -> tuple[object, ...]:
    paid_by = "" if one.nature.overhead else shares_in_words(one.shares or usual, funds)
    return (
        APART if one.nature.overhead else COUNTED, one.nature, one.label, one.supplier, Tax(one.tax),
        plain_rate(one.rate), *(plain_euros(one.cents(stage)) for stage in Stage), paid_by,
        ", ".join(file.name for file in one.attachments), one.note,
    )  # fmt: skip
