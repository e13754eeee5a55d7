"""Editions, accounts, settings, journal."""

from campaign.accounts.actions import sign_in
from campaign.accounts.model import Role
from campaign.accounts.store import all_agents
from campaign.base import clock
from campaign.editions.model import COPIED, NOT_COPIED, State
from campaign.editions.store import all_editions, edition_by_id
from campaign.identity.views import identity
from tests.pages.conftest import bare, said


def press(at, key: str):
    return at.button(key=key).click().run()


def typed(at, label: str):
    return next(one for one in at.text_input if one.label == label)


def test_an_edition_is_created_opened_then_closed(db, enter, page, dialog):
    enter(Role.OFFICER)
    assert press(page("editions.py"), "primary").button(key="edition-new-new-save").label == "Créer l’édition"
    at = dialog("edition_form.edition_form", None, "new")
    at.text_input(key="edition-new-new-name").set_value("Novembre prochain")
    at = press(at, "edition-new-new-save")
    (one,) = all_editions(db)
    assert (one.name, len(one.days), one.state(clock.today())) == ("Novembre prochain", 2, State.PREPARING)
    at = press(page("editions.py"), f"open-{one.id}")
    assert edition_by_id(db, one.id).state(clock.today()) is State.OPEN
    assert "ne pourront plus répondre" in bare(said(press(at, f"close-{one.id}")))
    press(dialog("edition_card.confirm_close", one.id, one.name), "confirm-close_edition")
    assert edition_by_id(db, one.id).state(clock.today()) is State.CLOSED


def test_an_edition_without_a_name_is_refused_and_nothing_is_written(db, enter, dialog):
    enter(Role.OFFICER)
    at = press(dialog("edition_form.edition_form", None, "new"), "edition-new-new-save")
    assert "Indiquez le nom de l’édition" in bare(said(at))
    assert all_editions(db) == []


def test_what_a_copy_takes_is_written_before_copying(edition, enter, page):
    number = edition()
    enter(Role.OFFICER)
    at = press(page("editions.py"), f"copy-{number}")
    for sentence in (*COPIED, *NOT_COPIED):
        assert sentence in bare(said(at))


def test_an_archived_edition_comes_back_with_annuler(db, edition, enter, page):
    number = edition(in_days=-40, opened=False)
    enter(Role.OFFICER)
    at = press(page("editions.py"), f"archive-{number}")
    assert edition_by_id(db, number).archived_on
    press(at, f"undo-reinstate-{number}")
    assert edition_by_id(db, number).archived_on is None


def test_other_roles_only_read_editions(edition, enter, page):
    number = edition()
    enter(Role.COMMUNICATION)
    keys = {one.key for one in page("editions.py").button}
    assert not keys & {"primary", f"close-{number}", f"change-{number}", f"cancel-{number}"}


def test_a_new_account_shows_its_password_once(db, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("account_dialogs.add_account")
    typed(at, "Nom").set_value("Lou Petit")
    typed(at, "Adresse électronique").set_value("lou@exemple.fr")
    at = press(at, "create")
    password = typed(at, "Mot de passe à usage unique").value
    assert sign_in(db, "lou@exemple.fr", password, "127.0.0.1")
    at = press(at, "noted")
    assert not [one for one in at.text_input if one.value == password]


def test_closing_an_account_asks_first(db, reader, enter, page, dialog):
    enter(Role.OFFICER)
    at = press(page("accounts.py"), f"close-{reader.id}")
    assert next(one for one in all_agents(db) if one.id == reader.id).disabled_at is None
    assert "déconnecté·e tout de suite" in said(at)
    press(dialog("account_dialogs.close_account", reader.id, reader.name), "confirm-close")
    assert next(one for one in all_agents(db) if one.id == reader.id).disabled_at


def test_settings_say_what_is_missing_and_are_saved(db, enter, page):
    enter(Role.OFFICER)
    at = page("identity.py")
    assert "à compléter" in bare(said(at))
    at.text_input(key="identity-contact_phone").set_value("0612")
    at = press(at, "primary")
    assert "Numéro incomplet" in bare(said(at))
    at.text_input(key="identity-contact_phone").set_value("02 41 00 00 00")
    press(at, "primary")
    assert identity(db).contact_phone == "+33241000000"


def test_the_journal_reads_as_sentences(linked, enter, page):
    enter(Role.OFFICER)
    lines = page("history.py").dataframe[0].value
    assert "a invité une boutique : La Malle à Félicie" in list(lines["Quoi"])
    assert "Alex Officer" in list(lines["Qui"])
