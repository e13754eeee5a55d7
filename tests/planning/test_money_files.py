"""An edition's money watched, compared and taken away."""

import io
from datetime import timedelta

import openpyxl
import pytest
from pypdf import PdfReader

from campaign.base import clock
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.operations import new_operation
from campaign.planning.alerts import AlertKind
from campaign.planning.backplan import begin_plan
from campaign.planning.funding import add_fund, share_funding
from campaign.planning.granting import grant
from campaign.planning.model import Stage
from campaign.planning.money_files import TYPES, money_file
from campaign.planning.money_views import comparable_editions, compared, watched
from campaign.planning.plan_views import backplan
from campaign.planning.spending import add_line


@pytest.fixture
def past(db, officer, edition) -> int:
    """1 000 € TTC spent on posters, 100 € on glue."""
    with clock.frozen(clock.now() - timedelta(days=300)):
        number = edition(60, opened=False, name="La première")
    for nature, label, spent in (("printed", "Affiches", "1 000"), ("supplies", "Colle", "100")):
        values = {"nature": nature, "label": label, "tax": "ttc", "spent": spent}
        add_line(db, officer, number, values, new_operation())
    return number


@pytest.fixture
def coming(db, officer, edition) -> int:
    """1 200 € TTC of posters planned in two plans, 80 € HT of glue, 9 000 € of salaries."""
    number = edition(200, opened=False, name="La suivante")
    plans = [add_fund(db, officer, {"name": name, "kind": "plan"}, new_operation()) for name in ("Déchets", "Climat")]
    share_funding(db, officer, number, 1, dict(zip(plans, ("60", "40"), strict=True)), new_operation())
    grant(db, officer, number, plans[0], 1, {"granted": "700", "tax": "ttc"}, new_operation())
    for nature, label, tax, planned, rate in (
        ("printed", "Affiches", "ttc", "1 200", "20"), ("supplies", "Colle", "ht", "80", "20"),
        ("salaries", "Salaires", "ttc", "9 000", ""),
    ):  # fmt: skip
        values = {"nature": nature, "label": label, "tax": tax, "planned": planned, "rate": rate}
        add_line(db, officer, number, values, new_operation())
    return number


def test_the_last_edition_that_has_spending_is_compared_with(db, reader, edition, past, coming):
    edition(120, opened=False, name="Sans dépense")
    assert [one.id for one in comparable_editions(db, reader, coming)] == [past]
    assert comparable_editions(db, reader, past) == []
    found = watched(db, reader, coming).against.comparison
    assert (found.before_stage, found.after_stage) == (Stage.SPENT, Stage.PLANNED)
    assert [(one.nature.label, one.difference, bool(one.why)) for one in found.natures] == [
        ("Fournitures", None, True), ("Supports imprimés", 20_000, False),
    ]  # fmt: skip
    assert compared(db, reader, coming, past).before.name == "La première"


def test_an_envelope_too_short_and_a_task_late_are_watched(db, officer, edition, past):
    number = edition(15, opened=False, name="Bientôt")
    begin_plan(db, officer, number, new_operation())
    late = next(one for one in backplan(db, officer, number).kept if one.task.offset < -60)
    values = {"nature": "printed", "label": "Affiches", "tax": "ttc", "planned": "1", "task_id": late.id}
    add_line(db, officer, number, values, new_operation())
    found = {one.kind: one for one in watched(db, officer, number).alerts}
    assert late.task.title in found[AlertKind.LATE].text
    assert AlertKind.NO_FUNDING in found


def test_a_task_of_another_edition_is_refused(db, officer, edition, past):
    number = edition(15, opened=False, name="Bientôt")
    begin_plan(db, officer, number, new_operation())
    task = backplan(db, officer, number).kept[0].id
    values = {"nature": "printed", "label": "Affiches", "tax": "ttc", "task_id": task}
    with pytest.raises(InvalidForm, match="rétroplanning"):
        add_line(db, officer, past, values, new_operation())


def test_the_workbook_has_a_sheet_for_each_way_to_see_the_money(db, officer, past, coming):
    found = openpyxl.load_workbook(io.BytesIO(money_file(db, officer, coming, ".xlsx").data))
    assert found.sheetnames == [
        "Lignes", "Par nature", "Par financement", "Enveloppes", "Frais généraux", "Comparaison",
    ]  # fmt: skip
    cells = {name: list(found[name].iter_rows(min_row=2, values_only=True)) for name in found.sheetnames}
    assert ("Déchets", "Plan", "TTC", 720, None, None) in cells["Par financement"]
    assert ("Climat", "Plan", "HT", 32, None, None) in cells["Par financement"]
    # 60 % of 1 200 € and of 96 € converted: 777,60 € of 700 €.
    assert cells["Enveloppes"][0][:5] == ("Déchets", "TTC", 700, 777.6, -77.6)
    assert [row[2] for row in cells["Frais généraux"]] == ["Salaires"]
    assert cells["Comparaison"][1] == ("Supports imprimés", "TTC", 1000, 1200, 200, None)
    assert cells["Comparaison"][0][4:] == (None, "Non comparable : TTC la dernière fois, HT cette fois.")
    assert [row[0] for row in cells["Comparaison"]][-2:] == ["Sur ce qui se compare", "Total"]


def test_the_paper_says_who_pays_what_is_left_and_what_does_not_compare(db, reader, past, coming):
    made = money_file(db, reader, coming, ".pdf", (17, 18))
    assert made.name == "depenses-la-suivante.pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages)
    text = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    for said in ("Enveloppe trop courte", "dépassée de 77,60 €", "non comparable", "Frais généraux, hors total"):
        assert said in text
    assert "10 200" not in text  # salaries are in no total


def test_an_edition_without_anything_still_makes_its_files(db, reader, edition):
    number = edition()
    for ending in TYPES:
        assert money_file(db, reader, number, ending).data
    with pytest.raises(InvalidInput):
        money_file(db, reader, number, ".exe")
