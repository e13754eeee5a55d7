"""Messages made when they leave: from whom, with which way out, and what every text gives for invented shops."""

import re
from datetime import timedelta

import pytest

from campaign.accounts.links import token_of
from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.errors import NotAllowed, NotSent
from campaign.base.operations import new_operation
from campaign.editions.views import current_edition
from campaign.identity.actions import change_identity
from campaign.mail import addresses
from campaign.mail.message import composed
from campaign.messages.audience import audience_of
from campaign.messages.model import INVITATIONS, REMINDERS, Progress, Step
from campaign.messages.rendering import render_step
from campaign.messages.store import add_sending
from campaign.messages.texts import change_text, preview, restore_text, texts
from campaign.participation import actions as participation
from campaign.participation.model import Need, Presence
from campaign.partners import actions as partners
from campaign.partners import contacts

NOTE = "Jeudi 24 octobre, entre 9 h et 10 h 30"
IDENTITY = {"body_name": "Département de Maine-et-Loire", "contact_name": "Camille Moreau",
            "contact_phone": "02 41 00 00 00", "contact_email": "prevention@exemple.fr",
            "mail_sender": "bons-jours@exemple.fr"}  # fmt: skip
FELICIE = "felicie@exemple.fr"


@pytest.fixture
def posted(db, officer, linked):
    """A step launched for the linked contact, as the outbox would hand it over: (step, **parameters) -> parameters."""

    def post(step: Step = Step.INVITATION, note: str = "", **parameters) -> dict:
        sending_id = add_sending(db, linked[0], step, clock.now(), note, officer.journal_name, "launched")
        return {"sending_id": sending_id, "contact_id": linked[2].id, "word": "", **parameters}

    return post


def render(db, parameters):
    with transaction(db):
        return render_step(db, SYSTEM, parameters)


def sent(db, posted, *arguments, **parameters):
    return render(db, posted(*arguments, **parameters))


def test_it_leaves_from_the_departement_and_replies_reach_the_officer(db, officer, posted):
    change_identity(db, officer, 1, IDENTITY, new_operation())
    mail = composed(sent(db, posted))
    assert mail["From"] == "Département de Maine-et-Loire <bons-jours@exemple.fr>"
    assert mail["Reply-To"] == "prevention@exemple.fr"
    assert mail["To"] == "Félicie Martin <felicie@exemple.fr>"
    assert "Camille Moreau\nService prévention des déchets\nDépartement" in mail.get_body(("plain",)).get_content()


def test_it_carries_the_persons_own_link_alone_on_its_line_and_as_the_button(db, posted, linked):
    message = sent(db, posted)
    address = f"http://localhost:8501/p/{token_of(linked[3])}"
    assert f"\n\n{address}\n\n" in message.text
    assert f'href="{address}"' in message.html
    assert "Je réponds</a>" in message.html


def test_a_link_that_was_revoked_is_made_anew(db, officer, posted, linked):
    from campaign.accounts.links import revoke_link

    revoke_link(db, officer, linked[3].id, new_operation())
    message = sent(db, posted)
    assert f"/p/{token_of(link_of(db, linked[2].id, linked[0]))}" in message.text


@pytest.mark.parametrize("step", list(Step))
def test_only_invitations_carry_a_way_out_and_service_messages_say_why_they_come(db, posted, answered, linked, step):
    if step not in INVITATIONS:
        answered(linked[0], linked[1])
    message = sent(db, posted, step, NOTE)
    way_out = f"http://localhost:8501/p/arret/{addresses.token_of(FELICIE)}"
    mail = composed(message)
    if step in INVITATIONS:
        assert mail["List-Unsubscribe"] == f"<{way_out}>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert way_out in message.text
        assert f'href="{way_out}"' in message.html
    else:
        assert mail["List-Unsubscribe"] is None
        assert "/p/arret/" not in message.text + message.html
        took_part = step in (Step.THANKS, Step.FOLLOW_UP_3, Step.FOLLOW_UP_6)
        said = "avez participé" if took_part else "participez"
        assert f"Vous recevez ce message pratique parce que vous {said}" in message.text
    assert "/donnees-personnelles" in message.text


def test_the_first_message_says_where_the_address_comes_from(db, posted):
    text = sent(db, posted).text
    assert "Votre adresse figure dans notre répertoire des boutiques solidaires." in text
    assert "Ne plus recevoir d’invitation" in text


def test_the_text_follows_how_far_the_person_is_when_it_leaves(db, officer, posted, linked, answer_values):
    parameters = posted(Step.REMINDER_1)
    assert "il manque votre réponse" in render(db, parameters).subject
    undecided = answer_values(linked[0], presence=Presence.UNDECIDED, days=())
    participation.confirm_participation(
        db, officer, linked[0], linked[1], undecided, new_operation(), answered_by="Félicie"
    )
    with clock.frozen(clock.now() + timedelta(days=6)):
        assert "votre réponse est commencée" in render(db, parameters).subject


def test_an_answer_given_between_the_planning_and_the_sending_stops_it(db, officer, posted, linked, answered):
    parameters = posted(Step.REMINDER_1)
    place = {"phone": "02 41 00 00 05", "categories": ["velos"], "opening_hours_text": "mardi 14h-18h"}
    stored = db.conn.execute("SELECT version FROM places WHERE id = ?", [linked[1]]).fetchone()[0]
    partners.change_place(db, officer, linked[1], stored, place, new_operation())
    answered(linked[0], linked[1], duties_read=True)
    with pytest.raises(NotSent) as reason:
        render(db, parameters)
    assert reason.value.code in ("done", "just_acted")


