"""Avoided emissions: articles sold × the factor of one new item × the share that really replaced a new purchase.

Always a range, with its sources: an article whose family has no factor has none, and what was counted in kilos or
litres is never turned into articles. Factors (``assets/impact/``) cover making and distributing one new item; moving
and preparing the second-hand one is not deducted.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, isfinite

from campaign.base.errors import InvalidInput
from campaign.base.french import NBSP, number, plural
from campaign.debrief.model import Figure, Unit
from campaign.partners.model import Category

# Under the folder of assets.
FACTORS_FILE = "impact/factors.csv"
# The families of ADEME's list that a shop's sections meet; a factor added under another code is found by that code.
FACTOR_FAMILIES = {
    Category.FURNITURE: "mobilier",
    Category.CLOTHES: "habillement",
    Category.APPLIANCES: "electromenager",
    Category.MULTIMEDIA: "numerique",
}
_FIRST_YEAR = 1990
_LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Factor:
    """kg CO2e to make and distribute one new item. ``code`` equal to ``family`` stands for any item of the family."""

    family: str
    code: str
    label: str
    low: float
    high: float
    source: str
    year: int


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of second-hand purchases that replaced a new one, 0 to 1, between two bounds; shown and editable."""

    low: float
    high: float
    source: str

    @property
    def in_words(self) -> str:
        """« 28 à 65 % »."""
        low, high = (number(round(100 * one, 1)) for one in (self.low, self.high))
        return (low if self.low == self.high else f"{low} à {high}") + f"{NBSP}%"


# Measured on clothes in the United Kingdom: about 28 new garments for 100 second-hand ones (WRAP, Clothing Knowledge
# Hub, « detail/147 »), 64.6 for 100 sold again on line (WRAP, Displacement Rates Untangled, 2025). No such measure is
# known for the other families nor for French shops: for them it is a convention, and the text says so.
DEFAULT_RATE = Rate(
    0.28,
    0.65,
    f"WRAP, vêtements au Royaume-Uni (environ 28{NBSP}%{NBSP}; 64,6{NBSP}% en 2025)"
    f"{NBSP}; pour les autres familles, c’est une convention",
)


@dataclass(frozen=True, slots=True)
class Sold:
    """What was observed of one family, in the unit in which it was told."""

    family: str
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Line:
    """One family in articles. ``factor`` is (lowest, highest) kg CO2e of an item, None when nothing is known of it."""

    sold: Sold
    factor: tuple[float, float] | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Avoided:
    """The result. ``low`` and ``high`` in whole kg CO2e, rounded outwards; None when no article has a factor."""

    low: int | None
    high: int | None
    lines: tuple[Line, ...]
    articles: Figure
    with_factor: Figure
    not_converted: tuple[Sold, ...]
    rate: Rate
    sources: tuple[str, ...]

    @property
    def coverage(self) -> str:
        """« 120 articles sur 200 ont un facteur. »"""
        some, every = self.with_factor, self.articles
        if some.exact and every.exact:
            verb = "ont" if some.high >= 2 else "a"
            return f"{plural(some.high, 'article')} sur {number(every.high)} {verb} un facteur."
        return f"{_span(some)} articles sur {_span(every)} ont un facteur."

    @property
    def in_words(self) -> str:
        """The result, what it rests on, what is left out of it."""
        if self.low is None or self.high is None:
            told = ["Aucune émission évitée n’est calculée", self.coverage.rstrip(".")]
        else:
            span = number(self.low) if self.low == self.high else f"de {number(self.low)} à {number(self.high)}"
            told = [
                f"Émissions évitées{NBSP}: {span} kg CO2e, si {self.rate.in_words} des achats remplacent un achat neuf",
                self.coverage.rstrip("."),
                f"Facteurs{NBSP}: {'; '.join(self.sources)}",
                f"Taux de remplacement{NBSP}: {self.rate.source}",
            ]
        if self.not_converted:
            units = " ou ".join(dict.fromkeys(one.figure.unit.label for one in self.not_converted))
            told.insert(2, f"Ce qui est compté en {units} n’est pas converti en articles")
        return ". ".join(told) + "."


