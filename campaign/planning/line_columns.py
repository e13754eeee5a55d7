"""The columns of a spreadsheet of spending: what ours are called, what those of others may be called; pure rules.

A heading that says « HT » or « TTC » says it for its amounts. Nothing else does: a file that does not say is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaign.base.labels import Labelled
from campaign.base.text import clean, search_key
from campaign.planning.model import Fund, Nature
from campaign.planning.money import Tax


class LineColumn(Labelled):
    """What a column holds; the label is how our own files head it."""

    NATURE = "nature", "Nature"
    LABEL = "label", "Libellé"
    SUPPLIER = "supplier", "Fournisseur"
    TAX = "tax", "Montants"
    RATE = "rate", "TVA (%)"
    PLANNED = "planned", "Prévu (€)"
    COMMITTED = "committed", "Engagé (€)"
    SPENT = "spent", "Dépensé (€)"
    NOTE = "note", "Note"
    KEY = "key", "Identifiant"


AMOUNTS = (LineColumn.PLANNED, LineColumn.COMMITTED, LineColumn.SPENT)
# Written in our files for people to read, made of other columns: never read back.
TOLD = ("Bloc", "Financement", "Pièces jointes")
_NAMES: dict[LineColumn, tuple[str, ...]] = {
    # « N° » is no name of a line: two files count from 1.
    LineColumn.KEY: ("identifiant", "identifiant externe", "reference externe"),
    LineColumn.NATURE: ("nature", "nature de la depense", "poste", "categorie", "type", "type de depense"),
    LineColumn.LABEL: ("libelle", "intitule", "objet", "designation", "description", "ligne"),
    LineColumn.SUPPLIER: ("fournisseur", "prestataire", "tiers"),
    LineColumn.TAX: ("montants", "ht ou ttc", "ht ttc", "montants ht ou ttc", "taxe", "regime"),
    LineColumn.RATE: ("tva", "taux de tva", "taux tva", "tva pourcent", "taux"),
    LineColumn.PLANNED: ("prevu", "montant prevu", "previsionnel", "budget", "budget prevu", "estimation"),
    LineColumn.COMMITTED: ("engage", "montant engage", "commande"),
    LineColumn.SPENT: ("depense", "montant depense", "realise", "paye", "facture", "mandate"),
    LineColumn.NOTE: ("note", "notes", "remarque", "remarques", "observation", "observations", "commentaire"),
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names}
_TAXES = {"ht": Tax.HT, "hors taxes": Tax.HT, "hors taxe": Tax.HT, "ttc": Tax.TTC, "toutes taxes comprises": Tax.TTC}
_SHARE = re.compile(r"part de (.+)", re.IGNORECASE | re.DOTALL)
_NATURES = {search_key(name): one for one in Nature for name in (one.label, one.value)} | {
    "impressions": Nature.PRINTING, "fourniture": Nature.SUPPLIES, "prestation": Nature.SERVICES,
    "support imprime": Nature.PRINTED, "espace publicitaire": Nature.ADVERTISING, "salaire": Nature.SALARIES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Headings:
    """Which column of a file is which, by rank from 0.

    ``taxes``: what the heading of an amount says. ``shares``: fund id of a column « Part de… », None when no fund has
    that name. ``unread``: headings that nothing was made of.
    """

    columns: dict[LineColumn, int] = field(default_factory=dict)
    taxes: dict[LineColumn, Tax] = field(default_factory=dict)
    shares: dict[int, int | None] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether it looks like headings of spending: what each line is called, and one thing more."""
        return LineColumn.LABEL in self.columns and len(self.columns) > 1

    def title(self, column: str) -> str:
        """The file's own name of a column, by the field it holds; of « shares », the first column of a part."""
        if column == "shares":
            return next((self.titles[rank] for rank in self.shares), "Financement")
        rank = self.columns.get(LineColumn(column))
        return LineColumn(column).label if rank is None else self.titles[rank]


def share_headings(funds: Sequence[Fund]) -> list[str]:
    """« Part de Plan de prévention (%) », one a fund; the number of the fund is told when two have the same name."""
    names = [search_key(one.name) for one in funds]
    return [
        f"Part de {one.name}{f' [n° {one.id}]' if names.count(search_key(one.name)) > 1 else ''} (%)" for one in funds
    ]


def read_headings(titles: Sequence[str], funds: Sequence[Fund]) -> Headings:
    """What each title stands for; the first of two columns that say the same is taken, the other is told ``twice``."""
    columns: dict[LineColumn, int] = {}
    taxes: dict[LineColumn, Tax] = {}
    shares: dict[int, int | None] = {}
    unread, twice = [], []
    ours = {search_key(heading): one.id for heading, one in zip(share_headings(funds), funds, strict=True)}
    names: dict[str, int] = {}
    for one in funds:
        names.setdefault(search_key(one.name), one.id)
    told = {search_key(one) for one in TOLD}
    cleaned = tuple(clean(title) for title in titles)
    for rank, title in enumerate(cleaned):
        key = search_key(title)
        if not key or key in told:
            continue
        if part := _SHARE.fullmatch(title):
            known = ours.get(key, names.get(search_key(part[1])))
            if known is not None and known in shares.values():
                twice.append(title)
            else:
                shares[rank] = known
            continue
        column, tax = _column(key)
        if column is None:
            unread.append(title)
        elif column in columns:
            twice.append(title)
        else:
            columns[column] = rank
            if tax:
                taxes[column] = tax
    return Headings(columns, taxes, shares, cleaned, tuple(unread), tuple(twice))


def _column(key: str) -> tuple[LineColumn | None, Tax | None]:
    """A column and the tax its heading says: « prevu ttc », « montant prevu en euros ht »."""
    if key in _BY_NAME:
        return _BY_NAME[key], None
    tax = None
    for ending, found in _TAXES.items():
        if key.endswith(f" {ending}"):
            key, tax = key.removesuffix(f" {ending}"), found
            break
    key = re.sub(r" (?:en )?(?:euros?|eur)$", "", key)
    column = _BY_NAME.get(key)
    return (column, tax) if tax is None or column in AMOUNTS else (None, None)


def tax_named(text: str) -> Tax | None:
    """« HT », « h.t. », « TTC »; None for anything else, an empty cell first."""
    key = search_key(text)
    return _TAXES.get(key) or _TAXES.get(key.replace(" ", ""))


def nature_named(text: str) -> Nature | None:
    """A nature by its French name, or by its code."""
    return _NATURES.get(search_key(text))
