"""Participations: answering for a shop, inviting, preparing, copying and replacing links."""

import pytest

from campaign.accounts.links import link_address
from campaign.accounts.model import Role
from campaign.accounts.store import link_of
from campaign.base.operations import new_operation
from campaign.participation import actions
from campaign.participation.model import Presence, Source
from campaign.participation.store import answer_of
from campaign.partners.actions import archive_place
from tests.pages.conftest import bare, said


def field(at, label: str):
    return next(one for one in at.text_input if one.label.startswith(label))


def press(at, key: str):
    return at.button(key=key).click().run()


def test_the_verb_beside_a_shop_opens_the_dialog(linked, enter, page):
    _, place_id, _, _ = linked
    enter(Role.LOGISTICS)
    assert "donnée par téléphone" in bare(said(press(page("participations.py"), f"answer-{place_id}")))


def test_an_agent_answers_for_a_shop_by_telephone_and_the_answer_says_so(db, linked, enter, dialog):
    edition_id, place_id, _, _ = linked
    agent = enter(Role.LOGISTICS)
    at = dialog("answer_for_shop.answer_for_shop", edition_id, place_id)
    assert "donnée par téléphone" in bare(said(at))
    for one in [one for one in at.text_input if one.label.startswith("Horaires du")]:
        one.set_value("9h30-12h, 14h-18h")
    field(at, "Qui a répondu").set_value("Félicie Martin, responsable")
    press(at, f"answer-{edition_id}-{place_id}-save")
    answer = answer_of(db, edition_id, place_id)
    assert answer.presence is Presence.YES
    spans = [(f"{opens:%H:%M}", f"{closes:%H:%M}") for one in answer.days for opens, closes in one.spans]
    assert spans == [("09:30", "12:00"), ("14:00", "18:00")] * 2
    assert answer.source is Source.AGENT
    assert answer.answered_by == "Félicie Martin, responsable"
    assert answer.actor == f"agent:{agent.id}"


def test_hours_that_cannot_be_are_refused_in_one_sentence_and_what_was_typed_stays(db, linked, enter, dialog):
    edition_id, place_id, _, _ = linked
    enter(Role.OFFICER)
    at = dialog("answer_for_shop.answer_for_shop", edition_id, place_id)
    hours = next(one for one in at.text_input if one.label.startswith("Horaires du"))
    hours.set_value("9h-25h")
    at = press(at, f"answer-{edition_id}-{place_id}-save")
    assert "Heure impossible" in bare(said(at))
    assert next(one for one in at.text_input if one.label.startswith("Horaires du")).value == "9h-25h"
    assert answer_of(db, edition_id, place_id) is None


def test_what_a_sheet_says_of_delivery_and_consents_is_kept(db, linked, enter, dialog):
    edition_id, place_id, _, _ = linked
    enter(Role.OFFICER)
    form = f"answer-{edition_id}-{place_id}"
    at = dialog("answer_for_shop.answer_for_shop", edition_id, place_id)
    at.text_area(key=f"{form}-access").set_value("Sonner deux fois")
    at.checkbox(key=f"{form}-duties").check()
    press(at, f"{form}-save")
    answer = answer_of(db, edition_id, place_id)
    assert (answer.access_note, answer.duties_read, answer.photos_allowed) == ("Sonner deux fois", True, False)


def test_a_declining_shop_gives_its_reason_and_no_hours(db, linked, enter, dialog):
    edition_id, place_id, _, _ = linked
    enter(Role.OFFICER)
    at = dialog("answer_for_shop.answer_for_shop", edition_id, place_id)
    form = f"answer-{edition_id}-{place_id}"
    at.button_group(key=f"{form}-presence").set_value(Presence.NO).run()
    field(at, "Raison").set_value("travaux")
    at = press(at, f"{form}-save")
    answer = answer_of(db, edition_id, place_id)
    assert (answer.presence, answer.reason, answer.days) == (Presence.NO, "travaux", ())


def test_an_answer_that_arrived_meanwhile_is_shown_not_overwritten(db, linked, enter, dialog, answer_values):
    edition_id, place_id, actor, _ = linked
    enter(Role.OFFICER)
    at = dialog("answer_for_shop.answer_for_shop", edition_id, place_id)
    no = answer_values(edition_id, presence=Presence.NO, days=(), activities=(), needs={})
    actions.confirm_participation(db, actor, edition_id, place_id, no, new_operation())
    at = press(at, f"answer-{edition_id}-{place_id}-save")
    assert "Modifié par la boutique" in bare(said(at))
    assert "pas cette fois" in bare(said(at))
    assert answer_of(db, edition_id, place_id).presence is Presence.NO


def test_an_officer_invites_the_whole_registry_at_once(db, shop, edition, enter, dialog):
    edition_id, _ = edition(), [shop("La Remise"), shop("Le Fil retrouvé", address="2 rue du Lin")]
    enter(Role.OFFICER)
    press(dialog("invitations.invite_shops", edition_id), "invite-all")
    assert db.conn.execute("SELECT count(*) FROM invitations WHERE edition_id = ?", [edition_id]).fetchone()[0] == 2


def test_links_are_prepared_then_one_is_copied_then_replaced(db, shop, contact, edition, officer, enter, page, dialog):
    edition_id, place_id = edition(), shop()
    actor = contact([place_id])
    actions.invite(db, officer, edition_id, [place_id], new_operation())
    enter(Role.OFFICER)
    at = press(page("participations.py"), "prepare-links")
    link = link_of(db, actor.id, edition_id)
    at = at.selectbox(key="link-of").select_index(0).run()
    assert field(at, "Lien à copier").value == link_address(db, officer, link)
    press(dialog("links_panel.replace_link", link.id, "Félicie Martin"), "confirm-replace")
    assert link_of(db, actor.id, edition_id).generation == link.generation + 1


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_only_an_officer_invites_and_prepares_links(role, linked, enter, page):
    enter(role)
    at = page("participations.py")
    assert not [one for one in at.button if one.key in ("primary", "prepare-links")]


def test_an_archived_shop_can_no_longer_be_invited(db, shop, edition, officer, enter, page):
    edition()
    archive_place(db, officer, shop(), new_operation())
    enter(Role.OFFICER)
    at = press(page("participations.py"), "primary")
    assert "déjà invitées" in bare(said(at))


def test_the_filter_and_the_search_without_accents_narrow_the_list(linked, shop, answered, enter, page):
    answered(linked[0], shop("Éléphant vert", address="3 rue du Zoo"))
    enter(Role.OFFICER)
    at = page("participations.py")
    assert len(at.dataframe[0].value) == 2
    at.text_input(key="search").set_value("elephant").run()
    assert list(at.dataframe[0].value["Boutique"]) == ["Éléphant vert"]


def test_by_day_lists_the_shops_open_that_day(linked, shop, answered, enter, page):
    answered(linked[0], shop("Éléphant vert", address="3 rue du Zoo"))
    enter(Role.READER)
    at = page("participations.py")
    at.button_group(key="shape").set_value("Par jour").run()
    assert bare(said(at)).count("Éléphant vert") == 2
    assert "Café offert" in bare(said(at))
