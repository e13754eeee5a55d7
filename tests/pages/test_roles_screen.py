"""« Qui fait quoi »: the roles, who has read, the team; each role of agent sees and does its own."""

import pytest

from campaign.accounts.model import SYSTEM, Role
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from campaign.participation.role_readers import role_readers
from campaign.participation.role_reminding import KIND
from campaign.planning.backplan import begin_plan
from campaign.roles.acknowledging import note_read
from campaign.roles.model import ActorRole, How, Stand
from campaign.roles.team import add_member
from campaign.roles.views import readings, statement, team
from campaign.roles.writing import change_statement
from tests.pages.conftest import bare, said

SCREEN = "roles.py"


@pytest.fixture
def told(db, officer, logistics, edition, shop, contact) -> int:
    """An edition with a plan, a shop with its contact, Claude of logistics in the team."""
    edition_id, place_id = edition(), shop()
    contact([place_id])
    participation.invite(db, officer, edition_id, [place_id], new_operation())
    participation.prepare_links(db, officer, edition_id, new_operation())
    begin_plan(db, officer, edition_id, new_operation())
    add_member(db, officer, edition_id, {"name": "Claude *Mercier*", "role": "logistics", "duty": "au dépôt",
                                         "agent_id": logistics.id}, new_operation())  # fmt: skip
    return edition_id


def shown(at) -> str:
    parts = [bare(said(at)), *(bare(frame.value.to_csv()) for frame in [*at.dataframe, *at.table])]
    parts += [one.value for one in at.header]
    return "\n".join(parts).replace("\u202f", " ").replace("\u00a0", " ")


def keys(at) -> set[str]:
    return {one.key for one in at.button if one.key}


def press(at, key: str):
    return at.button(key=key).click().run()


def part(at, name: str):
    return at.segmented_control(key="roles-view").set_value(name).run()


