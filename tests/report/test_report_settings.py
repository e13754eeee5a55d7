"""The replacement rate and the factors of the département: checked, versioned, brought back to the usual ones."""

import pytest

from campaign.base.errors import Conflict, InvalidForm, NotAllowed, NotFound
from campaign.base.operations import new_operation
from campaign.debrief.impact import DEFAULT_RATE, Rate, factor_of, with_own
from campaign.report.settings import (
    add_factor,
    change_factor,
    common_items,
    factors_added,
    remove_factor,
    report_settings,
    reset_rate,
    restore_factor,
    restore_rate,
    set_rate,
)

OURS = {"low": "30", "high": "64,6 %", "source": "Enquête du Département, 2026"}
WARDROBE = {
    "family": "mobilier", "label": "armoire", "low": "100", "high": "120,5", "source": "Étude locale", "year": "2025",
}  # fmt: skip


@pytest.fixture
def told(edition) -> int:
    return edition()


def test_the_usual_rate_stands_as_long_as_nobody_set_another(db, reader, told):
    found = report_settings(db, reader, told)
    assert (found.rate, found.own_factors, found.version) == (DEFAULT_RATE, (), 0)


def test_a_rate_is_set_for_its_edition_only(db, officer, told, edition):
    set_rate(db, officer, told, 0, OURS, new_operation())
    found = report_settings(db, officer, told)
    assert (found.rate, found.version) == (Rate(0.3, 0.646, "Enquête du Département, 2026"), 1)
    assert report_settings(db, officer, edition(200, name="Autre")).rate == DEFAULT_RATE


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"low": "70"}, "le plus petit d’abord"),
        ({"high": "120"}, "Au plus (%) : nombre entre 0 et 100"),
        ({"low": ""}, "Au moins (%) : nombre attendu"),
        ({"low": "-3"}, "nombre entre 0 et 100"),
        ({"low": "NaN"}, "nombre attendu"),
        ({"high": "1e1"}, "nombre attendu"),
        ({"source": "  "}, "d’où vient ce taux"),
        ({"source": "x" * 301}, "300 caractères"),
    ],
)
def test_a_wrong_rate_says_what_to_mend_and_writes_nothing(db, officer, told, values, said):
    with pytest.raises(InvalidForm) as refused:
        set_rate(db, officer, told, 0, {**OURS, **values}, new_operation())
    assert said in " ".join(one.message for one in refused.value.problems).replace("\u00a0", " ")
    assert report_settings(db, officer, told).version == 0


def test_two_officers_who_set_the_rate_at_once_do_not_erase_each_other(db, officer, told):
    set_rate(db, officer, told, 0, OURS, new_operation())
    for read in (0, 7):
        with pytest.raises(Conflict) as refused:
            set_rate(db, officer, told, read, {**OURS, "low": "10"}, new_operation())
        assert refused.value.theirs["Taux de remplacement"].replace("\u00a0", " ") == "30 à 64,6 %"
    assert report_settings(db, officer, told).rate.low == 0.3


def test_coming_back_to_the_usual_rate_is_undone_and_an_older_form_does_not_pass(db, officer, told):
    operation = new_operation()
    set_rate(db, officer, told, 0, OURS, operation)
    reset_rate(db, officer, told, new_operation())
    set_rate(db, officer, told, 0, OURS, operation)
    found = report_settings(db, officer, told)
    assert (found.rate, found.version) == (DEFAULT_RATE, 2)
    with pytest.raises(Conflict):
        set_rate(db, officer, told, 1, OURS, new_operation())
    restore_rate(db, officer, told, new_operation())
    assert report_settings(db, officer, told).rate.high == 0.646


def test_there_is_nothing_to_come_back_from_before_a_rate_is_set(db, officer, told):
    with pytest.raises(NotFound):
        reset_rate(db, officer, told, new_operation())
    with pytest.raises(NotFound):
        set_rate(db, officer, 999, 0, OURS, new_operation())


