"""Spending brought in from a spreadsheet: looked at first, nothing guessed, twice adds nothing, undone."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.base.errors import NotAllowed, NotFound, Refused, UnreadableFile
from campaign.base.exports import csv_bytes
from campaign.base.operations import new_operation
from campaign.base.text import clean
from campaign.planning import sheet
from campaign.planning.funding import add_fund
from campaign.planning.importing_lines import import_lines, prepare_lines, recent_lines_imports, undo_lines_import
from campaign.planning.line_file import read_lines_file
from campaign.planning.line_verdicts import Verdict, judge
from campaign.planning.model import Fund, FundKind, Line, Nature, Stage
from campaign.planning.money import WHOLE, Tax
from campaign.planning.money_files import empty_lines_book, money_file
from campaign.planning.spending import add_line, change_line, remove_line
from campaign.planning.views import spending

HEADERS = ("Nature", "Libellé", "Fournisseur", "Montants", "TVA (%)", "Prévu (€)", "Engagé (€)", "Dépensé (€)", "Note")
POSTERS = ("Supports imprimés", "Affiches A3", "Imprimerie inventée", "TTC", "20", "1 234,56", "", "", "")


@pytest.fixture
def told(edition) -> int:
    return edition()


def book(*rows, headers=HEADERS) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(list(headers))
    for row in rows:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def judged(data, lines=(), funds=(), name="depenses.xlsx", **options):
    return judge(read_lines_file(name, data, funds), lines, funds, **options)


def why(data, **options) -> str:
    (one,) = judged(data, **options)
    return f"{one.verdict.label} : {one.why}".replace("\u202f", " ").replace("\u00a0", " ")


def with_cell(column: str, value: object) -> bytes:
    row = list(POSTERS)
    row[HEADERS.index(column)] = value
    return book(row)


def test_a_row_is_read_with_its_cents():
    (one,) = judged(book(POSTERS))
    assert (one.verdict, one.number, one.label) == (Verdict.NEW, 2, "Affiches A3")
    assert one.columns == {
        "nature": "printed", "label": "Affiches A3", "supplier": "Imprimerie inventée", "tax": "ttc", "rate": 2_000,
        "planned": 123_456, "committed": None, "spent": None, "note": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Montants", "", "Refusée : colonne « Montants » : ni HT ni TTC : dites lequel, il n’est jamais deviné"),
        ("Montants", "TVA", "Refusée : colonne « Montants » : « TVA » n’est ni HT ni TTC"),
        ("Nature", "Bidules", "Refusée : colonne « Nature » : « Bidules » n’est pas une nature connue"),
        ("Nature", "", "Refusée : colonne « Nature » : elle manque"),
        ("Libellé", "", "Refusée : colonne « Libellé » : Indiquez le libellé"),
        ("Prévu (€)", "environ 50", "Refusée : colonne « Prévu (€) » : nombre attendu, ex. 1 234,56"),
        ("Dépensé (€)", "-3", "Refusée : colonne « Dépensé (€) » : nombre entre 0 et 10 000 000"),
        ("Prévu (€)", "1 234,567", "Refusée : colonne « Prévu (€) » : 2 décimales au plus"),
        ("Engagé (€)", 100 / 3, "Refusée : colonne « Engagé (€) » : nombre attendu, ex. 1 234,56"),
        ("TVA (%)", 0.2, "Refusée : colonne « TVA (%) » : pour 20 %, écrivez 20"),
        ("TVA (%)", "120", "Refusée : colonne « TVA (%) » : nombre entre 0 et 100"),
        ("Prévu (€)", "1.234", "À préciser : colonne « Prévu (€) » : « 1.234 » est-il 1 234 € ?"),
    ],
)
def test_a_row_that_is_not_clear_is_refused_with_its_column(column, value, said):
    assert why(with_cell(column, value)).startswith(said)


def test_every_problem_of_a_row_is_told_at_once():
    assert why(book(("", "", "", "", "", "x", "", "", ""))).count("colonne") == 4


@pytest.mark.parametrize(("typed", "cents"), [
    ("1 234,56", 123_456), ("1 234,56 €", 123_456), ("1.234,56", 123_456), (1234.56, 123_456), (1200, 120_000),
    (0.1 + 0.2, 30), (1000 * 1.055, 105_500), (0, 0), ("", None),
])  # fmt: skip
def test_amounts_are_read_as_people_and_spreadsheets_write_them(typed, cents):
    (one,) = judged(with_cell("Prévu (€)", typed))
    assert one.columns["planned"] == cents


def test_an_amount_that_reads_two_ways_is_asked_about_then_taken_as_said():
    data = with_cell("Prévu (€)", "1.234")
    assert judged(data, thousands=True)[0].columns["planned"] == 123_400
    (one,) = judged(with_cell("Prévu (€)", "1234.567"), thousands=True)
    assert one.verdict is Verdict.REFUSED


def test_a_heading_that_says_ttc_says_it_and_two_that_differ_are_refused():
    names = ("Nature", "Libellé", "Prévu TTC (€)")
    (one,) = judged(book(("Fournitures", "Colle", 12), headers=names))
    assert (one.verdict, one.columns["tax"]) == (Verdict.NEW, "ttc")
    both = ("Nature", "Libellé", "Prévu HT", "Dépensé TTC")
    assert "montants HT et TTC" in why(book(("Fournitures", "Colle", 12, 14), headers=both))
    (one,) = judged(book(("Fournitures", "Colle", 12, ""), headers=both))
    assert one.columns["tax"] == "ht"
    half = ("Nature", "Libellé", "Prévu HT", "Dépensé")
    assert "ni HT ni TTC" in why(book(("Fournitures", "Colle", 12, 14), headers=half))


def test_a_formula_is_never_computed():
    made = openpyxl.Workbook()
    made.active.append(list(HEADERS))
    made.active.append([*POSTERS[:5], "=600*2", *POSTERS[6:]])
    out = io.BytesIO()
    made.save(out)  # openpyxl computes nothing: the formula has no value
    assert "colonne « Prévu (€) » : formule sans valeur" in why(out.getvalue())


def test_the_value_a_spreadsheet_kept_of_a_formula_is_read():
    data = book((*POSTERS[:5], 77.5, *POSTERS[6:]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w") as made:
        for name in found.namelist():
            content = found.read(name)
            made.writestr(name, content.replace(b"<v>77.5</v>", b"<f>30*2</f><v>77.5</v>"))
    assert out.getvalue().count(b"PK") > 1
    (one,) = judged(out.getvalue())
    assert one.columns["planned"] == 7_750


@pytest.mark.parametrize("data", [
    b"", b"%PDF-1.4", b"<html><table></table>", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"PK\x03\x04 rien",
    b"un;deux\n1;2\n", "Libellé\nseul\n".encode(),
])  # fmt: skip
def test_what_is_no_list_of_spending_is_refused(data):
    with pytest.raises(UnreadableFile):
        read_lines_file("depenses.csv", data, [])


def test_another_ending_and_too_many_lines_are_refused():
    with pytest.raises(UnreadableFile):
        read_lines_file("depenses.xls", book(POSTERS), [])
    with pytest.raises(UnreadableFile, match="1\u202f000 lignes"):
        read_lines_file("d.xlsx", book(*[POSTERS] * 1_001), [])


def test_words_above_the_headings_and_blank_rows_are_passed_over_and_unread_columns_named():
    told = [
        "Budget prévisionnel;;",
        "",
        "Libellé;Nature;Montants;Prévu;Chef de projet",
        ";;;;",
        "Colle;Fournitures;HT;12;X",
    ]
    raw = read_lines_file("budget.csv", "\r\n".join(told).encode("cp1252"), [])
    assert [(one.number, judge(raw, [], [])[0].verdict) for one in raw.lines] == [(5, Verdict.NEW)]
    assert "Non lue : colonne « Chef de projet »." in raw.notes


def test_a_part_of_a_plan_nobody_knows_is_refused_and_parts_make_the_whole():
    plan = Fund(3, FundKind.PLAN, "Plan déchets")
    names = (*HEADERS, "Part de Plan déchets (%)", "Part de Mécène (%)")
    (one,) = judged(book((*POSTERS, 100, ""), headers=names), funds=[plan])
    assert one.columns["shares"] == "[[3, 10000]]"
    assert "Part de Mécène (%) » : ce plan n’est pas dans" in why(book((*POSTERS, 60, 40), headers=names), funds=[plan])
    assert "il manque 40 %" in why(book((*POSTERS, 60, ""), headers=names), funds=[plan])


def test_the_same_identifier_twice_in_a_file_is_refused_the_second_time():
    names = (*HEADERS, "Identifiant")
    first, second = judged(book((*POSTERS, "X-1"), (*POSTERS, "X-1"), headers=names))
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.REFUSED)
    assert "la ligne 2 du fichier" in second.why


def test_two_rows_alike_without_identifier_are_two_lines():
    assert [one.verdict for one in judged(book(POSTERS, POSTERS))] == [Verdict.NEW, Verdict.NEW]


# ——— there and back ———

FUNDS = [Fund(1, FundKind.PLAN, "Plan déchets"), Fund(2, FundKind.PARTNER, "EPCI"), Fund(3, FundKind.PLAN, "epci")]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).map(clean)
AMOUNTS = st.none() | st.integers(0, 10**9)


@st.composite
def shares(draw):
    if draw(st.booleans()):
        return ()
    first = draw(st.integers(1, WHOLE - 1))
    return ((1, first), (3, WHOLE - first))


@st.composite
def kept_lines(draw):
    lines = []
    for number in range(draw(st.integers(1, 5))):
        label = draw(TEXTS.filter(bool))
        rate = draw(st.none() | st.integers(0, WHOLE).filter(lambda one: one not in (10, 20)))
        note = clean(draw(st.text(st.characters(codec="utf-8"), max_size=40)), multiline=True)
        lines.append(Line(
            number + 1, 1, draw(st.sampled_from(Nature)), label, draw(st.sampled_from(Tax)), draw(AMOUNTS),
            draw(AMOUNTS), draw(AMOUNTS), rate, draw(TEXTS), note, draw(shares()), key=f"d-{number:012x}",
        ))  # fmt: skip
    return lines


def files(lines):
    from campaign.base.exports import xlsx_book
    from campaign.planning.line_books import dressed

    headers, rows = sheet.headers(FUNDS), sheet.table(lines, FUNDS, ((2, WHOLE),))
    yield "d.xlsx", dressed(xlsx_book([("Lignes", headers, rows)], numbers=True))
    if not any(text.startswith("'") for one in lines for text in (one.label, one.supplier, one.note)):
        # An apostrophe that somebody typed before « = » looks like ours: only Excel tells them apart.
        yield "d.csv", csv_bytes(headers, rows)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(kept_lines())
def test_what_the_software_writes_it_reads_back_identical(lines):
    order = sorted(lines, key=lambda one: one.nature.overhead)
    for name, data in files(lines):
        found = judged(data, lines, FUNDS, name=name)
        assert [(one.verdict, one.line_id, one.changes) for one in found] == [
            (Verdict.SAME, one.id, ()) for one in order
        ]  # fmt: skip
        fresh = judged(data, [], FUNDS, name=name)
        assert [(one.verdict, one.key) for one in fresh] == [(Verdict.NEW, one.key) for one in order]


@pytest.mark.parametrize(
    "label", ["_x0041_ et _x000D_", "__x0041__", "0123", "1e5", "=1+1", "-12", "vrai", "12/03/2026"]
)
def test_a_label_that_looks_like_something_else_comes_back_as_it_was(label):
    one = Line(1, 1, Nature.SUPPLIES, label, Tax.HT, 100, key="d-1")
    for name, data in files([one]):
        assert [(found.verdict, found.label) for found in judged(data, [one], FUNDS, name=name)] == [
            (Verdict.SAME, label)
        ], name


# ——— written, twice, undone ———


def bring(db, by, edition_id, data, name="depenses.xlsx", **options):
    plan = prepare_lines(db, by, edition_id, name, data)
    return import_lines(db, by, plan, new_operation(), **options)


def amounts(db, by, edition_id) -> list[tuple[str, int | None]]:
    return [(one.label, one.planned) for one in spending(db, by, edition_id).all_lines]


def test_the_same_file_twice_adds_nothing(db, officer, told):
    data = book(POSTERS, POSTERS, ("Fournitures", "Colle", "", "HT", "", 12, "", "", ""))
    done = bring(db, officer, told, data)
    assert (done.added, done.changed) == (3, 0)
    again = prepare_lines(db, officer, told, "autre-nom.xlsx", data)
    assert [one.verdict for one in again.lines] == [Verdict.SAME] * 3
    with pytest.raises(Refused, match="Rien à écrire"):
        import_lines(db, officer, again, new_operation())
    assert len(spending(db, officer, told).lines) == 3


def test_a_file_finds_again_a_line_renamed_since(db, officer, told):
    bring(db, officer, told, book(POSTERS))
    (one,) = spending(db, officer, told).lines
    change_line(db, officer, one.id, one.version, {"label": "Affiches A2"}, new_operation())
    plan = prepare_lines(db, officer, told, "d.xlsx", book(POSTERS))
    assert [(line.verdict, line.changes) for line in plan.lines] == [
        (Verdict.CHANGED, ("Libellé : « Affiches A2 » → « Affiches A3 »",))
    ]


def test_a_line_typed_by_hand_is_not_added_again(db, officer, told):
    values = {"nature": "printed", "label": "affiches a3", "supplier": "Imprimerie inventee", "tax": "ttc"}
    add_line(db, officer, told, {**values, "planned": "5"}, new_operation())
    done = bring(db, officer, told, book(POSTERS))
    assert (done.added, done.changed) == (0, 1)
    assert amounts(db, officer, told) == [("Affiches A3", 123_456)]


def test_a_workbook_exported_mended_and_brought_back_changes_only_what_was_mended(db, officer, told):
    plan = add_fund(db, officer, {"name": "Plan déchets", "kind": "plan"}, new_operation())
    for label in ("Affiches", "Flyers", "=1+1"):
        values = {"nature": "printed", "label": label, "tax": "ttc", "planned": "100", "shares": {plan: "100"}}
        add_line(db, officer, told, values, new_operation())
    data = money_file(db, officer, told, ".xlsx").data
    loaded = openpyxl.load_workbook(io.BytesIO(data))
    assert loaded.sheetnames[0] == "Lignes"
    page = loaded.worksheets[0]
    titles = [cell.value for cell in page[1]]
    assert (page["G2"].value, page["G2"].data_type, titles[6]) == (100, "n", "Prévu (€)")
    assert page["C4"].data_type == "s"
    page["G3"].value = 150.5
    out = io.BytesIO()
    loaded.save(out)
    done = bring(db, officer, told, out.getvalue())
    assert (done.added, done.changed, done.back) == (0, 1, 0)
    assert amounts(db, officer, told) == [("Affiches", 10_000), ("Flyers", 15_050), ("=1+1", 10_000)]
    assert [one.shares for one in spending(db, officer, told).lines] == [((plan, WHOLE),)] * 3


def test_an_import_is_undone_in_one_gesture_but_for_what_changed_since(db, officer, told):
    values = {"nature": "supplies", "label": "Colle", "tax": "ht", "planned": "5"}
    add_line(db, officer, told, values, new_operation())
    rows = [
        ("Fournitures", "Colle", "", "HT", "", 12, "", "", ""),
        POSTERS,
        ("Impression", "Flyers", "", "HT", "", 9, "", "", ""),
    ]
    done = bring(db, officer, told, book(*rows))
    flyers = next(one for one in spending(db, officer, told).lines if one.label == "Flyers")
    change_line(db, officer, flyers.id, flyers.version, {"spent": "8"}, new_operation())
    undone = undo_lines_import(db, officer, done.import_id, new_operation())
    assert (undone.removed, undone.restored, undone.left) == (1, 1, ("Flyers",))
    assert amounts(db, officer, told) == [("Colle", 500), ("Flyers", 900)]
    with pytest.raises(Refused, match="déjà annulé"):
        undo_lines_import(db, officer, done.import_id, new_operation())
    assert [one.undone_at is not None for one in recent_lines_imports(db, officer, told)] == [True]
    plan = prepare_lines(db, officer, told, "d.xlsx", book(POSTERS))
    assert [one.verdict for one in plan.lines] == [Verdict.BACK]
    import_lines(db, officer, plan, new_operation())
    assert ("Affiches A3", 123_456) in amounts(db, officer, told)


def test_a_line_taken_out_by_hand_comes_back_only_when_it_is_wanted(db, officer, told):
    bring(db, officer, told, book(POSTERS))
    remove_line(db, officer, spending(db, officer, told).lines[0].id, new_operation())
    with pytest.raises(Refused, match="Rien à écrire"):
        bring(db, officer, told, book(POSTERS), verdicts=(Verdict.NEW, Verdict.CHANGED))
    assert spending(db, officer, told).lines == ()


def test_a_double_click_imports_once_and_a_preview_gone_stale_is_refused(db, officer, told):
    plan = prepare_lines(db, officer, told, "d.xlsx", book(POSTERS))
    operation = new_operation()
    assert import_lines(db, officer, plan, operation) == import_lines(db, officer, plan, operation)
    with pytest.raises(Refused, match="ont changé"):
        import_lines(db, officer, plan, new_operation())
    assert len(spending(db, officer, told).lines) == 1


def test_refused_and_asked_rows_are_never_written(db, officer, told):
    bring(db, officer, told, book(POSTERS, ("Fournitures", "Colle", "", "", "", 1, "", "", ""),
                                  ("Fournitures", "Encre", "", "HT", "", "1.234", "", "", "")))  # fmt: skip
    assert [label for label, _ in amounts(db, officer, told)] == ["Affiches A3"]


def test_only_the_officer_imports(db, reader, logistics, told):
    for agent in (reader, logistics):
        with pytest.raises(NotAllowed):
            prepare_lines(db, agent, told, "d.xlsx", book(POSTERS))


def test_an_import_that_does_not_exist_is_not_undone(db, officer):
    with pytest.raises(NotFound):
        undo_lines_import(db, officer, 9, new_operation())


def test_the_empty_workbook_has_lists_and_a_way_to_use_it_and_is_read_once_filled_in(db, officer, told):
    plan = add_fund(db, officer, {"name": "Plan déchets", "kind": "plan"}, new_operation())
    loaded = openpyxl.load_workbook(io.BytesIO(empty_lines_book(db, officer).data))
    assert loaded.sheetnames == ["Dépenses", "Mode d’emploi"]
    page = loaded.worksheets[0]
    rules = [rule.formula1 for rule in page.data_validations.dataValidation]
    assert any("Supports imprimés" in rule for rule in rules)
    assert '"HT,TTC"' in rules
    page.append([*POSTERS, 100, None])
    out = io.BytesIO()
    loaded.save(out)
    assert bring(db, officer, told, out.getvalue()).added == 1
    (one,) = spending(db, officer, told).lines
    assert (one.cents(Stage.PLANNED), one.shares) == (123_456, ((plan, WHOLE),))


def test_lines_of_another_edition_begin_the_next_one(db, officer, told, edition):
    bring(db, officer, told, book(POSTERS))
    data = money_file(db, officer, told, ".xlsx").data
    other = edition(200, opened=False, name="La suivante")
    assert bring(db, officer, other, data).added == 1
    assert [one.verdict for one in prepare_lines(db, officer, other, "d.xlsx", data).lines] == [Verdict.SAME]
