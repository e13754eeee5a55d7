"""« J’ai lu mon rôle »: by whom, when, which words; whoever read other words reads again."""

import pytest

from campaign.accounts.links import prepare_link
from campaign.accounts.model import Actor, Role
from campaign.base.errors import NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.editions.views import edition as edition_view
from campaign.participation.actions import prepare_links
from campaign.partners.contacts import archive_contact
from campaign.partners.store import places_where
from campaign.roles.acknowledging import note_read, read_own_role, take_back_reading
from campaign.roles.model import ActorRole, How, Stand
from campaign.roles.team import remove_member
from campaign.roles.views import own_roles, readings, statement
from campaign.roles.writing import change_statement, restore_statement


def mark_of(db, actor, edition_id, role):
    return statement(db, actor, edition_id, role).words.mark


def test_a_contact_reads_the_role_of_what_they_answer_for(db, crew):
    (shops,) = own_roles(db, crew.felicie, crew.edition_id)
    (animators,) = own_roles(db, crew.amina, crew.edition_id)
    assert (shops.statement.role, shops.standing.stand) == (ActorRole.SHOPS, Stand.UNREAD)
    assert (animators.statement.role, animators.standing.stand) == (ActorRole.ANIMATORS, Stand.UNREAD)


def test_somebody_who_answers_for_a_shop_and_an_epci_has_both_roles(db, officer, crew, contact):
    both = contact([one.id for one in places_where(db)], name="Les deux", email="deux@exemple.fr")
    prepare_links(db, officer, crew.edition_id, new_operation())
    roles = [one.statement.role for one in own_roles(db, both, crew.edition_id)]
    assert roles == [ActorRole.SHOPS, ActorRole.ANIMATORS]


def test_who_read_is_kept_with_when_and_which_words(db, officer, crew, in_2026):
    mark = mark_of(db, crew.felicie, crew.edition_id, ActorRole.SHOPS)
    operation = new_operation()
    for _ in range(2):  # a double click
        read_own_role(db, crew.felicie, crew.edition_id, ActorRole.SHOPS, mark, operation)
    (kept,) = readings(db, officer, crew.edition_id)
    assert (kept.contact_id, kept.role, kept.mark, kept.version, kept.how) == (
        crew.felicie.id, ActorRole.SHOPS, mark, 0, How.LINK,
    )  # fmt: skip
    assert kept.at.date() == in_2026
    (own,) = own_roles(db, crew.felicie, crew.edition_id)
    assert own.standing.stand is Stand.READ
    (other,) = own_roles(db, crew.amina, crew.edition_id)
    assert other.standing.stand is Stand.UNREAD


def test_words_that_changed_ask_to_be_read_again_and_those_read_before_do_not(db, officer, crew):
    edition_id, role = crew.edition_id, ActorRole.SHOPS
    read_own_role(db, crew.felicie, edition_id, role, mark_of(db, officer, edition_id, role), new_operation())
    change_statement(db, officer, edition_id, role, 0, "ouvrir.", "Ouvrir", "", new_operation())
    (own,) = own_roles(db, crew.felicie, edition_id)
    assert own.standing.stand is Stand.AGAIN
    assert own.standing.reading.version == 0
    restore_statement(db, officer, edition_id, role, 1, new_operation())
    assert own_roles(db, crew.felicie, edition_id)[0].standing.stand is Stand.READ


