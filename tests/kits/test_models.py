"""Writing models: what is refused, copied, archived, offered to begin with; two people at once."""

import pytest

from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.kits.actions import (
    add_model,
    archive_model,
    change_model,
    copy_model,
    restore_model,
    set_order_step,
    start_from_proposed,
)
from campaign.kits.model import KitLine, Rule
from campaign.kits.views import models, steps_of_orders
from campaign.participation.model import Need
from campaign.stock.items import archive_item


def line(item_id, rule="fixed", small=1, medium=2, large=3, need=""):
    return {"item_id": item_id, "rule": rule, "small": small, "medium": medium, "large": large, "need": need}


def added(db, by, lines, **values) -> int:
    return add_model(db, by, {"name": "Boutique", "kind": "shop", **values}, lines, new_operation())


def test_a_model_is_read_back_as_it_was_written(db, logistics, goods):
    typed = [line(goods["FLY-A5"], "asked", "3", "5", "8", "flyers"), line(goods["AFF-A3"]), line(None)]
    added(db, logistics, typed, note="Pour la vitrine.")
    (model,) = models(db, logistics)
    assert (model.name, model.kind, model.note, model.only) == ("Boutique", "shop", "Pour la vitrine.", ())
    assert model.lines == (
        KitLine(goods["FLY-A5"], Rule.ASKED, 3, 5, 8, Need.FLYERS),
        KitLine(goods["AFF-A3"], Rule.FIXED, 1, 2, 3),
    )


def test_a_replayed_form_writes_one_model(db, logistics, goods):
    operation = new_operation()
    values = {"name": "Boutique", "kind": "shop"}
    first = add_model(db, logistics, values, [line(goods["AFF-A3"])], operation)
    assert len(models(db, logistics)) == 1
    with pytest.raises(InvalidForm):  # the name serves already, and nothing is written twice
        add_model(db, logistics, values, [line(goods["AFF-A3"])], new_operation())
    assert [one.id for one in models(db, logistics)] == [first]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"item": "ROUE"}, "se prête à la demande des animateurs"),
        ({"small": "-1"}, "taille petite : Nombre entier entre 0 et 9"),
        ({"large": "12,5"}, "taille grande"),
        ({"medium": "1e3"}, "taille moyenne"),
        ({"rule": "per_shop"}, "choisissez comment compter"),
        ({"rule": "asked", "need": ""}, "dites quelle demande de la boutique suivre"),
        ({"item_id": 999}, "n’est plus au stock"),
    ],
)
def test_a_line_that_has_no_sense_is_refused_with_its_reason(db, logistics, goods, changes, sentence):
    item = goods[changes.pop("item", "AFF-A3")]
    with pytest.raises(InvalidForm) as refused:
        added(db, logistics, [{**line(item), **changes}])
    assert sentence in refused.value.problems[0].message
    assert models(db, logistics) == []


def test_an_item_twice_in_a_model_is_refused(db, logistics, goods):
    with pytest.raises(InvalidForm) as refused:
        added(db, logistics, [line(goods["FLE"]), line(goods["FLE"])])
    assert "deux fois dans ce modèle" in refused.value.problems[0].message


def test_a_model_needs_a_name_and_somebody_to_go_to(db, logistics):
    with pytest.raises(InvalidForm) as refused:
        add_model(db, logistics, {"name": " ", "kind": "supplier"}, [], new_operation())
    assert {one.field for one in refused.value.problems} == {"name", "kind"}


def test_two_people_who_change_a_model_lose_nothing(db, logistics, officer, goods):
    model_id = added(db, logistics, [line(goods["AFF-A3"])])
    change_model(db, officer, model_id, 1, {"name": "Boutique"}, [line(goods["FLE"])], new_operation())
    with pytest.raises(Conflict) as refused:
        change_model(db, logistics, model_id, 1, {"name": "Vitrine"}, [], new_operation())
    assert refused.value.who == officer.name
    assert refused.value.theirs == {"Nom": "Boutique", "Lignes": "1\u00a0article"}
    (model,) = models(db, logistics)
    assert [one.item_id for one in model.lines] == [goods["FLE"]]


def test_a_copy_has_the_same_lines_under_another_name(db, logistics, goods):
    model_id = added(db, logistics, [line(goods["AFF-A3"])])
    copy_model(db, logistics, model_id, new_operation())
    copy_model(db, logistics, model_id, new_operation())
    names = {one.name: one.lines for one in models(db, logistics)}
    assert set(names) == {"Boutique", "Boutique (copie)", "Boutique (copie 2)"}
    assert len(set(names.values())) == 1


def test_an_archived_model_comes_back_unless_its_name_was_taken(db, logistics, goods):
    model_id = added(db, logistics, [line(goods["AFF-A3"])])
    archive_model(db, logistics, model_id, new_operation())
    assert models(db, logistics) == []
    assert [one.id for one in models(db, logistics, archived=True)] == [model_id]
    other = added(db, logistics, [])
    with pytest.raises(Refused, match="renommez-le"):
        restore_model(db, logistics, model_id, new_operation())
    archive_model(db, logistics, other, new_operation())
    restore_model(db, logistics, model_id, new_operation())
    assert [one.id for one in models(db, logistics)] == [model_id]


def test_proposed_models_take_the_items_the_stock_has_and_never_come_twice(db, logistics, goods):
    assert start_from_proposed(db, logistics, new_operation()) == 3
    found = {one.name: {line.item_id for line in one.lines} for one in models(db, logistics)}
    assert found["Boutique"] == {goods[code] for code in ("AFF-A3", "FLY-A5", "ANN", "FLE", "ORI")}
    assert found["Relais"] == {goods["AFF-A3"], goods["ANN"]}
    with pytest.raises(Refused, match="existent déjà"):
        start_from_proposed(db, logistics, new_operation())


def test_proposed_models_need_at_least_one_of_their_items(db, logistics):
    with pytest.raises(Refused, match="ajoutez vos articles au stock"):
        start_from_proposed(db, logistics, new_operation())


def test_the_unit_of_order_is_the_teams_once_it_said_it(db, logistics, goods):
    assert steps_of_orders(db, logistics)[goods["ANN"]] == 10
    set_order_step(db, logistics, goods["ANN"], "25", new_operation())
    assert steps_of_orders(db, logistics)[goods["ANN"]] == 25
    with pytest.raises(InvalidInput):
        set_order_step(db, logistics, goods["ANN"], "0", new_operation())
    with pytest.raises(NotFound):
        set_order_step(db, logistics, 999, 5, new_operation())


def test_a_model_keeps_an_item_that_left_the_stock_until_it_is_written_again(db, logistics, goods):
    model_id = added(db, logistics, [line(goods["AFF-A3"])])
    archive_item(db, logistics, goods["AFF-A3"], new_operation())
    (model,) = models(db, logistics)
    assert len(model.lines) == 1
    with pytest.raises(InvalidForm) as refused:
        change_model(db, logistics, model_id, 1, {"name": "Boutique"}, [line(goods["AFF-A3"])], new_operation())
    assert "n’est plus au stock" in refused.value.problems[0].message