def read_factors(text: str) -> tuple[Factor, ...]:
    """The factors of a CSV with the columns of ``assets/impact/factors.csv``.

    Raises:
        InvalidInput: a column is missing, a value cannot be, or an item is there twice; the sentence names the item.
    """
    found: dict[tuple[str, str], Factor] = {}
    for row in csv.DictReader(text.splitlines()):
        try:
            value = float(row["kg_co2e_per_new_item"])
            year = int(row["source_year"])
            factor = Factor(row["family"], row["code"], row["label_fr"], value, value, row["source"], year)
        except (KeyError, TypeError, ValueError) as error:
            name = row.get("label_fr") or row.get("code") or "sans nom"
            raise InvalidInput("factors", f"Le facteur « {name} » est illisible : vérifiez sa ligne.") from error
        check_factor(factor)
        if (factor.family, factor.code) in found:
            raise InvalidInput("factors", f"Le facteur « {factor.label} » est là deux fois : n’en gardez qu’un.")
        found[factor.family, factor.code] = factor
    return tuple(found.values())


def check_factor(factor: Factor) -> None:
    """Refuse a factor that cannot be, or that nobody could trace.

    Raises:
        InvalidInput: with the field to correct.
    """
    if not (factor.family and factor.code and factor.label):
        raise InvalidInput("label", "Indiquez la famille et le nom de l’article.")
    if not (isfinite(factor.low) and isfinite(factor.high) and 0 <= factor.low <= factor.high):
        raise InvalidInput("low", f"« {factor.label} » : indiquez des kg CO2e positifs, le plus petit d’abord.")
    if not factor.source.strip():
        raise InvalidInput("source", f"« {factor.label} » : indiquez la source du facteur.")
    if not _FIRST_YEAR <= factor.year <= _LAST_YEAR:
        raise InvalidInput("year", f"« {factor.label} » : indiquez l’année de la source, par exemple 2018.")


def check_rate(rate: Rate) -> None:
    """Refuse a rate outside 0 to 100 %, reversed, or without a word on where it comes from.

    Raises:
        InvalidInput.
    """
    if not (isfinite(rate.low) and isfinite(rate.high) and 0 <= rate.low <= rate.high <= 1):
        raise InvalidInput("rate", "Indiquez un taux entre 0 et 100 %, le plus petit d’abord.")
    if not rate.source.strip():
        raise InvalidInput("rate_source", "Indiquez d’où vient ce taux, ou que c’est une convention.")


def with_own(factors: Iterable[Factor], own: Iterable[Factor]) -> tuple[Factor, ...]:
    """The factors with those of the département, which replace the ones of the same family and code."""
    return tuple({(one.family, one.code): one for one in (*factors, *own)}.values())


def factor_of(family: str, factors: Iterable[Factor]) -> tuple[tuple[float, float], tuple[Factor, ...]] | None:
    """(lowest, highest) kg CO2e of an item of a family and the factors used; None when the family has none.

    Shops count by family, factors are by item: without a factor made for the whole family, both ends of it are taken.
    """
    code = FACTOR_FAMILIES.get(family, family)
    used = tuple(one for one in factors if one.family in (code, family))
    used = tuple(one for one in used if one.code == one.family) or used
    return ((min(one.low for one in used), max(one.high for one in used)), used) if used else None


def avoided(sold: Sequence[Sold], factors: Sequence[Factor], rate: Rate = DEFAULT_RATE) -> Avoided:
    """What was avoided by the articles of ``sold`` that have a factor.

    Raises:
        InvalidInput: the rate cannot be.
    """
    check_rate(rate)
    lines: list[Line] = []
    sources: dict[str, None] = {}
    for one in sold:
        if one.figure.unit is not Unit.ARTICLES:
            continue
        found = factor_of(one.family, factors)
        if found is None:
            lines.append(Line(one))
            continue
        (least, most), used = found
        lines.append(Line(one, (least, most), one.figure.low * least * rate.low, one.figure.high * most * rate.high))
        sources.update(dict.fromkeys(f"{factor.source} ({factor.year})" for factor in used))
    with_factor = [one for one in lines if one.factor]
    return Avoided(
        # Rounded first: a binary crumb must not add a whole kilo to a bound.
        low=floor(round(fsum(one.low or 0 for one in with_factor), 6)) if with_factor else None,
        high=ceil(round(fsum(one.high or 0 for one in with_factor), 6)) if with_factor else None,
        lines=tuple(lines),
        articles=_articles(lines),
        with_factor=_articles(with_factor),
        not_converted=tuple(one for one in sold if one.figure.unit is not Unit.ARTICLES),
        rate=rate,
        sources=tuple(sources),
    )


def _articles(lines: Iterable[Line]) -> Figure:
    figures = [one.sold.figure for one in lines]
    return Figure(fsum(one.low for one in figures), fsum(one.high for one in figures), Unit.ARTICLES)


def _span(figure: Figure) -> str:
    return number(figure.low) if figure.exact else f"{number(figure.low)} à {number(figure.high)}"