def test_words_that_change_while_somebody_reads_are_not_counted_as_read(db, officer, crew):
    shown = mark_of(db, crew.felicie, crew.edition_id, ActorRole.SHOPS)
    change_statement(db, officer, crew.edition_id, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    with pytest.raises(Refused, match="vient de changer"):
        read_own_role(db, crew.felicie, crew.edition_id, ActorRole.SHOPS, shown, new_operation())
    assert readings(db, officer, crew.edition_id) == ()


def test_nobody_reads_for_another_role_edition_or_person(db, officer, crew, edition):
    mark = mark_of(db, officer, crew.edition_id, ActorRole.ANIMATORS)
    with pytest.raises(NotFound):
        read_own_role(db, crew.felicie, crew.edition_id, ActorRole.ANIMATORS, mark, new_operation())
    there = edition(120, name="Une autre")
    with pytest.raises(NotFound):
        own_roles(db, crew.felicie, there)
    with pytest.raises(NotFound):
        own_roles(db, Actor(Role.CONTACT, 999), crew.edition_id)
    archive_contact(db, officer, crew.felicie.id, new_operation())
    with pytest.raises(NotFound):
        own_roles(db, crew.felicie, crew.edition_id)


def test_a_relay_is_asked_nothing(db, officer, edition, shop, contact):
    edition_id = edition()
    relay = contact([shop("CCAS de Cholet", kind="relay")])
    prepare_link(db, officer, relay.id, edition_id, edition_view(db, edition_id).links_expire_on)
    assert own_roles(db, relay, edition_id) == ()


def test_an_agent_of_the_team_reads_theirs_on_the_screen(db, logistics, communication, edition, member):
    edition_id = edition()
    member_id = member(edition_id, name="Claude", role="logistics", agent_id=logistics.id)
    (own,) = own_roles(db, logistics, edition_id)
    assert (own.statement.role, own.member_id, own.standing.stand) == (ActorRole.LOGISTICS, member_id, Stand.UNREAD)
    mark = own.statement.words.mark
    with pytest.raises(NotFound):
        read_own_role(db, communication, edition_id, ActorRole.LOGISTICS, mark, new_operation())
    read_own_role(db, logistics, edition_id, ActorRole.LOGISTICS, mark, new_operation())
    assert own_roles(db, logistics, edition_id)[0].standing.reading.how is How.SCREEN
    assert own_roles(db, communication, edition_id) == ()


def test_read_on_the_telephone_is_noted_by_an_agent(db, officer, communication, reader, crew, member):
    edition_id = crew.edition_id
    note_read(db, communication, edition_id, ActorRole.SHOPS, new_operation(), contact_id=crew.felicie.id)
    assert own_roles(db, crew.felicie, edition_id)[0].standing.reading.how is How.PHONE
    odile = member(edition_id, name="Odile Bret", role="elected", email="")
    note_read(db, officer, edition_id, ActorRole.ELECTED, new_operation(), member_id=odile)
    assert readings(db, officer, edition_id)[-1].member_id == odile
    with pytest.raises(NotAllowed):
        note_read(db, reader, edition_id, ActorRole.SHOPS, new_operation(), contact_id=crew.felicie.id)


def test_nothing_is_noted_of_somebody_without_that_role(db, officer, crew, member):
    odile = member(crew.edition_id, name="Odile Bret", role="elected", email="")
    with pytest.raises(NotFound):
        note_read(db, officer, crew.edition_id, ActorRole.IT, new_operation(), member_id=odile)
    with pytest.raises(NotFound):
        note_read(db, officer, crew.edition_id, ActorRole.ANIMATORS, new_operation(), contact_id=crew.felicie.id)
    with pytest.raises(NotFound):
        note_read(db, officer, crew.edition_id, ActorRole.IT, new_operation())
    remove_member(db, officer, odile, new_operation())
    with pytest.raises(NotFound):
        note_read(db, officer, crew.edition_id, ActorRole.ELECTED, new_operation(), member_id=odile)


def test_a_reading_noted_by_mistake_is_taken_back_not_one_somebody_said(db, officer, crew):
    edition_id = crew.edition_id
    noted = note_read(db, officer, edition_id, ActorRole.SHOPS, new_operation(), contact_id=crew.felicie.id)
    operation = new_operation()
    for _ in range(2):
        take_back_reading(db, officer, noted, operation)
    assert own_roles(db, crew.felicie, edition_id)[0].standing.stand is Stand.UNREAD
    mark = mark_of(db, officer, edition_id, ActorRole.SHOPS)
    read_own_role(db, crew.felicie, edition_id, ActorRole.SHOPS, mark, new_operation())
    said = db.conn.execute("SELECT max(id) FROM role_readings").fetchone()[0]
    with pytest.raises(NotFound):
        take_back_reading(db, officer, said, new_operation())
    assert own_roles(db, crew.felicie, edition_id)[0].standing.stand is Stand.READ
