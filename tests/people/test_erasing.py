"""An erased contact: nothing of the person anywhere, every figure of what they did where it was."""

import json

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import rows, value
from campaign.base.errors import LinkReplaced, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.mail import addresses
from campaign.partners import actions as partners
from campaign.partners.contacts import archive_contact, change_contact, restore_contact
from campaign.partners.views import contacts
from campaign.people.erasing import erase_contact
from campaign.people.joining import join_contacts, twins
from campaign.people.weighing import erasure
from tests.people.conftest import EMAIL, FORMER, NAME, PHONE

COUNTED = (
    "answers", "debriefs", "calls", "letters", "links", "outbox", "meeting_guests", "role_readings", "contacts",
    "consultation_replies", "loan_requests", "declarations", "sheet_suggestions", "road_entries", "journal",
)  # fmt: skip


def written(db, *words: str) -> list[str]:
    """« table.column » of every text that holds one of these words."""
    found = []
    for table in db.table_names():
        for column in db[table].columns:
            for one in rows(db, f'SELECT "{column.name}" AS text FROM "{table}"'):
                if any(word.lower() in str(one["text"]).lower() for word in words):
                    found.append(f"{table}.{column.name}")
    return sorted(set(found))


def test_nothing_of_the_person_is_left_in_any_column_of_any_table(db, officer, everywhere):
    before = written(db, NAME, EMAIL, FORMER, PHONE)
    assert {"contacts.name", "road_people.receiver", "meeting_names.names", "outbox.reason", "calls.note",
            "journal_personal.before", "edition_snapshots.sheet"} <= set(before)  # fmt: skip
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    assert written(db, NAME, EMAIL, FORMER, PHONE, addresses.key_of(EMAIL), addresses.key_of(FORMER)) == []
    assert [tuple(one.values()) for one in rows(db, "SELECT name, email, phone, job FROM contacts")] == [
        (f"Contact effacé n° {everywhere.contact_id}", "", "", "")
    ]


def test_every_figure_stays(db, officer, everywhere):
    before = {table: value(db, f"SELECT count(*) FROM {table}") for table in COUNTED}
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    after = {table: value(db, f"SELECT count(*) FROM {table}") for table in COUNTED}
    assert after == before | {"journal": before["journal"] + 1}
    assert json.loads(value(db, "SELECT names FROM meeting_names"))["present"] == [
        f"Contact effacé n° {everywhere.contact_id}", "Paul Roux"
    ]  # fmt: skip
    assert value(db, "SELECT outcome FROM calls") == "call_back"


def test_links_are_closed_and_what_waited_never_leaves(db, officer, linked):
    from campaign.accounts.links import open_link, token_of

    _, _, actor, link = linked
    assert open_link(db, token_of(link)).id == link.id
    erase_contact(db, officer, actor.id, new_operation())
    with pytest.raises(LinkReplaced):
        open_link(db, token_of(link))


def test_what_waits_is_cancelled_and_what_left_stays_counted(db, officer, everywhere):
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    states = [one["state"] for one in rows(db, "SELECT state FROM outbox ORDER BY id")]
    assert states == ["cancelled", "cancelled", "sent"]


def test_an_opposition_outlives_the_person_without_their_address(db, officer, everywhere):
    addresses.oppose(db, addresses.token_of(EMAIL))
    assert erasure(db, officer, everywhere.contact_id).opposed
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    assert addresses.is_opposed(db, EMAIL)
    assert written(db, EMAIL) == []


def test_an_address_shared_with_somebody_else_stays_known_for_them(db, officer, everywhere, contact, shop):
    contact([shop("Le Fil")], name="Paul Roux", email=EMAIL)
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    assert value(db, "SELECT count(*) FROM addresses") == 1
    assert value(db, "SELECT email FROM contacts WHERE name = 'Paul Roux'") == EMAIL


def test_a_namesake_of_another_shop_keeps_what_is_theirs(db, officer, everywhere, shop, edition, answered):
    other = shop("Le Fil")
    answered(everywhere.edition_id, other)
    db.conn.execute("UPDATE answers SET answered_by = ? WHERE place_id = ?", [NAME, other])
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    assert value(db, "SELECT answered_by FROM answers WHERE place_id = ?", [other]) == NAME


