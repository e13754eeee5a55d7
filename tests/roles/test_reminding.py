"""Who has not read their role: on the dashboard, and written to, each only while they still have to."""

from datetime import timedelta

import pytest

from campaign.accounts.links import revoke_link
from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.errors import EditionOver, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.editions.actions import cancel_edition
from campaign.mail import addresses, outbox
from campaign.participation.actions import uninvite
from campaign.participation.role_readers import role_readers, role_tasks
from campaign.participation.role_reminding import KIND, remind_roles, remindable, render_role_remind
from campaign.planning.backplan import begin_plan
from campaign.roles.acknowledging import note_read, read_own_role
from campaign.roles.model import ActorRole, Stand
from campaign.roles.views import statement
from campaign.roles.writing import change_statement

EVERYBODY = tuple(ActorRole)


def read(db, actor, edition_id, role):
    read_own_role(db, actor, edition_id, role, statement(db, SYSTEM, edition_id, role).words.mark, new_operation())


def posted(db):
    found = db.conn.execute("SELECT id FROM outbox WHERE kind = ? ORDER BY id", [KIND]).fetchall()
    return [outbox.message(db, one[0]) for one in found]


def test_everybody_with_a_role_is_listed_by_role(db, officer, crew, member):
    member(crew.edition_id)
    listed = role_readers(db, officer, crew.edition_id)
    assert [(one.role, one.name, one.label, one.stand) for one in listed] == [
        (ActorRole.COMMUNICATION, "Nour Petit", "Nour Petit", Stand.UNREAD),
        (ActorRole.SHOPS, "Félicie Martin", "La Malle à Félicie", Stand.UNREAD),
        (ActorRole.ANIMATORS, "Amina Diallo", "Cholet Agglomération", Stand.UNREAD),
    ]


def test_whose_link_is_closed_or_whose_shop_is_no_longer_invited_is_not_awaited(db, officer, crew):
    revoke_link(db, officer, link_of(db, crew.amina.id, crew.edition_id).id, new_operation())
    assert [one.name for one in role_readers(db, officer, crew.edition_id)] == ["Félicie Martin"]
    uninvite(db, officer, crew.edition_id, crew.shop_id, new_operation())
    assert role_readers(db, officer, crew.edition_id) == ()


def test_the_dashboard_names_the_shops_the_animators_and_the_team_that_have_not_read(db, officer, crew, member):
    member(crew.edition_id)
    lines = {one.subject.replace("\u00a0", " "): one.text for one in role_tasks(db, officer, crew.edition_id)}
    assert lines == {
        "1 boutique n’a pas lu son rôle": "La Malle à Félicie",
        "1 animateur n’a pas lu son rôle": "Cholet Agglomération",
        "1 personne de l’équipe n’a pas lu son rôle": "Nour Petit",
    }
    read(db, crew.felicie, crew.edition_id, ActorRole.SHOPS)
    found = role_tasks(db, officer, crew.edition_id)
    assert [one.parameters["qui"] for one in found] == ["animateurs", "equipe"]
    assert {one.screen for one in found} == {"roles.py"}


def test_a_reader_s_dashboard_names_no_colleague(db, reader, crew, member):
    member(crew.edition_id)
    assert "Nour" not in "".join(one.text for one in role_tasks(db, reader, crew.edition_id))


