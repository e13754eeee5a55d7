"""Workbooks of spending: the one of an edition, whose first sheet is read back, and an empty one to fill in."""

import io
from collections.abc import Sequence

from campaign.base.exports import xlsx_book
from campaign.planning import sheet
from campaign.planning.line_columns import LineColumn, share_headings
from campaign.planning.model import Fund, Nature
from campaign.planning.money import Tax
from campaign.planning.money_views import Watched

LINES, HELP = "Dépenses", "Mode d’emploi"
_TYPED = tuple(one.label for one in (
    LineColumn.NATURE, LineColumn.LABEL, LineColumn.SUPPLIER, LineColumn.TAX, LineColumn.RATE, LineColumn.PLANNED,
    LineColumn.COMMITTED, LineColumn.SPENT, LineColumn.NOTE,
))  # fmt: skip
_WIDEST, _ROWS = 46, 400
_HELP = (
    (LineColumn.NATURE, ("Ce que l’argent achète, un choix de la liste. Salaires, transport propre, locaux et autres "
     "frais généraux sont montrés à part, dans aucun total."), "Supports imprimés"),
    (LineColumn.LABEL, "Obligatoire : ce que vous cherchez dans la liste.", "Affiches A3"),
    (LineColumn.SUPPLIER, "Facultatif.", "Imprimerie inventée"),
    (LineColumn.TAX, ("Obligatoire : HT ou TTC, pour les trois montants de la ligne. Une ligne qui ne le dit pas est "
     "refusée, jamais devinée."), "TTC"),
    (LineColumn.RATE, "Le taux, pour convertir ; vide : inconnu. Écrivez 20 pour 20 %.", "20"),
    (LineColumn.PLANNED, ("Vide : inconnu, ce qui n’est pas zéro. « 1 234,56 » et « 1234,56 » se lisent ; « 1.234 » se "
     "lit de deux façons, le logiciel demande."), "1 234,56"),
    (LineColumn.COMMITTED, "Devis signé ou commande.", "1 200"),
    (LineColumn.SPENT, "Facture payée.", ""),
    (LineColumn.NOTE, "Facultatif, 1 000 caractères au plus.", ""),
)  # fmt: skip
_MORE = (
    ("Part de… (%)", ("Seulement si la ligne est payée autrement que le reste de l’édition : les parts font 100 %. "
     "Ajoutez d’abord le plan ou le partenaire dans l’écran « Dépenses »."), "60"),
    (LineColumn.KEY.label, "Laissez vide. Dans un classeur exporté, il reconnaît la ligne : ne le changez pas.", ""),
    ("Importer deux fois", "Le même classeur importé deux fois n’ajoute rien. Un montant changé modifie la ligne.", ""),
    ("Avant d’écrire", "L’écran montre ce qui va se passer, ligne par ligne. Un import s’annule en un geste.", ""),
    ("Formules", "Elles ne sont jamais calculées : la valeur enregistrée par votre tableur est lue.", ""),
)  # fmt: skip


def edition_book(seen: Watched) -> bytes:
    """Lines, sums by nature and by fund, envelopes, overhead, comparison: amounts are numbers that add up."""
    money = seen.spending
    names = sheet.headers(money.funds)
    sheets = [
        ("Lignes", names, sheet.table(money.all_lines, money.funds, money.shares)),
        ("Par nature", sheet.NATURE_HEADERS, sheet.nature_table(money.natures)),
        ("Par financement", sheet.FUND_HEADERS, sheet.fund_table(money.funding)),
        ("Enveloppes", sheet.ENVELOPE_HEADERS, sheet.envelope_table(money.holdings)),
        ("Frais généraux", names, sheet.table(money.overhead, money.funds, money.shares)),
    ]
    if seen.against:
        sheets.append(("Comparaison", sheet.COMPARED_HEADERS, sheet.compared_table(seen.against.comparison)))
    return dressed(xlsx_book(sheets, numbers=True))


def empty_book(funds: Sequence[Fund]) -> bytes:
    """The workbook to fill in, with its lists to choose from and a sheet that says how; read by ``line_file``."""
    names = (*_TYPED, *share_headings(funds), LineColumn.KEY.label)
    told = [(column.label, text, example) for column, text, example in _HELP]
    sheets = [(LINES, names, []), (HELP, ("Colonne", "Ce qu’on y met", "Exemple"), [*told, *_MORE])]
    choices = {LineColumn.NATURE: [one.label for one in Nature], LineColumn.TAX: [one.label for one in Tax]}
    return dressed(xlsx_book(sheets), {names.index(column.label): listed for column, listed in choices.items()})


def dressed(book: bytes, choices: dict[int, list[str]] | None = None) -> bytes:
    """Columns as wide as what they hold, coloured headings; ``choices``: lists by column of the first sheet."""
    from openpyxl import load_workbook  # heavy, and only downloads need it
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    made = load_workbook(io.BytesIO(book))
    fill = PatternFill("solid", start_color="34142E")
    for page in made.worksheets:
        for column in page.iter_cols():
            longest = max((len(str(cell.value)) for cell in column if cell.value is not None), default=8)
            page.column_dimensions[get_column_letter(column[0].column)].width = min(longest + 3, _WIDEST)
            column[0].font, column[0].fill = Font(bold=True, color="FFFFFF"), fill
            for cell in column[1:]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for rank, listed in (choices or {}).items():
        letter = get_column_letter(rank + 1)
        page = made.worksheets[0]
        rule = DataValidation(type="list", formula1=f'"{",".join(listed)}"', allow_blank=True)
        page.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{_ROWS}")
        page.column_dimensions[letter].width = max(len(one) for one in listed) + 3
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
