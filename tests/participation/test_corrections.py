"""A shop proposes, an agent decides: suggestions field by field."""

import pytest

from campaign.base.errors import InvalidForm, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.participation import corrections
from campaign.partners import views as partners
from campaign.partners.confirmations import How, confirmations_of
from campaign.partners.suggesting import accept_suggestion, pending_suggestions, refuse_suggestion


def suggest(db, linked, **values):
    edition_id, place_id, actor, _ = linked
    return corrections.suggest_corrections(db, actor, edition_id, place_id, values, new_operation())


def test_only_what_differs_becomes_a_suggestion(db, linked, officer):
    assert suggest(db, linked, name="La Malle à Félicie", address="33 rue des Artisans", phone="0241000007") == 2
    found = {one.field: (one.current, one.proposed) for one in pending_suggestions(db, officer)}
    assert found == {"address": ("31 rue des Artisans", "33 rue des Artisans"), "phone": ("", "+33241000007")}
    assert partners.place(db, officer, linked[1]).address == "31 rue des Artisans"


def test_an_accepted_suggestion_changes_the_sheet_and_a_refused_one_does_not(db, linked, officer):
    suggest(db, linked, address="33 rue des Artisans", phone="0241000007")
    address, phone = pending_suggestions(db, officer)
    accept_suggestion(db, officer, address.id, new_operation())
    refuse_suggestion(db, officer, phone.id, new_operation())
    place = partners.place(db, officer, linked[1])
    assert (place.address, place.phone) == ("33 rue des Artisans", "")
    assert pending_suggestions(db, officer) == []
    with pytest.raises(Refused, match="déjà été traitée"):
        accept_suggestion(db, officer, phone.id, new_operation())


def test_what_a_shop_leaves_unchanged_is_its_word_and_what_it_corrects_waits(db, linked, officer):
    suggest(db, linked, name="La Malle à Félicie", address="33 rue des Artisans", website="")
    said = {name: one.how for name, one in confirmations_of(db, linked[1]).items()}
    assert (said["name"], said["address"]) == (How.SHOP, How.AGENT)
    assert "website" not in said


def test_all_is_right_is_the_shops_word_on_what_it_saw_corrections_that_wait_apart(db, linked, officer, shop):
    edition_id, place_id, actor, _ = linked
    suggest(db, linked, address="33 rue des Artisans")
    operation = new_operation()
    for _ in range(2):
        corrections.say_sheet_is_right(db, actor, edition_id, place_id, operation)
    said = {name: one.how for name, one in confirmations_of(db, place_id).items()}
    assert (said["name"], said["commune"], said["address"]) == (How.SHOP, How.SHOP, How.AGENT)
    assert "phone" not in said
    told = partners.history(db, officer, place_id)
    assert [(one.who, one.text) for one in told if one.text.startswith("Dite juste")] == [
        ("la boutique", "Dite juste par la boutique : nom et commune")
    ]
    with pytest.raises(NotFound):
        corrections.say_sheet_is_right(db, actor, edition_id, shop("Une autre"), new_operation())


def test_a_newer_suggestion_replaces_the_one_that_waits(db, linked, officer):
    suggest(db, linked, address="33 rue des Artisans")
    suggest(db, linked, address="35 rue des Artisans")
    assert [one.proposed for one in pending_suggestions(db, officer)] == ["35 rue des Artisans"]
    suggest(db, linked, address="31 rue des Artisans")
    assert pending_suggestions(db, officer) == []


def test_a_wrong_value_is_refused_under_the_forms_name(db, linked):
    with pytest.raises(InvalidForm) as refusal:
        suggest(db, linked, phone="02 41 00")
    (problem,) = corrections.as_form_problems(refusal.value).problems
    assert (problem.field, problem.message.startswith("Numéro incomplet")) == ("fiche-phone", True)


def test_fields_a_shop_may_not_correct_are_ignored(db, linked, officer):
    assert suggest(db, linked, siret="00000000000000", may_advertise="1", note="x") == 0


def test_another_contacts_shop_is_out_of_reach_and_agents_decide_not_shops(db, linked, shop, officer):
    edition_id, _, actor, _ = linked
    other = shop("Autre")
    with pytest.raises(NotFound):
        corrections.suggest_corrections(db, actor, edition_id, other, {"name": "x"}, new_operation())
    suggest(db, linked, address="33 rue des Artisans")
    (one,) = pending_suggestions(db, officer)
    with pytest.raises(NotAllowed):
        accept_suggestion(db, actor, one.id, new_operation())


def test_a_sheet_changed_meanwhile_still_takes_the_accepted_field(db, linked, officer):
    from campaign.partners import actions

    suggest(db, linked, address="33 rue des Artisans")
    actions.change_place(db, officer, linked[1], 1, {"phone": "0241000009"}, new_operation())
    accept_suggestion(db, officer, pending_suggestions(db, officer)[0].id, new_operation())
    place = partners.place(db, officer, linked[1])
    assert (place.address, place.phone) == ("33 rue des Artisans", "+33241000009")