def test_it_counts_once_and_nothing_undoes_it(db, officer, everywhere):
    operation = new_operation()
    erase_contact(db, officer, everywhere.contact_id, operation)
    erased_at = value(db, "SELECT erased_at FROM contacts")
    with clock.frozen(clock.now().replace(year=2030)):
        erase_contact(db, officer, everywhere.contact_id, operation)
    assert value(db, "SELECT erased_at FROM contacts") == erased_at
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'erase_contact'") == 1
    with pytest.raises(Refused, match="déjà effacé"):
        erase_contact(db, officer, everywhere.contact_id, new_operation())
    with pytest.raises(Refused, match="rien ne le fera revenir"):
        restore_contact(db, officer, everywhere.contact_id, new_operation())
    with pytest.raises(Refused):
        change_contact(db, officer, everywhere.contact_id, 3, {"name": NAME}, new_operation())
    with pytest.raises(NotFound):
        erase_contact(db, officer, 999, new_operation())
    assert contacts(db, officer) == []
    assert contacts(db, officer, archived=True) == []


def test_only_the_officer_erases(db, communication, logistics, everywhere):
    for by in (communication, logistics):
        with pytest.raises(NotAllowed):
            erase_contact(db, by, everywhere.contact_id, new_operation())


def test_the_screen_says_what_goes_what_stays_and_where_the_name_is_still_written(db, officer, everywhere):
    note = {"note": f"Sonner chez {NAME}", "phone": PHONE}
    partners.change_place(db, officer, everywhere.place_id, 1, note, new_operation())
    figure = "INSERT INTO press_figures (edition_id, code, value, label, source) VALUES (?, 'a', '12', 'x', 'x')"
    db.conn.execute(figure, [everywhere.edition_id])
    seen = erasure(db, officer, everywhere.contact_id)
    assert dict(seen.goes)["les notes des appels"] == 1
    assert dict(seen.goes)["les messages qui attendaient, annulés"] == 2
    assert dict(seen.stays)["les réponses des boutiques, sans le nom de qui les a données"] == 1
    assert [(one.where, one.count) for one in seen.mentions] == [("la fiche d’un lieu (coordonnées ou note)", 1)]
    erase_contact(db, officer, everywhere.contact_id, new_operation())
    assert written(db, NAME, EMAIL) == ["places.note"]


def test_two_lines_of_one_person_are_told_joined_and_erased_together(db, officer, contact, shop):
    malle, fil = shop(), shop("Le Fil")
    first = contact([malle], name=NAME, email=EMAIL)
    second = contact([fil], name="Z. Quentin", email=EMAIL.upper(), phone="02 41 00 00 05")
    (found,) = twins(db, officer)
    assert {one.id for one in found.contacts} == {first.id, second.id}
    operation = new_operation()
    join_contacts(db, officer, first.id, second.id, operation)
    join_contacts(db, officer, first.id, second.id, operation)
    (kept,) = contacts(db, officer)
    assert (kept.name, kept.phone, set(kept.place_ids)) == (NAME, "+33241000005", {malle, fil})
    assert contacts(db, officer, archived=True) == []
    assert twins(db, officer) == ()
    with pytest.raises(Refused):
        join_contacts(db, officer, first.id, second.id, new_operation())
    with pytest.raises(Refused):
        join_contacts(db, officer, first.id, first.id, new_operation())
    erase_contact(db, officer, first.id, new_operation())
    assert written(db, "quentin") == []


def test_an_archived_contact_can_be_erased_too(db, officer, contact, shop):
    one = contact([shop()], name=NAME, email=EMAIL)
    archive_contact(db, officer, one.id, new_operation())
    erase_contact(db, SYSTEM, one.id, new_operation())
    assert written(db, NAME, EMAIL) == []


def test_nothing_of_a_contact_of_the_demonstration_is_left(demonstration):
    db = demonstration
    busiest = rows(db, "SELECT actor, count(*) AS n FROM journal WHERE actor LIKE 'contact:%' GROUP BY actor "
                       "ORDER BY n DESC, actor LIMIT 1")[0]  # fmt: skip
    contact_id = int(busiest["actor"].partition(":")[2])
    name, email = db.conn.execute("SELECT name, email FROM contacts WHERE id = ?", [contact_id]).fetchone()
    assert len(written(db, name, email)) > 2
    erase_contact(db, SYSTEM, contact_id, new_operation())
    assert written(db, name, email) == []