def test_a_factor_named_as_an_item_of_the_table_replaces_it(db, officer, told):
    add_factor(db, officer, WARDROBE, new_operation())
    (own,) = report_settings(db, officer, told).own_factors
    assert (own.code, own.low, own.high, own.year) == ("armoire", 100, 120.5, 2025)
    together = with_own(common_items("mobilier"), [own])
    assert len(together) == len(common_items("mobilier"))
    # 907 kg was the heaviest of the furniture; the textile sofa beds come next.
    assert factor_of("meubles", together)[0] == (18.6, 198)


def test_a_factor_without_an_item_stands_for_the_whole_family(db, officer, told):
    add_factor(db, officer, {**WARDROBE, "family": "livres", "label": "", "low": "1", "high": "1,5"}, new_operation())
    (own,) = report_settings(db, officer, told).own_factors
    assert (own.family, own.code, own.label) == ("livres", "livres", "Livres (toute la famille)")
    assert factor_of("livres", [own])[0] == (1, 1.5)
    add_factor(db, officer, {**WARDROBE, "label": "Meubles"}, new_operation())
    together = with_own(common_items("mobilier"), report_settings(db, officer, told).own_factors)
    assert factor_of("meubles", together)[0] == (100, 120.5)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"family": "voitures"}, "Choisissez la famille"),
        ({"low": "200"}, "le plus petit d’abord"),
        ({"high": ""}, "Au plus (kg CO2e) : nombre attendu"),
        ({"low": "-1"}, "nombre entre 0"),
        ({"source": ""}, "source du facteur"),
        ({"year": "25"}, "Nombre entier entre"),
        ({"year": "2018.5"}, "Nombre entier entre"),
        ({"label": "x" * 121}, "120 caractères"),
    ],
)
def test_a_wrong_factor_says_what_to_mend_and_writes_nothing(db, officer, values, said):
    with pytest.raises(InvalidForm) as refused:
        add_factor(db, officer, {**WARDROBE, **values}, new_operation())
    assert said in " ".join(one.message for one in refused.value.problems).replace("\u202f", " ")
    assert factors_added(db, officer) == []


def test_one_item_has_one_factor_of_ours(db, officer):
    operation = new_operation()
    number = add_factor(db, officer, WARDROBE, operation)
    assert add_factor(db, officer, WARDROBE, operation) == number
    with pytest.raises(InvalidForm, match="déjà un facteur"):
        add_factor(db, officer, {**WARDROBE, "label": "Armoire "}, new_operation())
    remove_factor(db, officer, number, new_operation())
    add_factor(db, officer, WARDROBE, new_operation())
    with pytest.raises(InvalidForm, match="déjà un facteur"):
        restore_factor(db, officer, number, new_operation())
    assert len(factors_added(db, officer)) == 1


def test_a_factor_is_changed_at_the_version_read_taken_out_and_put_back(db, officer):
    number = add_factor(db, officer, WARDROBE, new_operation())
    change_factor(db, officer, number, 1, {**WARDROBE, "high": "150"}, new_operation())
    with pytest.raises(Conflict):
        change_factor(db, officer, number, 1, WARDROBE, new_operation())
    assert [(one.factor.high, one.version) for one in factors_added(db, officer)] == [(150, 2)]
    remove_factor(db, officer, number, new_operation())
    assert factors_added(db, officer) == []
    restore_factor(db, officer, number, new_operation())
    assert len(factors_added(db, officer)) == 1


def test_only_the_officer_changes_the_rate_and_the_factors(db, communication, logistics, reader, told):
    for agent in (communication, logistics, reader):
        with pytest.raises(NotAllowed):
            set_rate(db, agent, told, 0, OURS, new_operation())
        with pytest.raises(NotAllowed):
            add_factor(db, agent, WARDROBE, new_operation())
        assert factors_added(db, agent) == []
