"""The demonstration: the reference editions as they were, a third one under way, every screen alive."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.views import demonstration_accounts, is_demonstration
from campaign.base import clock, journal
from campaign.base.database import rows, value
from campaign.base.errors import NotAllowed, NotEmpty, Refused
from campaign.base.settings import settings
from campaign.deliveries.tasks import tasks as goods_tasks
from campaign.demonstration.filling import fill_demonstration
from campaign.editions.model import State
from campaign.editions.views import editions
from campaign.identity.views import identity
from campaign.messages.model import SendingState, Step
from campaign.messages.views import log, plan, tasks
from campaign.participation.days_waiting import days_tasks
from campaign.participation.decisions import DecisionKind, decisions
from campaign.participation.meetings_waiting import meeting_tasks
from campaign.participation.model import Activity, Source, Status
from campaign.participation.money_waiting import money_tasks
from campaign.participation.role_readers import role_tasks
from campaign.participation.store import answers_of_edition
from campaign.participation.views import funnel, participations, public_shops
from campaign.partners import views as partners
from campaign.partners.importing.undo import recent_imports
from campaign.partners.model import Kind
from campaign.partners.pairs import probable_pairs
from campaign.partners.suggesting import pending_suggestions
from campaign.report.tasks import tasks as report_tasks
from campaign.territory import views as territory
from campaign.territory.outlines import contains

NOW = datetime(2026, 11, 21, 10, tzinfo=clock.PARIS)  # when conftest filled it
pytestmark = pytest.mark.usefixtures("then")


def test_the_reference_editions_have_their_days_and_their_shops(filled):
    first, second, _ = editions(filled, SYSTEM)
    assert first.days == (date(2013, 11, 13), date(2013, 11, 16))
    assert second.days == (date(2014, 4, 2), date(2014, 4, 5))
    assert [one.state(clock.today()) for one in (first, second)] == [State.OVER, State.OVER]
    assert len(public_shops(filled, first)) == 17
    assert len(public_shops(filled, second)) == 20


def test_every_past_participation_is_frozen(filled):
    frozen = rows(filled, "SELECT edition_id, count(*) AS n FROM edition_snapshots GROUP BY edition_id")
    assert [one["n"] for one in frozen] == [17, 20]


def test_the_third_edition_is_open_and_has_shops_in_every_state(filled):
    third = editions(filled, SYSTEM)[2]
    assert third.state(clock.today()) is State.OPEN
    # 20 January 2027 is the first Wednesday from 60 days after 21 November 2026 (20 January).
    assert third.days == (date(2027, 1, 20), date(2027, 1, 23))
    assert {status: count for status, count in funnel(filled, SYSTEM, third.id).counts.items() if count} == {
        Status.TO_INVITE: 2,
        Status.LINK_READY: 4,
        Status.LINK_OPENED: 3,
        Status.UNDECIDED: 1,
        Status.CONFIRMED: 8,
        Status.DECLINED: 2,
    }


def test_the_answers_of_the_third_edition_came_by_every_way(filled):
    third = editions(filled, SYSTEM)[2]
    answers = answers_of_edition(filled, third.id).values()
    assert {answer.source for answer in answers} == {Source.LINK, Source.AGENT}
    assert {len(answer.days) for answer in answers} == {0, 1, 2}
    assert all(answer.reason for answer in answers if answer.presence == "no")


def test_nothing_happens_in_the_future_nor_before_its_edition(filled):
    third = editions(filled, SYSTEM)[2]
    for answer in answers_of_edition(filled, third.id).values():
        assert NOW - timedelta(days=28) < answer.at < NOW
    stamps = [entry.at for entry in journal.entries(filled, limit=10_000)]
    assert stamps == sorted(stamps, reverse=True)
    assert min(stamps) >= datetime(2013, 6, 3, tzinfo=clock.PARIS)


def test_the_first_edition_was_answered_before_its_deadline(filled):
    first = editions(filled, SYSTEM)[0]
    for answer in answers_of_edition(filled, first.id).values():
        assert date(2013, 9, 16) <= answer.at.astimezone(clock.PARIS).date() <= first.answer_deadline


def test_each_kind_of_decision_waits_on_the_dashboard(filled):
    third = editions(filled, SYSTEM)[2]
    waiting = [
        *decisions(filled, SYSTEM, third.id),
        *tasks(filled, SYSTEM, third.id),
        *goods_tasks(filled, SYSTEM, third.id),
        *report_tasks(filled, SYSTEM, third.id),
        *role_tasks(filled, SYSTEM, third.id),
        *money_tasks(filled, SYSTEM, third.id),
        *days_tasks(filled, SYSTEM, third.id),
        *meeting_tasks(filled, SYSTEM, third.id),
    ]
    # Nothing is printed so early, no driver is on the road yet, and nothing is told before the days, which are chosen.
    too_early = {DecisionKind.WRONG_ON_PAPER, DecisionKind.PROOF, DecisionKind.TO_SETTLE, DecisionKind.DAYS}
    too_early |= {one for one in DecisionKind if one.value in ("figure", "silent")}
    too_early.add(DecisionKind.CLOSED)  # invented shops are in no register of establishments
    assert {one.kind for one in waiting} == set(DecisionKind) - too_early
    assert [str(one.source) for one in pending_suggestions(filled, SYSTEM)] == ["shop", "resident", "shop"]
    assert {(one.kept.name, one.copy.name) for one in probable_pairs(filled, SYSTEM)} == {
        ("Le Fil retrouvé", "Fil Retrouvé"),
        ("Le Comptoir du réemploi", "Comptoir du Réemploi"),
    }
    assert len(recent_imports(filled, SYSTEM)) == 2


def test_the_third_edition_has_its_correspondence_under_way(filled):
    third = editions(filled, SYSTEM)[2]
    invitation, reminder, *others = plan(filled, SYSTEM, third.id)
    # 25 October 2026 is a Sunday: the invitation left on Monday 26, at nine.
    assert invitation.launched_at == datetime(2026, 10, 26, 9, tzinfo=clock.PARIS)
    results = invitation.results
    assert (invitation.state, results.failed, results.uncertain, results.waiting) == (SendingState.SENT, 2, 1, 0)
    # Eighteen contacts, of whom Odile Oger has no address and Damien Foucher had left.
    assert results.total == 16
    assert 0 < results.answered <= results.opened < results.sent
    assert (reminder.step, reminder.state) == (Step.REMINDER_1, SendingState.SCHEDULED)
    assert reminder.leaves_at > NOW
    assert {one.state for one in others} == {SendingState.PROPOSED}
    assert [(one.kind, one.subject) for one in tasks(filled, SYSTEM, third.id)] == [
        (DecisionKind.BOUNCED, "Claire Sécher"),
        (DecisionKind.UNCERTAIN, "Aurore Métayer"),
        (DecisionKind.FAILED, "Karim Lefort"),
    ]
    assert len([one for one in log(filled, SYSTEM, third.id) if one.step]) == 16


def test_no_message_of_the_demonstration_left_nor_was_written(filled):
    folder = Path(rows(filled, "PRAGMA database_list")[0]["file"]).parent
    assert list(folder.rglob("*.eml")) == []


def test_every_shop_stands_in_its_own_commune(filled):
    outlines = {
        area["properties"]["insee_code"]: area["geometry"] for area in territory.commune_contours("49")["features"]
    }
    shops = [shop for shop in partners.places(filled, SYSTEM) if shop.duplicate_of is None]
    assert len(shops) == 20
    for shop in shops:
        assert contains(outlines[shop.insee_code], shop.latitude, shop.longitude), shop.name
    assert len({(shop.latitude, shop.longitude) for shop in shops}) == 20


def test_shops_that_may_not_advertise_are_the_integration_enterprises(filled):
    quiet = {shop.organisation for shop in partners.places(filled, SYSTEM) if not shop.may_advertise}
    assert quiet == {"Envie Anjou", "APIVET", "Arceau Anjou"}


def test_the_reference_partners_and_every_kind_of_place_are_there(filled):
    run_by = {shop.organisation for shop in partners.places(filled, SYSTEM)}
    assert run_by >= {"Emmaüs", "Secours Catholique", "Envie Anjou", "APIVET", "Arceau Anjou"}
    for kind in Kind:
        assert partners.places(filled, SYSTEM, kind), kind


def test_a_contact_has_three_shops_and_one_has_no_address(filled):
    contacts = partners.contacts(filled, SYSTEM)
    assert max(len(contact.place_ids) for contact in contacts) == 3
    assert [contact.name for contact in contacts if not contact.email] == ["Odile Oger"]
    assert any(shop.phone and not shop.email for shop in partners.places(filled, SYSTEM))


def test_activities_are_those_seen_at_the_reference_editions(filled):
    seen = {
        activity
        for edition in editions(filled, SYSTEM)
        for answer in answers_of_edition(filled, edition.id).values()
        for activity in answer.activities
    }
    assert seen >= {Activity.MUSIC, Activity.GAMES, Activity.PROMOTIONS, Activity.COFFEE, Activity.PANCAKES}
    assert Activity.BUILDING in seen


def test_what_is_invented_says_so_and_reaches_nobody(filled):
    assert is_demonstration(filled)
    assert "(démonstration)" in identity(filled).body_name
    assert identity(filled).missing == ()
    emails = {one["email"] for table in ("contacts", "places") for one in rows(filled, f"SELECT email FROM {table}")}
    assert all(email == "" or email.endswith("@exemple.example") for email in emails)
    phones = {one["phone"] for table in ("contacts", "places") for one in rows(filled, f"SELECT phone FROM {table}")}
    assert all(phone == "" or phone.startswith(("+332410000", "+33600000")) for phone in phones)
    mobiles = [one for one in partners.places(filled, SYSTEM) if one.phone.startswith("+336")]
    assert sorted(one.public_phone != "" for one in mobiles) == [False, True]
    assert {role for *_, role, _ in demonstration_accounts(filled)} >= {Role.OFFICER, Role.READER}


def test_the_history_of_a_shop_tells_its_change_of_days(filled):
    shop = next(one for one in partners.places(filled, SYSTEM) if one.name == "Le Vestiaire solidaire")
    told = [line.text for line in partners.history(filled, SYSTEM, shop.id)]
    assert any("horaires" in line for line in told)


def test_shops_are_listed_with_their_contact_and_answer(filled):
    third = editions(filled, SYSTEM)[2]
    by_name = {one.place.name: one for one in participations(filled, SYSTEM, third.id)}
    assert by_name["L’Échoppe solidaire"].contact is None
    assert by_name["Ressourcerie du Haut-Anjou"].contact.name == "Jeanne Rabouin"
    assert by_name["La Remise"].answer.answered_by == "Odile Oger, au téléphone"


def test_the_demonstration_refuses_a_database_that_holds_something(db, shop):
    shop()
    with pytest.raises(NotEmpty):
        fill_demonstration(db, SYSTEM)
    assert value(db, "SELECT count(*) FROM editions") == 0


def test_the_demonstration_exists_for_one_departement(db, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "53")
    settings.cache_clear()
    with pytest.raises(Refused, match="Maine-et-Loire"):
        fill_demonstration(db, SYSTEM)


def test_only_the_machine_fills_the_demonstration(db):
    for role in Role:
        if role is not Role.SYSTEM:
            with pytest.raises(NotAllowed):
                fill_demonstration(db, Actor(role, 1))
