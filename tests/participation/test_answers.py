"""Answers: who may give them, until when, once each, and what agents and residents then see."""

from datetime import time, timedelta

import pytest

from campaign.accounts.model import Actor, Role
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import value
from campaign.base.errors import (
    AnswersClosed,
    Conflict,
    EditionOver,
    InvalidForm,
    NotAllowed,
    NotFound,
    OperationReused,
    Refused,
)
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions import views as editions_views
from campaign.participation import actions, views
from campaign.participation.model import Activity, Need, OpenDay, Presence, Source, Status, presence_in_words, summary
from campaign.partners import actions as partners


def test_a_contact_confirms_and_the_shop_is_public(db, linked, answer_values, officer):
    edition_id, place_id, actor, _ = linked
    answer = actions.confirm_participation(db, actor, edition_id, place_id, answer_values(edition_id), new_operation())
    assert (answer.presence, answer.source, answer.version) == (Presence.YES, Source.LINK, 1)
    shops = views.public_shops(db, editions_views.edition(db, edition_id))
    assert [(shop.number, shop.name, shop.commune) for shop in shops] == [(1, "La Malle à Félicie", "Angers")]
    assert views.participation(db, officer, edition_id, place_id).status is Status.CONFIRMED


def test_a_double_click_counts_once_and_gives_the_same_answer(db, linked, answer_values):
    edition_id, place_id, actor, _ = linked
    operation, values = new_operation(), answer_values(edition_id)
    first = actions.confirm_participation(db, actor, edition_id, place_id, values, operation)
    assert actions.confirm_participation(db, actor, edition_id, place_id, values, operation) == first
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'confirm_participation'") == 1


def test_an_operation_of_another_shop_is_refused(db, linked, answer_values, shop, officer):
    edition_id, place_id, actor, _ = linked
    other, operation = shop("Le Fil retrouvé"), new_operation()
    actions.invite(db, officer, edition_id, [other], new_operation())
    actions.confirm_participation(db, actor, edition_id, place_id, answer_values(edition_id), operation)
    with pytest.raises(OperationReused):
        actions.confirm_participation(
            db, officer, edition_id, other, answer_values(edition_id), operation, answered_by="Lou"
        )


def test_changing_an_answer_keeps_one_answer_with_the_last_values(db, linked, answer_values, officer):
    edition_id, place_id, actor, _ = linked
    actions.confirm_participation(db, actor, edition_id, place_id, answer_values(edition_id), new_operation())
    no = answer_values(edition_id, presence=Presence.NO, days=(), activities=(), needs={}, reason="Inventaire")
    answer = actions.confirm_participation(db, actor, edition_id, place_id, no, new_operation())
    assert (answer.presence, answer.reason, answer.days, answer.version) == (Presence.NO, "Inventaire", (), 2)
    assert value(db, "SELECT count(*) FROM open_days") == 0
    assert views.public_shops(db, editions_views.edition(db, edition_id)) == []
    assert views.funnel(db, officer, edition_id).counts[Status.DECLINED] == 1


def test_a_contact_reaches_neither_anothers_shop_nor_another_edition(db, linked, answer_values, shop, officer, edition):
    edition_id, place_id, actor, _ = linked
    other = shop("Le Fil retrouvé")
    actions.invite(db, officer, edition_id, [other], new_operation())
    with pytest.raises(NotFound):
        actions.confirm_participation(db, actor, edition_id, other, answer_values(edition_id), new_operation())
    second = edition(in_days=200)
    actions.invite(db, officer, second, [place_id], new_operation())
    with pytest.raises(NotFound):
        actions.confirm_participation(db, actor, second, place_id, answer_values(second), new_operation())
    with pytest.raises(NotFound):
        views.contact_page(db, Actor(Role.CONTACT, 999), link_of(db, actor.id, edition_id))


def test_answers_close_after_the_deadline_for_shops_and_not_for_agents(db, linked, answer_values, officer):
    edition_id, place_id, actor, _ = linked
    with clock.frozen(clock.now() + timedelta(days=31)):
        with pytest.raises(AnswersClosed, match="closes depuis le"):
            actions.confirm_participation(db, actor, edition_id, place_id, answer_values(edition_id), new_operation())
        answer = actions.confirm_participation(
            db, officer, edition_id, place_id, answer_values(edition_id), new_operation(), answered_by="Félicie Martin"
        )
        assert (answer.source, answer.answered_by) == (Source.AGENT, "Félicie Martin")
    with clock.frozen(clock.now() + timedelta(days=90)), pytest.raises(EditionOver):
        actions.confirm_participation(
            db, officer, edition_id, place_id, answer_values(edition_id), new_operation(), answered_by="Félicie"
        )


def test_an_agent_says_who_answered_and_a_reader_cannot_answer(db, linked, answer_values, officer, reader):
    edition_id, place_id, _, _ = linked
    with pytest.raises(Refused, match="qui a répondu"):
        actions.confirm_participation(db, officer, edition_id, place_id, answer_values(edition_id), new_operation())
    with pytest.raises(NotAllowed):
        actions.confirm_participation(
            db, reader, edition_id, place_id, answer_values(edition_id), new_operation(), answered_by="Lou"
        )


