"""Spending as agents write it: checked, at the version read, taken out and put back, with its documents."""

import io

import pytest
from PIL import Image

from campaign.base.errors import Conflict, InvalidForm, NotAllowed, NotFound, UnreadableFile
from campaign.base.operations import new_operation
from campaign.planning.attachments import attach, attachment, detach, reattach
from campaign.planning.funding import add_fund, archive_fund, change_fund, restore_fund, share_funding
from campaign.planning.model import FundKind, Nature, Stage
from campaign.planning.money import Tax
from campaign.planning.spending import add_line, change_line, remove_line, restore_line
from campaign.planning.views import spending

POSTERS = {"nature": "printed", "label": "Affiches A3", "tax": "ttc", "planned": "1 200", "rate": "20"}


@pytest.fixture
def told(edition) -> int:
    return edition()


@pytest.fixture
def line(db, officer, told):
    def add(**values) -> int:
        return add_line(db, officer, told, {**POSTERS, **values}, new_operation())

    return add


@pytest.fixture
def fund(db, officer):
    def add(name: str = "Plan de prévention", kind: str = "plan") -> int:
        return add_fund(db, officer, {"name": name, "kind": kind}, new_operation())

    return add


def test_a_line_keeps_cents_and_what_is_empty_stays_unknown(db, reader, told, line):
    line(planned="1 234,56 €", committed="0", supplier="Imprimerie inventée", rate="5,5 %")
    (one,) = spending(db, reader, told).lines
    assert (one.nature, one.tax, one.rate, one.supplier) == (Nature.PRINTED, Tax.TTC, 550, "Imprimerie inventée")
    assert (one.planned, one.committed, one.spent) == (123_456, 0, None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"nature": ""}, "Choisissez la nature"),
        ({"label": " "}, "libellé"),
        ({"tax": ""}, "HT ou TTC"),
        ({"planned": "1.234"}, "Prévu : « 1.234 » peut se lire de deux façons"),
        ({"spent": "-3"}, "Dépensé : nombre entre 0"),
        ({"committed": "environ 50"}, "Engagé : nombre attendu"),
        ({"planned": "12,345678"}, "Prévu : 2 décimales au plus"),
        ({"planned": "NaN"}, "Prévu : nombre attendu"),
        ({"planned": "1e9"}, "Prévu : nombre attendu"),
        ({"rate": "120"}, "Taux de TVA : nombre entre 0 et 100"),
        ({"shares": {999: "100"}}, "n’existe pas"),
    ],
)
def test_a_wrong_line_says_what_to_mend_and_writes_nothing(db, officer, told, line, values, said):
    with pytest.raises(InvalidForm) as refused:
        line(**values)
    assert said in " ".join(problem.message for problem in refused.value.problems).replace("\u202f", " ")
    assert spending(db, officer, told).lines == ()


def test_every_problem_of_a_line_is_told_at_once(db, officer, told):
    with pytest.raises(InvalidForm) as refused:
        add_line(db, officer, told, {"planned": "x"}, new_operation())
    assert [problem.field for problem in refused.value.problems] == ["nature", "label", "tax", "planned"]


def test_a_double_click_adds_one_line(db, officer, told):
    operation = new_operation()
    assert add_line(db, officer, told, POSTERS, operation) == add_line(db, officer, told, POSTERS, operation)
    assert len(spending(db, officer, told).lines) == 1


def test_a_change_on_an_older_version_is_a_conflict_and_nothing_is_lost(db, officer, told, line):
    number = line()
    change_line(db, officer, number, 1, {"spent": "1 000"}, new_operation())
    with pytest.raises(Conflict):
        change_line(db, officer, number, 1, {"spent": "2 000"}, new_operation())
    assert spending(db, officer, told).lines[0].spent == 100_000


def test_a_line_taken_out_leaves_every_total_and_comes_back(db, officer, told, line):
    number = line()
    remove_line(db, officer, number, new_operation())
    seen = spending(db, officer, told)
    assert (seen.lines, seen.totals, [one.id for one in seen.removed]) == ((), (), [number])
    restore_line(db, officer, number, new_operation())
    assert spending(db, officer, told).totals[0].cents == 120_000


def test_overhead_is_listed_and_summed_in_its_own_block(db, officer, told, line):
    line()
    line(nature="salaries", label="Salaires", planned="9 000")
    seen = spending(db, officer, told)
    assert [one.cents for one in seen.totals] == [120_000]
    assert [one.cents for one in seen.overhead_totals] == [900_000]
    assert [one.label for one in seen.overhead] == ["Salaires"]


