"""What waits for a decision is the same for everyone who may see it."""

from campaign.accounts.model import PUBLIC
from campaign.base.operations import new_operation
from campaign.participation import actions
from campaign.participation.decisions import decisions
from campaign.partners.reporting import report_mistake


def texts(db, agent, edition_id):
    return {one.subject: one.text for one in decisions(db, agent, edition_id)}


def test_a_reader_is_not_told_that_a_contact_is_missing_because_names_are_hidden_from_them(
    db, officer, reader, shop, contact, edition
):
    edition_id, place_id, lonely = edition(), shop(), shop(name="Sans personne")
    contact([place_id])
    actions.invite(db, officer, edition_id, [place_id, lonely], new_operation())
    seen = texts(db, reader, edition_id)
    assert seen["La Malle à Félicie"] == "invitée, son lien n’est pas prêt"
    assert seen["Sans personne"] == "personne à qui envoyer le lien"
    assert seen == texts(db, officer, edition_id)


def test_what_a_resident_says_is_told_as_theirs_and_briefly(db, officer, shop):
    place_id = shop()
    report_mistake(db, PUBLIC, place_id, "autre", "la porte est verte, " * 20, new_operation())
    text = texts(db, officer, None)["La Malle à Félicie"]
    assert text.startswith("remarque, dit un habitant : la porte est verte")
    assert text.endswith(" …")
    assert len(text) < 160