def test_an_opposition_or_a_dead_address_stops_it(db, posted):
    invitation = posted()
    addresses.know(db, FELICIE)
    addresses.oppose(db, addresses.token_of(FELICIE))
    with pytest.raises(NotSent, match="ne veut plus"):
        render(db, invitation)
    addresses.accept_again(db, addresses.token_of(FELICIE))
    addresses.note_bounce(db, addresses.key_of(FELICIE), "5.1.1", permanent=True)
    with pytest.raises(NotSent, match="ne fonctionne plus"):
        render(db, invitation)


def test_an_opposition_does_not_stop_a_service_message(db, posted, linked, answered):
    answered(linked[0], linked[1])
    addresses.know(db, FELICIE)
    addresses.oppose(db, addresses.token_of(FELICIE))
    assert sent(db, posted, Step.PRACTICAL).to == FELICIE


def test_an_archived_contact_gets_nothing(db, officer, posted, linked):
    parameters = posted()
    contacts.archive_contact(db, officer, linked[2].id, new_operation())
    with pytest.raises(NotSent):
        render(db, parameters)


def test_the_word_of_the_agent_stands_first_and_is_plain_text(db, posted):
    message = sent(db, posted, word="Comme convenu au téléphone, <b>voici</b> {{lien}}.", asked=True)
    assert message.text.startswith("Comme convenu au téléphone, <b>voici</b> {{lien}}.\n\nBonjour Félicie Martin,")
    assert "&lt;b&gt;voici&lt;/b&gt; {{lien}}" in message.html


def test_an_adapted_text_is_the_one_that_leaves_and_the_original_comes_back(db, officer, posted):
    parameters = posted()
    change_text(
        db, officer, Step.INVITATION, Progress.NOTHING, 0, "À faire, {{nom}}", "Venez.\n\n{{lien}}", new_operation()
    )
    assert render(db, parameters).subject == "À faire, Félicie Martin"
    restore_text(db, officer, Step.INVITATION, Progress.NOTHING, new_operation())
    assert "confirmez vos horaires" in render(db, parameters).subject


def test_a_delivery_notice_says_when_in_its_subject_and_what_comes(db, posted, linked, answered):
    answered(linked[0], linked[1], needs={Need.POSTERS: 20, Need.FLYERS: 5})
    message = sent(db, posted, Step.DELIVERY, NOTE)
    when = "Jeudi 24 octobre, entre 9\u00a0h et 10\u00a0h\u00a030"
    assert message.subject == f"À prévoir, livraison de votre kit\u00a0: {when}"
    assert "Vous avez demandé\u00a0: 20\u00a0affiches et 500\u00a0flyers." in message.text


def test_practical_information_lists_the_hours_of_each_day(db, posted, linked, answered, edition):
    answered(linked[0], linked[1])
    lines = sent(db, posted, Step.PRACTICAL).text.splitlines()
    hours = [line for line in lines if line.startswith("- ") and "18\u00a0h" in line]
    assert len(hours) == 2
    assert all(line.endswith(": 10\u00a0h\u00a0–\u00a018\u00a0h") or "\u00a0: 10\u00a0h" in line for line in hours)


def test_a_contact_of_several_shops_is_told_which_one_misses_an_answer(db, officer, shop, contact, edition, answered):
    edition_id = edition()
    first, second = shop("La Malle à Félicie"), shop("Le Vestiaire", address="2 rue du Port")
    person = contact([first, second])
    answered(edition_id, first)
    participation.invite(db, officer, edition_id, [second], new_operation())
    seen = preview(db, officer, edition_id, Step.REMINDER_1, person.id, progress=Progress.BEGUN)
    assert "à quelles heures, pour Le Vestiaire." in seen.text


def test_what_is_missing_is_said_shop_by_shop(db, officer, linked, answered):
    answered(linked[0], linked[1])
    seen = preview(db, officer, linked[0], Step.REMINDER_1, linked[2].id, progress=Progress.TO_COMPLETE)
    assert (
        "Il y manque encore\u00a0: votre rôle, à relire et à cocher, votre téléphone, vos horaires habituels et ce que "
        in (seen.text)
    )


def test_nobody_but_the_software_makes_messages(db, officer, posted):
    with pytest.raises(NotAllowed):
        render_step(db, officer, posted())


ALL = [(one, state) for one in Step for state in (tuple(Progress)[:3] if one in REMINDERS else (Progress.NOTHING,))]


@pytest.mark.parametrize(("step", "progress"), ALL)
def test_every_original_text_reads_well_for_every_shop_of_the_demonstration(demonstration, step, progress):
    db, edition = demonstration, current_edition(demonstration)
    reached = audience_of(db, edition.id, step, clock.now())
    people = [*reached.due, *reached.skipped]
    assert people
    for one in people:
        seen = preview(db, SYSTEM, edition.id, step, one.contact_id, note=NOTE, progress=progress)
        for said in (seen.subject, seen.text, seen.html):
            assert not re.search(r"\{\{|\}\}|{%", said)
            assert not re.search(r"(?<=\w) [;:!?»](?!\S)|« ", said), "espace ordinaire avant un signe double"
            assert not re.search(r"\d h\b", said)
            assert "'" not in re.sub(r"<[^>]*>", "", said)
            assert "\u2060" not in said
            assert "None" not in said
        assert not re.search(r" {2}|\n{3}| ,| \.", seen.text)
        assert 20 < len(seen.subject) <= 120
        assert re.match(r"(À|Racontez-nous|Dites-nous) ", seen.subject)
        if step in INVITATIONS:
            day = edition.answer_deadline.day
            assert re.match(rf"À \w+ avant le {'1er' if day == 1 else day} ", seen.subject)
        assert seen.html.count("<a ") >= 1


def test_the_texts_listed_here_are_all_the_texts(demonstration):
    assert [(one.step, one.progress) for one in texts(demonstration, SYSTEM)] == ALL