def test_lines_stand_in_the_order_of_natures_whatever_the_order_of_typing(db, officer, told, line):
    for nature in ("other", "printing", "supplies"):
        line(nature=nature)
    assert [one.nature for one in spending(db, officer, told).lines] == [
        Nature.SUPPLIES, Nature.PRINTING, Nature.OTHER,
    ]  # fmt: skip


def test_the_usual_shares_pay_the_lines_that_have_none(db, officer, told, line, fund):
    plan, epci = fund(), fund("EPCI", "partner")
    line()
    line(shares={plan: "", epci: "100"}, planned="100")
    share_funding(db, officer, told, 1, {plan: "60", epci: "40"}, new_operation())
    seen = spending(db, officer, told)
    assert [(one.fund.name, one.amounts[0].cents) for one in seen.funding] == [
        ("Plan de prévention", 72_000), ("EPCI", 58_000),
    ]  # fmt: skip


def test_shares_are_given_up_with_nothing_typed_and_refused_when_they_do_not_make_the_whole(db, officer, told, fund):
    plan = fund()
    with pytest.raises(InvalidForm, match="il manque 40"):
        share_funding(db, officer, told, 1, {plan: "60"}, new_operation())
    share_funding(db, officer, told, 1, {plan: "100"}, new_operation())
    with pytest.raises(Conflict) as refused:
        share_funding(db, officer, told, 1, {plan: ""}, new_operation())
    assert refused.value.theirs["Répartition"].replace("\u00a0", " ") == "Plan de prévention 100 %"
    share_funding(db, officer, told, 2, {plan: ""}, new_operation())
    assert spending(db, officer, told).shares == ()


def test_a_plan_put_away_still_pays_and_comes_back(db, officer, told, line, fund):
    plan = fund()
    line(shares={plan: "100"})
    change_fund(db, officer, plan, 1, {"name": "Plan 2026"}, new_operation())
    archive_fund(db, officer, plan, new_operation())
    seen = spending(db, officer, told)
    assert seen.open_funds == ()
    assert [one.fund.name for one in seen.funding] == ["Plan 2026"]
    restore_fund(db, officer, plan, new_operation())
    assert [one.kind for one in spending(db, officer, told).open_funds] == [FundKind.PLAN]


def photo() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Appareil bavard"
    Image.effect_noise((90, 60), 60).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_pdf_is_kept_as_it_is_and_a_picture_without_what_the_camera_wrote(db, officer, logistics, told, line):
    number = line()
    invoice = attach(db, officer, number, "Facture n° 12.PDF", b"%PDF-1.4 facture", new_operation())
    picture = attach(db, officer, number, "../../etc/ticket.exe", photo(), new_operation())
    assert attachment(db, logistics, invoice).data == b"%PDF-1.4 facture"
    kept = attachment(db, logistics, picture)
    assert b"Appareil bavard" in photo()
    assert b"Appareil bavard" not in kept.data
    (one,) = spending(db, officer, told).lines
    assert [(file.name, file.media_type) for file in one.attachments] == [
        ("Facture n° 12.pdf", "application/pdf"), ("ticket.png", "image/png"),
    ]  # fmt: skip


def test_readers_see_no_invoice_since_it_may_name_somebody(db, officer, reader, line):
    number = attach(db, officer, line(), "facture.pdf", b"%PDF-1.4", new_operation())
    with pytest.raises(NotAllowed):
        attachment(db, reader, number)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 classeur", b"<svg onload=alert(1)>", b"%PDF-" + b"0" * (5 << 20)])
def test_what_is_neither_a_pdf_nor_a_picture_nor_light_is_refused(db, officer, told, line, data):
    number = line()
    with pytest.raises(UnreadableFile):
        attach(db, officer, number, "piege.pdf", data, new_operation())
    assert spending(db, officer, told).lines[0].attachments == ()


def test_a_document_taken_away_comes_back(db, officer, told, line):
    number = attach(db, officer, line(), "devis.pdf", b"%PDF-1.4", new_operation())
    detach(db, officer, number, new_operation())
    assert spending(db, officer, told).lines[0].attachments == ()
    reattach(db, officer, number, new_operation())
    assert len(spending(db, officer, told).lines[0].attachments) == 1


def test_each_edition_has_its_own_spending(db, officer, told, line, edition):
    line()
    other = edition(200, opened=False, name="La suivante")
    assert spending(db, officer, other).lines == ()
    with pytest.raises(NotFound):
        spending(db, officer, 999)


def test_only_the_officer_writes(db, communication, logistics, reader, told):
    for agent in (communication, logistics, reader):
        with pytest.raises(NotAllowed):
            add_line(db, agent, told, POSTERS, new_operation())
        assert spending(db, agent, told).totals == ()


def test_stages_are_named_after_the_fields_of_a_line():
    assert [stage.value for stage in Stage] == ["planned", "committed", "spent"]