def test_two_tabs_that_contradict_each_other_show_a_conflict(db, linked, answer_values):
    edition_id, place_id, actor, _ = linked
    yes = answer_values(edition_id)
    actions.confirm_participation(db, actor, edition_id, place_id, yes, new_operation(), version=0)
    no = answer_values(edition_id, presence=Presence.NO, days=())
    with pytest.raises(Conflict) as refusal:
        actions.confirm_participation(db, actor, edition_id, place_id, no, new_operation(), version=0)
    assert refusal.value.theirs == {"Présence": "les deux jours"}


def test_an_answer_cannot_be_yes_without_a_day_nor_name_another_day(db, linked, answer_values):
    edition_id, place_id, actor, _ = linked
    with pytest.raises(InvalidForm, match="au moins un jour"):
        actions.confirm_participation(
            db, actor, edition_id, place_id, answer_values(edition_id, days=()), new_operation()
        )
    elsewhere = OpenDay(clock.today(), time(10), time(18))
    with pytest.raises(InvalidForm, match="jours de l’édition ont changé"):
        actions.confirm_participation(
            db, actor, edition_id, place_id, answer_values(edition_id, days=(elsewhere,)), new_operation()
        )


def test_before_the_opening_and_after_a_cancellation_nobody_answers(db, officer, shop, contact, edition, answer_values):
    edition_id, place_id = edition(opened=False), shop()
    actor = contact([place_id])
    actions.invite(db, officer, edition_id, [place_id], new_operation())
    actions.prepare_links(db, officer, edition_id, new_operation())
    with pytest.raises(Refused, match="pas encore ouvertes"):
        actions.confirm_participation(db, actor, edition_id, place_id, answer_values(edition_id), new_operation())
    editions.cancel_edition(db, officer, edition_id, new_operation())
    with pytest.raises(EditionOver, match="annulée"):
        actions.confirm_participation(db, actor, edition_id, place_id, answer_values(edition_id), new_operation())


def test_the_funnel_follows_each_shop_from_invitation_to_answer(db, officer, shop, contact, edition, answer_values):
    edition_id = edition()
    names = ["sans contact", "lien prêt", "lien ouvert", "pas encore", "oui", "non"]
    places = [shop(name) for name in names]
    actors = [contact([place], name=name) for name, place in zip(names[1:], places[1:], strict=True)]
    actions.invite(db, officer, edition_id, places, new_operation())
    statuses = {one.place.name: one.status for one in views.participations(db, officer, edition_id)}
    assert set(statuses.values()) == {Status.TO_INVITE}
    assert actions.prepare_links(db, officer, edition_id, new_operation()) == 5
    from campaign.accounts.links import note_opening

    note_opening(db, actors[1], link_of(db, actors[1].id, edition_id))
    answers = {2: Presence.UNDECIDED, 3: Presence.YES, 4: Presence.NO}
    for index, presence in answers.items():
        days = {} if presence is Presence.YES else {"days": ()}
        values = answer_values(edition_id, presence=presence, **days)
        actions.confirm_participation(db, actors[index], edition_id, places[index + 1], values, new_operation())
    found = {one.place.name: one.status for one in views.participations(db, officer, edition_id)}
    assert found == {
        "sans contact": Status.TO_INVITE,
        "lien prêt": Status.LINK_READY,
        "lien ouvert": Status.LINK_OPENED,
        "pas encore": Status.UNDECIDED,
        "oui": Status.CONFIRMED,
        "non": Status.DECLINED,
    }
    funnel = views.funnel(db, officer, edition_id)
    assert (funnel.invited, funnel.opened, funnel.answered, funnel.confirmed, funnel.missing, funnel.waiting) == (
        6, 4, 2, 1, 16, 4,
    )  # fmt: skip
    with clock.frozen(clock.now() + timedelta(days=31)):
        counts = views.funnel(db, officer, edition_id).counts
        assert (counts[Status.NO_ANSWER], counts[Status.CONFIRMED], counts[Status.DECLINED]) == (4, 1, 1)


def test_a_contact_of_three_shops_has_one_link_and_three_shops(db, officer, shop, contact, edition):
    edition_id = edition()
    places = [shop(name) for name in ("Une", "Deux", "Trois")]
    actor = contact(places)
    actions.invite(db, officer, edition_id, places, new_operation())
    assert actions.prepare_links(db, officer, edition_id, new_operation()) == 1
    page = views.contact_page(db, actor, link_of(db, actor.id, edition_id))
    assert [one.place.name for one in page.shops] == ["Deux", "Trois", "Une"]
    (row,) = views.link_rows(db, officer, edition_id)
    assert row.url.startswith("http://localhost:8501/p/")
    assert set(row.shops) == {"Une", "Deux", "Trois"}