def test_words_that_changed_bring_everybody_back_to_the_dashboard(db, officer, crew):
    for actor, role in ((crew.felicie, ActorRole.SHOPS), (crew.amina, ActorRole.ANIMATORS)):
        read(db, actor, crew.edition_id, role)
    assert role_tasks(db, officer, crew.edition_id) == []
    change_statement(db, officer, crew.edition_id, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    (line,) = role_tasks(db, officer, crew.edition_id)
    assert line.subject == "1\u00a0boutique n’a pas lu son rôle"


def test_nobody_is_awaited_before_the_edition_opens_nor_after_it(db, officer, crew, edition, member):
    member(edition(120, opened=False, name="À venir"))
    assert [one.parameters["qui"] for one in role_tasks(db, officer, crew.edition_id)] == ["boutiques", "animateurs"]
    with clock.frozen(clock.now() + timedelta(days=90)):
        assert role_tasks(db, officer, crew.edition_id) == []


def test_those_who_have_not_read_are_written_to_once_in_three_days(db, officer, crew):
    edition_id, operation = crew.edition_id, new_operation()
    read(db, crew.amina, edition_id, ActorRole.ANIMATORS)
    assert [one.name for one in remindable(db, officer, edition_id, EVERYBODY)] == ["Félicie Martin"]
    for _ in range(2):
        assert remind_roles(db, officer, edition_id, EVERYBODY, operation) == 1
    assert [one.recipient for one in posted(db)] == [f"contact:{crew.felicie.id}"]
    with pytest.raises(Refused):
        remind_roles(db, officer, edition_id, EVERYBODY, new_operation())
    with clock.frozen(clock.now() + timedelta(days=4)):
        assert remind_roles(db, officer, edition_id, EVERYBODY, new_operation()) == 1


def test_only_the_roles_asked_for_are_written_to(db, officer, crew):
    assert remind_roles(db, officer, crew.edition_id, [ActorRole.ANIMATORS], new_operation()) == 1
    assert [one.recipient for one in posted(db)] == [f"contact:{crew.amina.id}"]


def test_the_message_says_the_role_the_next_date_and_leads_to_the_page(db, officer, crew):
    begin_plan(db, officer, crew.edition_id, new_operation())
    remind_roles(db, officer, crew.edition_id, [ActorRole.SHOPS], new_operation())
    (one,) = posted(db)
    said = render_role_remind(db, SYSTEM, one.parameters)
    assert said.to == "felicie@exemple.fr"
    assert said.subject.startswith("À lire, votre rôle")
    assert "Votre rôle\u00a0: ouvrir aux heures annoncées" in said.text
    assert "Votre prochaine date" in said.text
    address = next(line for line in said.text.splitlines() if "/p/" in line)
    assert address.endswith("/role")
    assert address in said.html


def test_the_message_to_a_colleague_without_an_account_asks_for_an_answer(db, officer, edition, member):
    edition_id = edition()
    member(edition_id)
    remind_roles(db, officer, edition_id, EVERYBODY, new_operation())
    said = render_role_remind(db, SYSTEM, posted(db)[0].parameters)
    assert said.to == "nour@exemple.fr"
    assert "Répondez" in said.text
    assert "/p/" not in said.text


def test_the_message_to_an_agent_leads_to_the_screen(db, officer, logistics, edition, member):
    edition_id = edition()
    member(edition_id, name="Claude", role="logistics", agent_id=logistics.id)
    remind_roles(db, officer, edition_id, EVERYBODY, new_operation())
    assert "/qui-fait-quoi" in render_role_remind(db, SYSTEM, posted(db)[0].parameters).text


def test_who_reads_a_changed_role_again_is_told_that_it_changed(db, officer, crew):
    read(db, crew.felicie, crew.edition_id, ActorRole.SHOPS)
    change_statement(db, officer, crew.edition_id, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir <b>tôt</b>", "",
                     new_operation())  # fmt: skip
    remind_roles(db, officer, crew.edition_id, [ActorRole.SHOPS], new_operation())
    said = render_role_remind(db, SYSTEM, posted(db)[0].parameters)
    assert said.subject.startswith("À relire, votre rôle a changé")
    assert "<b>tôt" not in said.html


def test_a_message_no_longer_due_does_not_leave(db, officer, crew):
    remind_roles(db, officer, crew.edition_id, EVERYBODY, new_operation())
    shop, animator = (one.parameters for one in posted(db))
    note_read(db, officer, crew.edition_id, ActorRole.SHOPS, new_operation(), contact_id=crew.felicie.id)
    with pytest.raises(NotSent, match="a lu son rôle"):
        render_role_remind(db, SYSTEM, shop)
    addresses.know(db, "amina@exemple.fr")
    addresses.note_bounce(db, addresses.key_of("amina@exemple.fr"), "5.1.1", permanent=True)
    with pytest.raises(NotSent, match="ne reçoit plus"):
        render_role_remind(db, SYSTEM, animator)
    cancel_edition(db, officer, crew.edition_id, new_operation())
    with pytest.raises(NotSent, match="annulée"):
        render_role_remind(db, SYSTEM, animator)
    with pytest.raises(EditionOver):
        remind_roles(db, officer, crew.edition_id, EVERYBODY, new_operation())


def test_who_has_answered_reads_a_later_date(db, officer, crew, answered):
    begin_plan(db, officer, crew.edition_id, new_operation())
    remind_roles(db, officer, crew.edition_id, [ActorRole.SHOPS], new_operation())
    (one,) = posted(db)
    with clock.frozen(clock.now() - timedelta(days=30)):  # early enough for the answer to be the next date
        before = render_role_remind(db, SYSTEM, one.parameters).text
    answered(crew.edition_id, crew.shop_id)
    with clock.frozen(clock.now() - timedelta(days=30)):
        after = render_role_remind(db, SYSTEM, one.parameters).text
    said = "prochaine date\u00a0: Répondre à l’invitation"
    assert said in before
    assert said not in after
    assert "prochaine date" in after
