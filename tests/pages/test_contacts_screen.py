"""The list of contacts: narrowed and sorted, two lines joined, a person's data shown and erased."""

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.database import rows, value
from campaign.base.operations import new_operation
from campaign.mail import addresses
from campaign.partners.contacts import archive_contact
from campaign.people.model import Order, Which
from tests.pages.conftest import bare, said


def press(at, key: str):
    return at.button(key=key).click().run()


def read(at) -> str:
    return bare(said(at)).replace("\u00a0", " ")


def names(at) -> list[str]:
    """Who is in the list: each line's first words in bold, with how to reach them below."""
    lines = [one.value for one in at.main.markdown if "@" in one.value or "ni courriel" in one.value]
    return [one.split("**")[1] for one in lines]


def test_the_list_is_narrowed_and_sorted(db, officer, contact, shop, enter, page):
    malle, fil = shop(), shop("Le Fil")
    contact([fil], name="Anne Leroy", email="anne@exemple.fr")
    contact([malle], name="Béa Martin", email="")
    with clock.frozen(clock.now().replace(year=2025)):
        contact([malle], name="Zoé Quentin", email="zoe@exemple.fr")
    gone = contact([], name="Éric Petit", email="eric@exemple.fr")
    archive_contact(db, officer, gone.id, new_operation())
    addresses.know(db, "anne@exemple.fr")
    addresses.oppose(db, addresses.token_of("anne@exemple.fr"))
    enter(Role.OFFICER)
    at = page("contacts.py")
    assert names(at) == ["Anne Leroy", "Béa Martin", "Zoé Quentin"]
    assert "ne veut plus d’invitations" in read(at)
    for which, expected in {"no_email": ["Béa Martin"], "opposed": ["Anne Leroy"], "archived": ["Éric Petit"]}.items():
        at.button_group(key="which").set_value(Which(which)).run()
        assert names(at) == expected
    at.button_group(key="which").set_value(Which.ALL).run()
    at.selectbox(key="order").set_value(Order.OLDEST).run()
    assert names(at)[0] == "Zoé Quentin"
    at.selectbox(key="order").set_value(Order.PLACE).run()
    assert names(at)[-1] == "Anne Leroy"


def test_an_archived_contact_comes_back(db, officer, contact, shop, enter, page):
    one = contact([shop()])
    archive_contact(db, officer, one.id, new_operation())
    enter(Role.COMMUNICATION)
    at = page("contacts.py")
    at.button_group(key="which").set_value(Which.ARCHIVED).run()
    press(at, f"restore-{one.id}")
    assert value(db, "SELECT archived_at FROM contacts") is None


def test_two_lines_with_one_address_are_told_and_joined(db, contact, shop, enter, page, dialog):
    first = contact([shop()], name="Zoé Quentin", email="zoe@exemple.fr")
    second = contact([shop("Le Fil")], name="Z. Quentin", email="ZOE@exemple.fr")
    enter(Role.OFFICER)
    at = page("contacts.py")
    assert "Deux contacts, une adresse" in [one.value for one in at.header]
    assert "join-zoe@exemple.fr" in {one.key for one in at.button}
    at = dialog("contact_care.join_dialog", "zoe@exemple.fr")
    at.radio(key="join-kept").set_value(first.id).run()
    press(at, "join-go")
    assert value(db, "SELECT joined_to FROM contacts WHERE id = ?", [second.id]) == first.id
    assert "Deux contacts, une adresse" not in [one.value for one in page("contacts.py").header]


def test_the_officer_shows_then_erases_and_nobody_else_is_offered_it(db, linked, enter, page, dialog):
    contact_id = linked[2].id
    enter(Role.COMMUNICATION)
    assert f"data-{contact_id}" not in {one.key for one in page("contacts.py").button}
    enter(Role.OFFICER)
    assert f"data-{contact_id}" in {one.key for one in page("contacts.py").button}
    at = dialog("contact_data.personal_data", contact_id)
    told = read(at)
    assert "les liens personnels, fermés aussitôt" in told
    assert "douze mois" in told
    assert at.button(key=f"erase-{contact_id}").disabled
    at.checkbox(key=f"erase-sure-{contact_id}").check().run()
    press(at, f"erase-{contact_id}")
    assert value(db, "SELECT name FROM contacts") == f"Contact effacé n° {contact_id}"
    assert rows(db, "SELECT 1 FROM links WHERE revoked_at IS NULL") == []


def test_who_was_not_heard_of_for_three_years_is_proposed(db, contact, shop, enter, page):
    with clock.frozen(clock.now().replace(year=2020)):
        contact([shop()], name="Zoé Quentin")
    enter(Role.OFFICER)
    assert "À effacer" in [one.value for one in page("contacts.py").header]
    enter(Role.LOGISTICS)
    assert "À effacer" not in [one.value for one in page("contacts.py").header]


def test_the_consent_is_asked_of_a_mobile_only_and_goes_with_its_number(db, officer, shop, enter, page):
    place_id = shop(phone="02 41 00 00 05")
    enter(Role.OFFICER)
    at = page("shop_sheet.py", fiche=place_id)
    assert not [one for one in at.checkbox if "-mobile-" in str(one.key)]
    form = f"sheet-{place_id}-shop"
    at.text_input(key=f"{form}-phone").set_value("06 12 34 56 78").run()
    consent = at.checkbox(key=f"{form}-mobile-+33612345678")
    assert not consent.value
    assert "reste entre nous" in read(at)
    consent.check().run()
    press(at, "primary")
    assert db.conn.execute("SELECT phone, may_publish_phone FROM places").fetchone() == ("+33612345678", 1)
    at = page("shop_sheet.py", fiche=place_id)
    at.text_input(key=f"{form}-phone").set_value("06 12 34 56 99").run()
    assert not at.checkbox(key=f"{form}-mobile-+33612345699").value
    press(at, "primary")
    assert db.conn.execute("SELECT phone, may_publish_phone FROM places").fetchone() == ("+33612345699", 0)