def test_nothing_changed_in_one_tap_carries_the_hours_to_the_same_weekdays(db, officer, shop, contact, edition):
    first = edition(in_days=30, answer_deadline=clock.today() + timedelta(days=5))
    place_id = shop()
    actor = contact([place_id])
    actions.invite(db, officer, first, [place_id], new_operation())
    days = editions_views.edition(db, first).days
    split = OpenDay(days[0], time(9, 30), time(18), time(12), time(14))
    from campaign.participation.model import AnswerValues

    said = AnswerValues(
        Presence.YES, days=(split,), activities=(Activity.MUSIC,), needs={Need.FLYERS: 5}, duties_read=True
    )
    actions.confirm_participation(db, officer, first, place_id, said, new_operation(), answered_by="Félicie")
    new = [day + timedelta(days=70) for day in days]
    from campaign.editions.model import check_edition

    values = check_edition("Suivante", "", new, new[0] - timedelta(days=20))
    second = actions.copy_edition(db, officer, first, values, new_operation())
    editions.open_edition(db, officer, second, new_operation())
    actions.prepare_links(db, officer, second, new_operation())
    (mine,) = views.contact_page(db, actor, link_of(db, actor.id, second)).shops
    assert mine.answer is None
    assert mine.last_edition.id == first
    operation = new_operation()
    answer = actions.confirm_unchanged(db, actor, second, place_id, operation)
    assert actions.confirm_unchanged(db, actor, second, place_id, operation) == answer
    assert [(one.day, one.hours_text) for one in answer.days] == [(new[0], split.hours_text)]
    assert (answer.activities, answer.needs, answer.duties_read) == ((Activity.MUSIC,), {Need.FLYERS: 5}, False)


def test_without_a_last_answer_there_is_nothing_to_confirm_in_one_tap(db, linked):
    edition_id, place_id, actor, _ = linked
    with pytest.raises(NotFound, match="remplissez le formulaire"):
        actions.confirm_unchanged(db, actor, edition_id, place_id, new_operation())


def test_a_copied_edition_invites_the_active_shops_again_and_copies_no_answer(db, officer, shop, edition, answered):
    first = edition()
    kept, gone = shop("Reste"), shop("Partie")
    answered(first, kept)
    answered(first, gone)
    partners.archive_place(db, officer, gone, new_operation())
    read = editions_views.edition(db, first)
    from campaign.editions.model import check_edition

    new = [day + timedelta(days=140) for day in read.days]
    values = check_edition("Suivante", read.theme, new, new[0] - timedelta(days=20), 20)
    operation = new_operation()
    second = actions.copy_edition(db, officer, first, values, operation)
    assert actions.copy_edition(db, officer, first, values, operation) == second
    found = views.participations(db, officer, second)
    assert [(one.place.name, one.answer, one.link_id) for one in found] == [("Reste", None, None)]
    assert editions_views.edition(db, second).copied_from == first


def test_only_active_shops_are_invited_and_an_answered_one_stays(db, officer, shop, edition, answered):
    edition_id = edition()
    supplier, place_id = shop("Imprimerie", kind="supplier"), shop()
    with pytest.raises(Refused, match="boutiques du registre"):
        actions.invite(db, officer, edition_id, [supplier], new_operation())
    answered(edition_id, place_id)
    with pytest.raises(Refused, match="déjà répondu"):
        actions.uninvite(db, officer, edition_id, place_id, new_operation())
    other = shop("Autre")
    actions.invite(db, officer, edition_id, [other, place_id], new_operation())
    actions.uninvite(db, officer, edition_id, other, new_operation())
    assert [one.place.id for one in views.participations(db, officer, edition_id)] == [place_id]


def test_a_reader_sees_states_without_people(db, linked, reader, officer):
    edition_id, place_id, _, _ = linked
    assert views.participation(db, officer, edition_id, place_id).contact.name == "Félicie Martin"
    assert views.participation(db, reader, edition_id, place_id).contact is None
    with pytest.raises(NotAllowed):
        views.link_rows(db, reader, edition_id)


def test_searching_ignores_accents_and_filters_add_up(db, officer, shop, edition, answered):
    edition_id = edition()
    angers, saumur = shop("L’Échoppe"), shop("Meubles", postcode="49400", commune="Saumur")
    answered(edition_id, angers)
    actions.invite(db, officer, edition_id, [saumur], new_operation())
    search = lambda **wanted: [one.place.id for one in views.participations(db, officer, edition_id, **wanted)]  # noqa: E731
    assert search(search="echoppe ANGERS") == [angers]
    assert search(status=Status.CONFIRMED) == [angers]
    assert search(search="saumur", status=Status.CONFIRMED) == []
    assert set(search()) == {angers, saumur}


def test_an_answer_is_told_in_plain_words(db, edition, answer_values, in_2026):
    edition_id = edition()
    read = editions_views.edition(db, edition_id)
    values = answer_values(edition_id, needs={Need.FLYERS: 5, Need.SIGNAGE: 1}, other_activity="Tombola géante")
    told = dict(summary(read, values))
    assert told["Présence"] == "les deux jours"
    assert told["Petit plus"] == "café offert, Tombola géante"
    assert told["Kit"] == "500\u00a0flyers, 1\u00a0panneau"
    one_day = answer_values(edition_id, days=values.days[:1])
    assert presence_in_words(read, one_day) == "ven.\u00a01 seulement"
