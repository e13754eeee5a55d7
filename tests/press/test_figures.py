"""Typed figures: a number as the French write it, a source always, and none that a text still names goes away."""

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.press.adapting import change_local
from campaign.press.figures import (
    MAX_FIGURES,
    add_figure,
    change_figure,
    checked_value,
    figure_uses,
    move_figure,
    remove_figure,
    restore_figure,
)
from campaign.press.keeping import allowed_names
from campaign.press.views import material
from campaign.press.writing import change_block
from tests.press.conftest import ANGERS

BUDGET = {"value": "41500 € TTC", "label": "de dépenses en 2013", "source": "Bilan de la première édition"}
NB, THIN = "\u00a0", "\u202f"


@pytest.fixture
def figure(db, officer, newsroom):
    """Adds a figure and returns it: (**values) -> Figure."""

    def add(**values):
        code = add_figure(db, officer, newsroom.edition_id, {**BUDGET, **values}, new_operation())
        return next(one for one in material(db, SYSTEM, newsroom.edition_id).figures if one.code == code)

    return add


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("17", "17"),
        ("41500 € TTC", f"41{THIN}500{NB}€ TTC"),
        ("41 500€", f"41{THIN}500{NB}€"),
        ("41.500 €", f"41{THIN}500{NB}€"),
        ("12,5 %", f"12,5{NB}%"),
        ("Environ 250 tonnes", f"environ 250{NB}tonnes"),
        ("plus de 1200000 objets", f"plus de 1{THIN}200{THIN}000{NB}objets"),
        ("entre 10 et 12 kg", f"entre 10 et 12{NB}kg"),
        ("1,5 million d'objets", f"1,5{NB}million d’objets"),
        ("2014", "2014"),
        ("7 m²", f"7{NB}m²"),
    ],
)
def test_a_number_is_written_as_in_french(typed, kept):
    assert checked_value(typed) == kept
    assert checked_value(kept) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Indiquez le chiffre"),
        ("beaucoup", "Écrivez un nombre"),
        ("12.5 %", "virgule"),
        ("10 à 12", "Écrivez un nombre"),
        ("17 boutiques en 2013", "Écrivez un nombre"),
        ("{{annee}}", "Écrivez un nombre"),
        ("1" * 41, "40 signes"),
        ("٣", "Écrivez un nombre"),
    ],
)
def test_what_is_no_number_is_refused(typed, said):
    with pytest.raises(InvalidInput, match=said):
        checked_value(typed)


def test_a_decimal_point_is_mended():
    with pytest.raises(InvalidInput) as refusal:
        checked_value("12.5 %")
    assert refusal.value.proposal == "12,5 %"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"source": " "}, "source"),
        ({"label": ""}, "label"),
        ({"source_url": "http://exemple.fr"}, "source_url"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_no_figure_without_its_label_and_its_source(figure, values, field):
    with pytest.raises(InvalidForm) as refusal:
        figure(**values)
    assert [one.field for one in refusal.value.problems] == [field]


def test_a_figure_becomes_a_variable_named_after_its_label(db, newsroom, figure):
    one = figure()
    assert one.code == "de_depenses_en_2013"
    assert f"chiffre_{one.code}" in allowed_names(db, newsroom.edition_id)


def test_two_figures_of_one_label_and_a_counted_one_never_share_a_name(db, officer, figure):
    assert [figure(label="objets vendus").code for _ in range(2)] == ["objets_vendus", "objets_vendus_2"]
    assert figure(label="Boutiques").code == "boutiques_2"
    removed = figure(label="Vélos")
    remove_figure(db, officer, removed.id, new_operation())
    assert figure(label="Vélos").code == "velos_2"


def test_a_figure_that_texts_name_is_not_removed_and_the_texts_are_named(db, officer, newsroom, figure):
    one = figure()
    edition_id, named = newsroom.edition_id, f"Coût : {{{{chiffre_{one.code}}}}}."
    change_block(db, officer, edition_id, "context", 1, "", named, new_operation())
    change_local(db, officer, edition_id, ANGERS, "near_you", 0, named, new_operation())
    with pytest.raises(Refused) as refusal:
        remove_figure(db, officer, one.id, new_operation())
    assert "« Le contexte » (trame commune)" in refusal.value.message
    assert "« Près de chez vous » (Angers Loire Métropole)" in refusal.value.message
    assert figure_uses(db, officer, edition_id)[one.code] == [
        "« Le contexte » (trame commune)", "« Près de chez vous » (Angers Loire Métropole)",
    ]  # fmt: skip


def test_a_removed_figure_comes_back_under_its_name(db, officer, newsroom, figure):
    one = figure()
    remove_figure(db, officer, one.id, new_operation())
    assert material(db, SYSTEM, newsroom.edition_id).figures == ()
    with pytest.raises(NotFound):
        remove_figure(db, officer, one.id, new_operation())
    restore_figure(db, officer, one.id, new_operation())
    assert [back.code for back in material(db, SYSTEM, newsroom.edition_id).figures] == [one.code]


def test_a_changed_label_keeps_the_name_that_texts_use(db, officer, newsroom, figure):
    one = figure()
    change_figure(db, officer, one.id, one.version, {"label": "de dépenses", "value": "40 000 €"}, new_operation())
    (now,) = material(db, SYSTEM, newsroom.edition_id).figures
    assert (now.code, now.label, now.value) == (one.code, "de dépenses", f"40{THIN}000{NB}€")


def test_of_two_agents_the_second_is_told(db, officer, communication, figure):
    one = figure()
    change_figure(db, officer, one.id, one.version, {"value": "2"}, new_operation())
    with pytest.raises(Conflict) as refusal:
        change_figure(db, communication, one.id, one.version, {"value": "3"}, new_operation())
    assert (refusal.value.who, refusal.value.theirs["Chiffre"]) == (officer.name, "2")


def test_figures_change_places_and_stop_at_the_ends(db, officer, newsroom, figure):
    first, second = figure(label="Un"), figure(label="Deux")
    move_figure(db, officer, second.id, True, new_operation())
    move_figure(db, officer, second.id, True, new_operation())
    assert [one.id for one in material(db, SYSTEM, newsroom.edition_id).figures] == [second.id, first.id]


def test_too_many_figures_are_no_figures(figure):
    for rank in range(MAX_FIGURES):
        figure(label=f"Chiffre {rank}")
    with pytest.raises(Refused, match="20 chiffres au plus"):
        figure()


def test_readers_and_contacts_type_no_figure(db, reader, logistics, newsroom):
    for somebody in (reader, logistics, newsroom.animator):
        with pytest.raises(NotAllowed):
            add_figure(db, somebody, newsroom.edition_id, BUDGET, new_operation())
