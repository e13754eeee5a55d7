"""« Presse et affichage »: each part shows, writes for its roles, and shows readers nothing personal."""

from datetime import date

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.media.correspondents import add_correspondent
from campaign.media.coverage import add_coverage
from campaign.media.outlets import add_outlet
from campaign.media.spaces import add_space
from campaign.media.spots import add_spot
from campaign.media.spots_model import SpotState
from campaign.media.views import correspondents, coverage, outlets, postings, sendings, spaces
from tests.pages.conftest import bare, said

TABS = ("medias", "envois", "retombees", "plan", "affichage")


@pytest.fixture
def told(db, officer, shop, edition, answered):
    """A small edition with something in every part."""
    edition_id = edition()
    answered(edition_id, shop())
    db.conn.execute("INSERT INTO press_sheets (edition_id, published_at) VALUES (?, ?)", [edition_id, clock.stamp()])
    db.conn.execute("UPDATE identity SET contact_name = 'Camille Moreau', contact_phone = '+33241000000'")
    db.conn.commit()
    outlet = add_outlet(db, officer, {"name": "Le Courrier inventé", "kind": "daily"}, new_operation())
    person = {"name": "Paul Plume", "email": "paul@presse.example", "outlet_ids": [outlet]}
    add_correspondent(db, officer, person, new_operation())
    article = {"outlet_id": outlet, "title": "Deux vies valent mieux qu’une", "published_on": date(2026, 11, 2)}
    add_coverage(db, officer, edition_id, article, new_operation())
    days = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 15)}
    add_space(db, officer, edition_id, {"title": "Encart", "kind": "insert", "tax": "ht", **days}, new_operation())
    add_spot(db, officer, edition_id, {"label": "Mairie", "kind": "town_hall", "commune": "Saumur"}, new_operation())
    return edition_id


def shown(at) -> str:
    return bare(said(at)) + "".join(str(frame.value.to_dict()) for frame in at.dataframe)


def press(at, key: str):
    return at.button(key=key).click().run()


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_each_part_opens_for_each_role_and_readers_meet_nobody(told, enter, page, tab, role):
    enter(role)
    at = page("press_and_posters.py", onglet=tab)
    assert not at.exception
    if role is Role.READER:
        assert "Paul" not in shown(at)
        assert "presse.example" not in shown(at)
    writes = role in (Role.OFFICER, Role.COMMUNICATION) or (role is Role.LOGISTICS and tab == "affichage")
    assert ("primary" in {one.key for one in at.button}) == writes


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_part_says_what_to_do(edition, enter, page, tab):
    edition()
    enter(Role.OFFICER)
    at = page("press_and_posters.py", onglet=tab)
    begins = {"medias": "Aucun média", "envois": "Rien n’est encore parti", "retombees": "Aucune retombée",
              "plan": "Aucun espace", "affichage": "Aucun emplacement"}  # fmt: skip
    assert begins[tab] in shown(at)


def test_an_outlet_and_somebody_in_it_are_added(db, officer, enter, dialog):
    enter(Role.COMMUNICATION)
    at = dialog("media_outlets.edit_outlet", None)
    at.text_input(key="outlet-form-new-name").set_value("Radio Essai")
    at = press(at, "outlet-form-new-save")
    assert "Choisissez le type" in shown(at)
    at.selectbox(key="outlet-form-new-kind").select_index(2)
    press(at, "outlet-form-new-save")
    (one,) = outlets(db, officer)
    assert (one.name, one.kind) == ("Radio Essai", "radio")
    at = dialog("media_people.edit_correspondent", None, (one.id,))
    at.text_input(key="person-form-new-name").set_value("Ana Micro")
    at.text_input(key="person-form-new-email").set_value("ana@radio.example")
    press(at, "person-form-new-save")
    assert correspondents(db, officer)[0].outlets == ("Radio Essai",)


def test_erasing_somebody_asks_first(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    (one,) = correspondents(db, officer)
    at = dialog("media_people.edit_correspondent", one.id, ())
    assert at.button(key=f"erase-{one.id}").disabled
    at = at.checkbox(key=f"erase-sure-{one.id}").check().run()
    press(at, f"erase-{one.id}")
    assert correspondents(db, officer) == []


def test_sending_says_how_many_to_whom_before_anything_leaves(db, officer, told, enter, dialog):
    enter(Role.COMMUNICATION)
    at = dialog("media_sending_dialog.prepare_press_sending", told)
    assert "Vous allez envoyer 1\u00a0message à Paul Plume, tout de suite." in shown(at)
    assert outbox.counts(db) == {}
    press(at, "press-send")
    assert outbox.counts(db) == {State.WAITING: 1}
    assert len(sendings(db, officer, told)) == 1


def test_a_wrong_variable_shows_the_likely_one_and_leaves_no_way_to_send(told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("media_sending_dialog.prepare_press_sending", told)
    at = at.text_input(key="press-subject").set_value("{{boutique_solidaires}}").run()
    assert "Vouliez-vous boutiques_solidaires" in shown(at)
    assert "press-send" not in {one.key for one in at.button}


def test_nothing_is_sent_before_the_press_page_is_open(db, told, enter, dialog):
    db.conn.execute("UPDATE press_sheets SET published_at = NULL")
    db.conn.commit()
    enter(Role.OFFICER)
    at = dialog("media_sending_dialog.prepare_press_sending", told)
    assert "Ouvrez d’abord la page de presse" in shown(at)
    assert len(at.button) == 0


def test_an_article_is_noted_with_an_unknown_reach(db, officer, told, enter, dialog, page):
    enter(Role.OFFICER)
    at = dialog("media_coverage.edit_coverage", told, None)
    at = at.selectbox(key="coverage-form-new-outlet").select_index(1).run()
    at.text_input(key="coverage-form-new-other").set_value("Un blog inventé")
    at.text_input(key="coverage-form-new-title").set_value("On y était")
    press(at, "coverage-form-new-save")
    assert {one.outlet: one.reach for one in coverage(db, officer, told)} == {
        "Un blog inventé": None, "Le Courrier inventé": None,
    }  # fmt: skip
    assert "Portée inconnue pour les 2\u00a0retombées" in shown(page("press_and_posters.py", onglet="retombees"))


def test_what_is_taken_out_comes_back_with_annuler(db, officer, told, enter, page):
    enter(Role.OFFICER)
    for tab, key, read in (("retombees", "remove-coverage", coverage), ("plan", "remove-space", spaces)):
        at = press(page("press_and_posters.py", onglet=tab), key)
        assert read(db, officer, told) == []
        press(at, next(one.key for one in at.button if str(one.key).startswith("undo-")))
        assert len(read(db, officer, told)) == 1


def test_a_poster_is_said_posed_on_screen(db, logistics, told, enter, page):
    enter(logistics)
    (one,) = postings(db, logistics, told)
    press(page("press_and_posters.py", onglet="affichage"), f"poster-{one.id}-posed")
    assert postings(db, logistics, told)[0].state is SpotState.POSED


def test_the_map_has_its_gaps_in_words(told, enter, page):
    enter(Role.READER)
    at = page("press_and_posters.py", onglet="affichage")
    at = at.segmented_control(key="posters-view").set_value("Carte et manques").run()
    assert not at.exception
    table = at.table[0].value
    assert list(table["Communes sans affiche"][table["EPCI"] == "Saumur Val de Loire"]) == ["Saumur"]
    assert "0 sur 9" in str(at.metric[0].value)
