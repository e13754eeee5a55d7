"""What deserves a look in the money: one clear sentence each, about one line or one plan; nothing when all is well."""

from datetime import date

import pytest

from campaign.planning.alerts import SERIOUS, AlertKind, Due, alerts
from campaign.planning.comparing import compare
from campaign.planning.envelopes import Envelope, holdings
from campaign.planning.model import Attachment, Fund, FundKind, Line, Nature, Stage
from campaign.planning.money import WHOLE, Tax

TODAY = date(2026, 11, 23)
PLAN = Fund(1, FundKind.PLAN, "Plan déchets")
ORDER = (Attachment(1, 1, "commande.pdf", "x", "application/pdf", 1),)
USUAL = ((1, WHOLE),)


def line(number=1, tax=Tax.TTC, nature=Nature.SUPPLIES, **values) -> Line:
    return Line(number, 1, nature, f"Ligne {number}", tax, **values)


def told(lines, *, usual=USUAL, granted=None, tax=Tax.TTC, due=None, whole=None, limit=1_000):
    held = holdings(lines, [PLAN], usual, [Envelope(1, tax, granted)])
    found = alerts(lines, usual, [PLAN], held, due or {}, TODAY, whole, limit)
    return [(one.kind, one.sentence.replace("\u00a0", " ").replace("\u202f", " ")) for one in found]


def test_a_budget_that_holds_has_no_alert():
    lines = [line(planned=10_000, committed=9_000, spent=9_000, attachments=ORDER), line(2, planned=5)]
    assert told(lines, granted=10_005) == []


@pytest.mark.parametrize(
    ("values", "kind", "sentence"),
    [
        ({"planned": 620_000, "committed": 635_000}, AlertKind.OVER_PLANNED,
         "Ligne 1 : 6 350 € TTC engagés pour 6 200 € prévus, 150 € de trop."),
        ({"planned": 100, "spent": 101}, AlertKind.OVER_PLANNED,
         "Ligne 1 : 1,01 € TTC dépensés pour 1 € prévus, 0,01 € de trop."),
        ({"committed": 100, "spent": 200}, AlertKind.OVER_COMMITTED,
         "Ligne 1 : 2 € TTC dépensés pour 1 € engagés, 1 € de trop."),
    ],
)  # fmt: skip
def test_a_line_that_goes_over_says_by_how_much(values, kind, sentence):
    assert told([line(attachments=ORDER, **values)]) == [(kind, sentence)]


def test_what_is_committed_without_a_document_is_told_and_a_zero_is_not():
    assert told([line(committed=500)]) == [
        (AlertKind.NO_DOCUMENT, "Ligne 1 : 5 € TTC engagés, sans devis, commande ni facture.")
    ]
    assert told([line(committed=0)]) == []


def test_a_line_nobody_pays_is_told_unless_it_has_shares_of_its_own():
    found = told([line(planned=5), line(2, planned=5, shares=USUAL)], usual=())
    assert found == [(AlertKind.NO_FUNDING, "Ligne 1 : ni plan ni partenaire ne la paie.")]


def test_an_envelope_gone_beyond_is_told_by_what_is_taken_before_what_is_planned():
    lines = [line(planned=20_000, committed=12_000, attachments=ORDER)]
    assert told(lines, granted=10_000) == [
        (AlertKind.OVER_ENVELOPE, "Plan déchets : 120 € TTC engagés ou dépensés pour 100 € accordés, 20 € de trop.")
    ]
    assert told(lines, granted=15_000) == [
        (AlertKind.SHORT, "Plan déchets : 200 € TTC prévus pour 150 € accordés, 50 € de trop.")
    ]


def test_ht_and_ttc_in_one_plan_without_rates_make_no_sum():
    lines = [line(tax=Tax.HT, planned=100), line(2, planned=100)]
    ((kind, sentence),) = told(lines)
    assert kind is AlertKind.MIXED
    assert sentence.startswith("Plan déchets : paie du HT (Ligne 1) et du TTC (Ligne 2) sans taux de TVA")
    ((kind, sentence),) = told(lines, granted=10_000)
    assert "enveloppe TTC, 1 ligne HT sans taux de TVA (Ligne 1), aucune somme possible" in sentence
    assert told([line(tax=Tax.HT, planned=100, rate=2_000), line(2, planned=100)]) == []


@pytest.mark.parametrize(
    ("deadline", "values", "late"),
    [
        (date(2026, 11, 20), {}, True),
        (date(2026, 11, 23), {}, False),  # today is not past
        (date(2026, 11, 20), {"committed": 100}, False),
        (date(2026, 11, 20), {"committed": 0}, True),
    ],
)
def test_a_task_past_its_deadline_with_nothing_committed_is_told(deadline, values, late):
    one = line(planned=1_000, task_id=7, attachments=ORDER, **values)
    found = told([one], due={7: Due("Imprimer les affiches", deadline)})
    said = "Ligne 1 : rien d’engagé, « Imprimer les affiches » était à finir le vendredi 20 novembre 2026."
    assert found == ([(AlertKind.LATE, said)] if late else [])


@pytest.mark.parametrize(("planned", "alerted"), [(110_000, False), (110_100, True)])
def test_a_plan_dearer_than_last_time_is_told_beyond_the_limit(planned, alerted):
    lines = [line(planned=planned)]
    whole = compare([line(spent=100_000)], lines, Stage.SPENT, Stage.PLANNED).whole
    said = "Total de l’édition : 1 101 € TTC prévus, 1 000 € TTC la dernière fois, +10,1 % (alerte à 10 %)."
    assert told(lines, whole=whole) == ([(AlertKind.DEARER, said)] if alerted else [])


def test_what_does_not_compare_gives_no_alert():
    lines = [line(tax=Tax.HT, planned=10**9, rate=2000)]
    assert told(lines, whole=compare([line(spent=1)], lines, Stage.SPENT, Stage.PLANNED).whole) == []


def test_overhead_gives_none_and_the_gravest_come_first():
    assert told([line(nature=Nature.SALARIES, committed=10, planned=5)], usual=()) == []
    kinds = [kind for kind, _ in told([line(committed=2, planned=1), line(2, committed=1, spent=2)], granted=1)]
    grave = [AlertKind.OVER_ENVELOPE, AlertKind.OVER_COMMITTED, AlertKind.OVER_PLANNED]
    assert kinds == [*grave, AlertKind.NO_DOCUMENT, AlertKind.NO_DOCUMENT]
    assert set(grave) <= SERIOUS
