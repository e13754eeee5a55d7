"""What each row of a spreadsheet would do to an edition's spending: nothing is written here, nothing is guessed."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from campaign.base.database import Row
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.french import enumerate_in_words
from campaign.base.labels import Labelled
from campaign.base.text import clean, search_key
from campaign.planning.line_checks import LABELS, NO_TAX, checked_line
from campaign.planning.line_columns import AMOUNTS, Headings, LineColumn, nature_named, tax_named
from campaign.planning.line_file import RawFile, RawLine
from campaign.planning.model import Fund, Line, Nature, Shares, Stage, shares_in_words
from campaign.planning.money import Tax, euros, percent

_MOST_KEY = 60
_TWO_WAYS = re.compile(r"([1-9]\d{0,2})[.,](\d{3})(\s*(?:€|euros?))?", re.IGNORECASE)
# A rate kept as a share of one, in a cell shown as « 20 % ».
_AS_A_SHARE = {Decimal("0.2"): "20", Decimal("0.1"): "10", Decimal("0.055"): "5,5", Decimal("0.021"): "2,1",
               Decimal("0.085"): "8,5"}  # fmt: skip


class Verdict(Labelled):
    """What importing a row would do."""

    NEW = "new", "Nouvelle"
    CHANGED = "changed", "Modifiée"
    BACK = "back", "À remettre"
    SAME = "same", "Déjà là"
    ASKED = "asked", "À préciser"
    REFUSED = "refused", "Refusée"


WRITTEN = (Verdict.NEW, Verdict.CHANGED, Verdict.BACK)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A row and its verdict. ``why`` is what is wrong with it, ``changes`` what would change, in words.

    ``columns`` are those to write; ``line_id`` and ``version`` those of the line it is about, None for a new one.
    """

    number: int
    verdict: Verdict
    label: str
    why: str = ""
    changes: tuple[str, ...] = ()
    key: str = ""
    columns: Row = field(default_factory=dict)
    line_id: int | None = None


def judge(raw: RawFile, lines: Sequence[Line], funds: Sequence[Fund], *, thousands: bool = False) -> list[ReadLine]:
    """The verdict of each row against the lines of the edition, those taken out too.

    ``thousands``: « 1.234 » was said to be 1 234 €; until then such a row is asked about.
    """
    known = _Known(lines)
    seen: Counter = Counter()
    found = []
    for one in raw.lines:
        label = clean(one.cells.get(LineColumn.LABEL, ""))
        problems = _problems(one, raw.headings)
        asked = [] if thousands else _asked(one, raw.headings)
        columns: Row = {}
        try:
            columns = checked_line(_values(one, raw.headings, thousands=thousands), [fund.id for fund in funds])
        except InvalidForm as refused:
            told = {field for field, _ in [*problems, *asked]}
            problems += [(wrong.field, _bare(wrong)) for wrong in refused.problems if wrong.field not in told]
        if problems or asked:
            verdict = Verdict.REFUSED if problems else Verdict.ASKED
            found.append(ReadLine(one.number, verdict, label, _sentence([*problems, *asked], raw.headings)))
            continue
        key, twin, why = known.find(one, columns, seen)
        if why:
            found.append(ReadLine(one.number, Verdict.REFUSED, label, why))
        elif twin is None:
            found.append(ReadLine(one.number, Verdict.NEW, label, key=key, columns=columns))
        else:
            found.append(_against(one.number, label, columns, twin, funds))
    return found