def test_without_an_edition_the_screen_says_where_to_begin(enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert not at.exception
    assert "Les rôles sont ceux d’une édition." in shown(at)


def test_every_role_is_shown_with_its_next_date(told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    text = shown(at)
    assert not at.exception
    for role in ActorRole:
        assert any(role.label in one.value for one in at.header)
    assert "0 personne sur 2 a lu son rôle." in text
    assert "Préparer les kits" in text
    assert {f"rewrite-{role}" for role in ActorRole} <= keys(at)


def test_a_reader_reads_the_roles_without_a_name(told, enter, page):
    enter(Role.READER)
    at = page(SCREEN)
    text = shown(at)
    assert not at.exception
    assert "Ouvrir aux heures annoncées" in text
    assert "Mercier" not in text
    assert "Félicie" not in text
    assert not [key for key in keys(at) if key.startswith(("rewrite", "told", "remind", "edit-member", "primary"))]


def test_an_agent_of_the_team_says_that_they_have_read(db, told, enter, page):
    enter(Role.LOGISTICS)
    at = page(SCREEN)
    assert "Votre rôle : logistique" in bare(shown(at))
    at = press(at, f"own-role-{told}-logistics")
    assert not at.exception
    (one,) = readings(db, SYSTEM, told)
    assert one.how is How.SCREEN
    assert f"own-role-{told}-logistics" not in keys(at)


def test_the_dashboard_leads_to_those_who_have_not_read(told, enter, page):
    enter(Role.OFFICER)
    assert "1 boutique n’a pas lu son rôle" in shown(page("dashboard.py"))
    at = page(SCREEN, qui="boutiques", lu="non")
    assert at.segmented_control(key="roles-view").value == "lectures"
    listed = at.dataframe[0].value
    assert list(listed["Nom"]) == ["Félicie Martin"]


def test_read_on_the_telephone_is_noted(db, told, enter, page):
    enter(Role.COMMUNICATION)
    at = page(SCREEN, lu="non")
    (key,) = [one for one in keys(at) if one.startswith("told-")]  # the first of the list is selected: Claude
    at = press(at, key)
    assert [one.how for one in readings(db, SYSTEM, told)] == [How.PHONE]
    (undo,) = [one for one in keys(at) if one.startswith("undo-role-reading")]
    press(at, undo)
    assert readings(db, SYSTEM, told) == ()


def test_logistics_sees_who_has_read_and_notes_nothing(told, enter, page):
    enter(Role.LOGISTICS)
    at = page(SCREEN, lu="non")
    assert "Félicie Martin" in shown(at)
    assert not [one for one in keys(at) if one.startswith(("told-", "remind"))]


def test_reminders_name_who_gets_one_before_they_leave(db, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("roles_reading.remind", told, ["shops", "logistics"])
    assert "1 message part" in shown(at)  # Claude has no address
    assert "La Malle à Félicie" in shown(at)
    press(at, "remind-roles-send")
    assert db.conn.execute("SELECT count(*) FROM outbox WHERE kind = ?", [KIND]).fetchone()[0] == 1
    assert "Personne à qui écrire" in shown(dialog("roles_reading.remind", told, ["shops"]))


def test_words_are_rewritten_and_refused_with_their_reason(db, told, enter, dialog):
    enter(Role.OFFICER)
    form = f"role-form-{told}-it"
    at = dialog("roles_writing.rewrite", told, "it")
    at.text_area(key=f"{form}-asked").set_value("")
    at = press(at, f"{form}-save")
    assert "écrivez au moins une ligne" in shown(at)
    assert statement(db, SYSTEM, told, ActorRole.IT).is_default
    at.text_area(key=f"{form}-asked").set_value("Tenir la page\nLa relire")
    press(at, f"{form}-save")
    assert statement(db, SYSTEM, told, ActorRole.IT).words.asked == ("Tenir la page", "La relire")


def test_going_back_to_the_proposed_words_is_confirmed(db, officer, told, enter, dialog):
    change_statement(db, officer, told, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    enter(Role.OFFICER)
    at = dialog("roles_writing.use_proposed", told, "shops")
    press(at, f"role-proposed-{told}-shops-1-yes")
    assert statement(db, SYSTEM, told, ActorRole.SHOPS).is_default


def test_the_team_is_added_to_taken_out_and_put_back(db, told, enter, page, dialog):
    officer = enter(Role.OFFICER)
    at = dialog("roles_team.edit_member", told, None)
    form = "member-form-new"
    at.text_input(key=f"{form}-name").set_value("Odile Bret")
    at.selectbox(key=f"{form}-role").set_value(ActorRole.ELECTED)
    press(at, f"{form}-save")
    assert [one.name for one in team(db, officer, told)] == ["Odile Bret", "Claude *Mercier*"]
    at = part(page(SCREEN), "equipe")
    assert "Claude *Mercier*" in shown(at)
    claude = team(db, officer, told)[1].id
    at = press(at, f"remove-member-{claude}")
    assert [one.name for one in team(db, officer, told)] == ["Odile Bret"]
    press(at, f"undo-role-member-{claude}")
    assert len(team(db, officer, told)) == 2


def test_who_read_former_words_is_shown_to_read_again(db, officer, told, enter, page):
    one = next(one for one in role_readers(db, SYSTEM, told) if one.contact_id)
    note_read(db, officer, told, ActorRole.SHOPS, new_operation(), contact_id=one.contact_id)
    change_statement(db, officer, told, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    assert {one.stand for one in role_readers(db, SYSTEM, told)} == {Stand.AGAIN, Stand.UNREAD}
    enter(Role.OFFICER)
    assert "texte changé depuis" in shown(page(SCREEN, lu="non"))


def test_the_words_of_the_last_edition_are_taken_again_as_long_as_none_is_written_here(
    db, officer, told, edition, enter, page
):
    new = edition(120, name="La suivante")
    change_statement(db, officer, told, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    enter(Role.OFFICER)
    at = press(page(SCREEN, edition=new), f"copy-roles-{new}")
    assert statement(db, SYSTEM, new, ActorRole.SHOPS).words.brief == "ouvrir."
    assert f"copy-roles-{new}" not in keys(at)