class _Known:
    """The lines of the edition, found by their name in spreadsheets or, without one, by what they are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.by_key = {one.key: one for one in lines}
        self.alike: dict[tuple, list[Line]] = defaultdict(list)
        for one in sorted(lines, key=lambda line: (line.removed_at is not None, line.id)):
            self.alike[_identity(one.nature, one.label, one.supplier, one.tax)].append(one)
        self.taken: dict[int, int] = {}  # line id -> row
        self.keys: dict[str, int] = {}  # key of a new line -> row

    def find(self, row: RawLine, columns: Row, seen: Counter) -> tuple[str, Line | None, str]:
        """(key, the line it is about, why it is refused)."""
        key = clean(row.cells.get(LineColumn.KEY, ""))
        if len(key) > _MOST_KEY:
            return "", None, f"colonne « Identifiant » : {_MOST_KEY} caractères au plus"
        if key:
            twin = self.by_key.get(key)
        else:
            same = _identity(*(str(columns.get(name, "")) for name in ("nature", "label", "supplier", "tax")))
            rank = seen[same]
            seen[same] += 1
            key = f"f-{hashlib.sha256(json.dumps([*same, rank]).encode()).hexdigest()[:16]}"
            others = self.alike.get(same, [])
            twin = self.by_key.get(key) or (others[rank] if rank < len(others) else None)
        before = self.taken.get(twin.id) if twin else self.keys.get(key)
        if before is not None:
            return "", None, f"la même dépense que la ligne {before} du fichier"
        if twin:
            self.taken[twin.id] = row.number
        else:
            self.keys[key] = row.number
        return key, twin, ""


def _identity(nature: str, label: str, supplier: str, tax: str) -> tuple[str, str, str, str]:
    return str(nature), search_key(label), search_key(supplier), str(tax)


def _values(row: RawLine, headings: Headings, *, thousands: bool) -> dict[str, object]:
    """As a form would give them."""
    values: dict[str, object] = {"label": "", "nature": "", "tax": ""}
    for column, text in row.cells.items():
        if column is LineColumn.NATURE:
            values["nature"] = nature_named(text) or ""
        elif column in AMOUNTS:
            two = _TWO_WAYS.fullmatch(text.strip()) if thousands else None
            values[column.value] = two[1] + two[2] if two else text
        elif column not in (LineColumn.KEY, LineColumn.TAX):
            values[column.value] = text
    values["tax"] = _tax(row, headings)[0] or ""
    if headings.shares:
        values["shares"] = row.shares
    return values


def _tax(row: RawLine, headings: Headings) -> tuple[Tax | None, str]:
    """HT or TTC as the row or the headings of its amounts say it; what is wrong with that."""
    written = row.cells.get(LineColumn.TAX, "").strip()
    by_row = tax_named(written)
    by_heading = {tax for column, tax in headings.taxes.items() if row.cells.get(column, "").strip()}
    if written and by_row is None:
        return None, f"« {written[:40]} » n’est ni HT ni TTC"
    said = by_heading | ({by_row} if by_row else set())
    if len(said) > 1:
        return None, "la même ligne a des montants HT et TTC : gardez-en un, avec son taux"
    # An amount under a heading that says nothing, beside one that does.
    silent = [column for column in AMOUNTS if row.cells.get(column, "").strip() and column not in headings.taxes]
    if not said or (silent and not by_row):
        return None, "ni HT ni TTC : dites lequel, il n’est jamais deviné"
    return said.pop(), ""


def _problems(row: RawLine, headings: Headings) -> list[tuple[str, str]]:
    """What a form would never see: formulas without value, names that are not ours, rates as shares of one."""
    found = [("", f"colonne « {title} » : formule sans valeur, enregistrez le fichier dans Excel ou collez les valeurs")
             for title in row.without_value]  # fmt: skip
    nature = row.cells.get(LineColumn.NATURE, "").strip()
    if nature and nature_named(nature) is None:
        names = enumerate_in_words(f"« {one.label} »" for one in Nature)
        found.append(("nature", f"« {nature[:40]} » n’est pas une nature connue ({names})"))
    elif not nature:
        found.append(("nature", "elle manque"))
    if why := _tax(row, headings)[1]:
        found.append(("tax", why))
    if percents := _AS_A_SHARE.get(_decimal(row.cells.get(LineColumn.RATE, ""))):
        found.append(("rate", f"pour {percents} %, écrivez {percents}"))
    found += [("", f"colonne « {title} » : ce plan n’est pas dans « Plans et partenaires », ajoutez-le d’abord")
              for title in row.strangers]  # fmt: skip
    return found


def _decimal(text: str) -> Decimal:
    plain = text.strip().replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"\d{1,3}\.\d{1,6}", plain) else Decimal(-1)


def _asked(row: RawLine, headings: Headings) -> list[tuple[str, str]]:
    found = []
    for column in AMOUNTS:
        if column in headings.columns and (two := _TWO_WAYS.fullmatch(row.cells[column].strip())):
            found.append((column.value, f"« {two[0]} » est-il {euros(int(two[1] + two[2]) * 100)} ?"))
    return found


def _bare(problem: InvalidInput) -> str:
    """The sentence without the name of its field, which the column says."""
    said = NO_TAX if problem.field == "tax" else problem.message
    return said.removeprefix(f"{LABELS.get(problem.field, '')} : ").rstrip(".")


def _sentence(problems: Sequence[tuple[str, str]], headings: Headings) -> str:
    told = []
    for name, text in problems:
        told.append(f"colonne « {headings.title(name)} » : {text}" if name else text)
    return " ; ".join(told)


def _against(number: int, label: str, columns: Row, twin: Line, funds: Sequence[Fund]) -> ReadLine:
    before = columns_of(twin, columns)
    changed = [name for name, value in columns.items() if before[name] != value]
    changes = tuple(
        f"{LABELS[name]} : {_shown(name, before[name], twin.tax, funds)} → "
        f"{_shown(name, columns[name], Tax(str(columns['tax'])), funds)}"
        for name in changed
    )
    if twin.removed_at is not None:
        return ReadLine(number, Verdict.BACK, label, "retirée des dépenses : elle serait remise", changes, twin.key,
                        columns, twin.id)  # fmt: skip
    verdict = Verdict.CHANGED if changed else Verdict.SAME
    return ReadLine(number, verdict, label, "", changes, twin.key, columns, twin.id)


def columns_of(line: Line, wanted: Collection[str]) -> Row:
    """A line as its table keeps it, for these columns."""
    found: Row = {name: getattr(line, name) for name in wanted if name != "shares"}
    found |= {name: str(found[name]) for name in ("nature", "tax") if name in found}
    return found | ({"shares": json.dumps(line.shares)} if "shares" in wanted else {})


def _shown(name: str, value: object, tax: Tax, funds: Sequence[Fund]) -> str:
    if name in set(Stage):
        return f"{euros(value)} {tax.label}" if isinstance(value, int) else "inconnu"
    if name == "rate":
        return percent(value) if isinstance(value, int) else "inconnu"
    if name == "nature":
        return Nature(str(value)).label
    if name == "tax":
        return Tax(str(value)).label
    if name == "shares":
        shares: Shares = tuple((fund_id, share) for fund_id, share in json.loads(str(value)))
        return shares_in_words(shares, funds) or "comme l’édition"
    return f"« {str(value)[:60]} »" if value else "vide"
