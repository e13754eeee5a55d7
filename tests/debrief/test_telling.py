"""Telling a debrief part by part: what is kept, replayed, refused; what is asked to be confirmed."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from campaign.accounts.links import prepare_link
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.retention import past_retention
from campaign.accounts.store import link_of
from campaign.base import clock, journal
from campaign.base.database import ENGINE_ERRORS, insert, transaction, value
from campaign.base.errors import Conflict, EditionOver, InvalidForm, NotAllowed, NotFound, OperationReused, Refused
from campaign.base.operations import new_operation
from campaign.debrief.actions import add_set, confirm_figure, finish, save_section
from campaign.debrief.default_questions import FIRST_SETS, SHOP
from campaign.debrief.model import Audience, Concern, Figure, Source, State, Unit
from campaign.debrief.store import debrief_of, set_from
from campaign.debrief.views import alerts, debrief_page, debriefs, own_debriefs, place_debrief, question_set
from campaign.deliveries.declaring import declare
from campaign.deliveries.model import DeliverySaid, Outcome
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.road import note_delivery
from campaign.deliveries.store import known_slip
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view
from campaign.participation.model import Activity
from campaign.partners.model import Category


def visits(days, first="20 à 50", second="", **more):
    form = {f"visitors-{days[0]}": first, **more}
    return form | ({f"visitors-{days[1]}": second} if second else {f"visitors-{days[1]}-unknown": "yes"})


def test_a_part_is_kept_with_its_range_its_unit_and_what_is_unknown(db, told):
    edition_id, place_id, actor, _link, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days), new_operation())
    kept = debrief_of(db, edition_id, place_id)
    assert kept.answer("visitors", days[0]).figure == Figure(20, 50, Unit.PEOPLE)
    unknown = kept.answer("visitors", days[1])
    assert (unknown.unknown, unknown.figure) == (True, None)
    assert kept.answer("volunteers") is None, "pas de réponse n’est ni zéro ni « je ne sais pas »"
    assert (kept.state, kept.sections_done, kept.source) == (State.STARTED, ("visits",), Source.LINK)
    assert kept.saved_at == kept.started_at == clock.now()
    assert value(db, "SELECT count(*) FROM debrief_answers WHERE low = 0") == 0


def test_the_database_itself_refuses_a_figure_without_unit_and_an_unknown_with_one(db, told):
    edition_id, place_id, actor, _, days = told
    debrief_id = save_section(db, actor, edition_id, place_id, "visits", visits(days), new_operation())
    for columns, values in (("low, high", "5, 5"), ("low, high, unit, unknown", "0, 0, 'people', 1")):
        with pytest.raises(ENGINE_ERRORS), transaction(db):
            db.conn.execute(f"INSERT INTO debrief_answers (debrief_id, question, {columns}) VALUES (?, 'x', {values})",
                            [debrief_id])  # fmt: skip


def test_each_part_is_saved_on_its_own_and_the_others_stay(db, told):
    edition_id, place_id, actor, link, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "50", "120"), new_operation())
    save_section(db, actor, edition_id, place_id, "sales", {f"takings-{days[0]}": "1 234,56"}, new_operation())
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "60", "120"), new_operation())
    kept = debrief_of(db, edition_id, place_id)
    assert kept.answer("visitors", days[0]).figure.low == 60
    assert kept.answer("takings", days[0]).figure == Figure(1234.56, 1234.56, Unit.EUROS)
    assert dict(kept.saved) == {"visits": 2, "sales": 1}
    finish(db, actor, edition_id, place_id, new_operation())
    assert debrief_page(db, actor, link, place_id).state is State.DONE


def test_a_refused_part_keeps_nothing_of_itself_nor_loses_what_was_there(db, told):
    edition_id, place_id, actor, _, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "50", "120"), new_operation())
    with pytest.raises(InvalidForm):
        save_section(db, actor, edition_id, place_id, "visits", visits(days, "60", "environ 50"), new_operation())
    assert debrief_of(db, edition_id, place_id).answer("visitors", days[0]).figure.low == 50


def test_a_first_part_refused_begins_no_debrief(db, told):
    edition_id, place_id, actor, _, days = told
    with pytest.raises(InvalidForm):
        save_section(db, actor, edition_id, place_id, "visits", visits(days, "-3"), new_operation())
    assert debrief_of(db, edition_id, place_id) is None


def test_a_replay_writes_once_and_its_number_serves_no_other_part(db, told):
    edition_id, place_id, actor, _, days = told
    operation = new_operation()
    ids = {save_section(db, actor, edition_id, place_id, "visits", visits(days), operation) for _ in range(3)}
    assert len(ids) == 1
    assert debrief_of(db, edition_id, place_id).saved == (("visits", 1),)
    assert len([one for one in journal.entries(db, "debrief") if one.verb == "save_debrief"]) == 1
    with pytest.raises(OperationReused):
        save_section(db, actor, edition_id, place_id, "sales", {}, operation)


def test_two_people_on_one_part_are_told_and_neither_is_lost(db, officer, told):
    edition_id, place_id, actor, _, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "50", "120"), new_operation(), version=0)
    with pytest.raises(Conflict) as refused:
        save_section(db, officer, edition_id, place_id, "visits", visits(days, "70"), new_operation(), version=0)
    assert "50\u00a0personnes" in refused.value.theirs["Visiteurs"] or "120" in refused.value.theirs["Visiteurs"]
    assert refused.value.who == "la boutique"
    save_section(db, officer, edition_id, place_id, "sales", {}, new_operation(), version=0)


def test_another_contact_s_place_is_refused_without_saying_more(db, told, shop, contact):
    edition_id, place_id, actor, link, days = told
    other = shop("La Ressourcerie des Biscottes")
    stranger = contact([other], name="Autre", email="autre@exemple.fr")
    for call in (
        lambda: save_section(db, stranger, edition_id, place_id, "visits", visits(days), new_operation()),
        lambda: finish(db, stranger, edition_id, place_id, new_operation()),
        lambda: confirm_figure(db, stranger, edition_id, place_id, "visitors", days[0], new_operation()),
        lambda: debrief_page(db, stranger, link, place_id),
        lambda: own_debriefs(db, stranger, link),
        lambda: debrief_page(db, actor, link, other),
    ):
        with pytest.raises(NotFound):
            call()
    assert debrief_of(db, edition_id, place_id) is None


def test_a_reader_writes_nothing_and_reads_no_name(db, officer, reader, told):
    edition_id, place_id, _, _, days = told
    with pytest.raises(NotAllowed):
        save_section(db, reader, edition_id, place_id, "visits", visits(days), new_operation())
    form = {"moment": "Une file dès 9 h !", "moment-quote": "yes", "moment-name": "Félicie"}
    save_section(db, officer, edition_id, place_id, "activities", form, new_operation(), answered_by="Félicie Martin")
    seen, hidden = (debriefs(db, by, edition_id)[0].debrief for by in (officer, reader))
    assert (seen.answered_by, seen.quotes[0].name, seen.source) == ("Félicie Martin", "Félicie", Source.AGENT)
    assert (hidden.answered_by, hidden.quotes[0].name) == ("", "")


def test_a_permission_to_quote_can_be_taken_back(db, told):
    edition_id, place_id, actor, _, _ = told
    form = {"moment": "Une file dès 9 h !", "moment-quote": "yes"}
    save_section(db, actor, edition_id, place_id, "activities", form, new_operation())
    assert [one.question for one in debrief_of(db, edition_id, place_id).quotes] == ["moment"]
    save_section(db, actor, edition_id, place_id, "activities", {"moment": "Une file dès 9 h !"}, new_operation())
    assert debrief_of(db, edition_id, place_id).quotes == ()


def test_names_go_twelve_months_after_the_edition_and_what_was_told_stays(db, officer, told):
    edition_id, place_id, _, _, days = told
    save_section(db, officer, edition_id, place_id, "visits", visits(days), new_operation(), answered_by="Félicie")
    with clock.frozen(datetime.combine(days[-1] + timedelta(days=364), datetime.min.time(), UTC)):
        assert past_retention(db, SYSTEM)["debrief_people"] == 0
    with clock.frozen(datetime.combine(days[-1] + timedelta(days=367), datetime.min.time(), UTC)):
        assert past_retention(db, SYSTEM)["debrief_people"] == 1
    # `purge` itself would meet the journal's lock, which reads the machine's clock: here, its rule for one table.
    db.conn.execute("DELETE FROM debrief_people")
    kept = debrief_of(db, edition_id, place_id)
    assert (kept.answered_by, kept.answer("visitors", days[0]).figure.high) == ("", 50)


def test_a_debrief_opens_with_the_event_and_not_for_a_cancelled_one(db, officer, linked, answered):
    edition_id, place_id, actor, _ = linked
    with pytest.raises(NotFound):
        save_section(db, actor, edition_id, place_id, "visits", {}, new_operation())  # never said yes
    answered(edition_id, place_id)
    edition = edition_view(db, edition_id)
    with pytest.raises(Refused, match="Le bilan s’ouvre le"):
        save_section(db, actor, edition_id, place_id, "visits", {}, new_operation())
    editions.cancel_edition(db, officer, edition_id, new_operation())
    with clock.frozen(datetime.combine(edition.first_day, datetime.min.time(), UTC) + timedelta(hours=12)):
        with pytest.raises(EditionOver):
            save_section(db, actor, edition_id, place_id, "visits", {}, new_operation())


def test_nothing_is_finished_before_it_is_begun(db, told):
    edition_id, place_id, actor, _, days = told
    with pytest.raises(Refused, match="commencez par une des parties"):
        finish(db, actor, edition_id, place_id, new_operation())
    with pytest.raises(NotFound):
        save_section(db, actor, edition_id, place_id, "finances", {}, new_operation())
    with pytest.raises(Refused):
        confirm_figure(db, actor, edition_id, place_id, "visitors", days[0], new_operation())


def test_an_abnormal_figure_is_asked_until_it_is_confirmed_and_again_when_it_changes(db, officer, told):
    edition_id, place_id, actor, link, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "4 500"), new_operation())
    (asked,) = debrief_page(db, actor, link, place_id).to_confirm
    assert asked.sentence.replace("\u202f", " ").replace("\u00a0", " ").endswith(": 4 500 personnes ?")
    assert (asked.concern, asked.day) == (Concern.TO_CONFIRM, days[0])
    confirm_figure(db, actor, edition_id, place_id, "visitors", days[0], new_operation())
    assert alerts(db, officer, edition_id) == []
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "4 500", "80"), new_operation())
    assert alerts(db, officer, edition_id) == [], "le même chiffre reste confirmé"
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "4 600", "80"), new_operation())
    assert [one.question for one in alerts(db, officer, edition_id)] == ["visitors"]


def test_a_figure_far_above_the_others_is_asked_and_silent_shops_are_named(db, officer, told, shop, answered):
    edition_id, place_id, actor, _link, days = told
    others = [shop(f"Boutique {number}", address=f"{number} rue du Port") for number in (1, 2, 3, 4)]
    moment = datetime.combine(days[0] - timedelta(days=40), datetime.min.time(), UTC)
    with clock.frozen(moment):
        for one in others:
            answered(edition_id, one)
    for one, number in zip(others, ("20", "40", "60"), strict=False):
        save_section(db, officer, edition_id, one, "visits", visits(days, number), new_operation())
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "201"), new_operation())
    save_section(db, officer, edition_id, others[3], "after", {"suggestions": " "}, new_operation())  # says nothing
    assert [(one.concern, one.place_id) for one in alerts(db, officer, edition_id)] == [
        (Concern.NO_DATA, others[3]),
        (Concern.TO_CONFIRM, place_id),
    ]


def test_a_page_is_prefilled_with_the_activities_the_families_and_the_leftovers_known(db, told):
    _edition_id, place_id, actor, link, _days = told
    page = debrief_page(db, actor, link, place_id)
    asked = [question.code for part in page.parts for question in part.questions]
    assert f"activity_{Activity.COFFEE}" in asked
    assert f"activity_{Activity.MUSIC}" not in asked
    assert not [code for code in asked if code.startswith("sold_")], "la fiche ne dit aucun rayon"
    assert page.fields == {}, "rien n’est su : rien n’est prérempli, pas même un zéro"
    assert page.state is State.NOTHING


def test_declared_leftovers_fill_the_form_until_the_part_is_saved(db, officer, told, stocked, logistics):
    edition_id, place_id, actor, link, days = told
    posters = stocked(400)
    with transaction(db):
        slip = insert(db, "slips", {"number": "BL-2027-0001", "kind": "delivery", "edition_id": edition_id,
                                    "place_id": place_id, "created_at": "2026-11-02T09:00:00Z"})  # fmt: skip
        insert(db, "slip_lines", {"slip_id": slip, "item_id": posters, "piece_id": None, "planned": 20})
    line = known_slip(db, "BL-2027-0001").lines[0].id
    with clock.frozen(datetime.combine(days[0] - timedelta(days=1), datetime.min.time(), UTC)):
        note_delivery(db, logistics, "BL-2027-0001", DeliverySaid(Outcome.DELIVERED, {line: 20}), new_operation())
    declare(db, actor, edition_id, place_id, Declaration(DeclarationKind.LEFTOVERS, leftovers={posters: 3}),
            new_operation())  # fmt: skip
    page = debrief_page(db, actor, link, place_id)
    assert (page.received, page.fields) == ({"posters_left": 20}, {"posters_left": "3"})
    assert debrief_of(db, edition_id, place_id) is None, "lire n’enregistre rien"
    save_section(db, actor, edition_id, place_id, "papers", {"posters_left": ""}, new_operation())
    assert debrief_page(db, actor, link, place_id).fields == {}, "ce que la personne a effacé reste effacé"


def test_families_are_asked_of_shops_that_have_them(db, officer, told):
    _edition_id, place_id, actor, link, _days = told
    db.conn.execute("UPDATE places SET categories = ? WHERE id = ?", [f'["{Category.CLOTHES}"]', place_id])
    db.conn.commit()
    asked = [one.code for part in debrief_page(db, actor, link, place_id).parts for one in part.questions]
    assert [code for code in asked if code.startswith("sold_")] == [f"sold_{Category.CLOTHES}"]


def test_an_animator_is_asked_the_animators_questions(db, told, shop, contact, officer):
    edition_id, _, _, _, days = told
    epci = shop("Agglomération d’essai", kind="epci")
    actor = contact([epci], name="Anna", email="anna@exemple.fr")
    prepare_link(db, officer, actor.id, edition_id, edition_view(db, edition_id).links_expire_on)
    link = link_of(db, actor.id, edition_id)
    assert [(one.place.id, one.audience) for one in own_debriefs(db, actor, link)] == [(epci, Audience.ANIMATOR)]
    save_section(db, actor, edition_id, epci, "visits", {f"people_met-{days[0]}": "30"}, new_operation())
    assert debrief_of(db, edition_id, epci).answer("people_met", days[0]).figure.low == 30
    assert epci in [one.place.id for one in debriefs(db, officer, edition_id)]


def test_versions_of_questions_are_kept_and_a_debrief_keeps_its_own(db, officer, told):
    edition_id, place_id, actor, _link, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days), new_operation())
    fewer = replace(SHOP, questions=SHOP.of_section("visits")[:1])
    operation = new_operation()
    assert [add_set(db, officer, fewer, operation) for _ in range(2)] == [2, 2]
    assert question_set(db, officer, Audience.SHOP).questions == fewer.questions
    page = place_debrief(db, officer, edition_id, place_id)
    assert (page.debrief.set_version, len(page.parts[0].questions)) == (1, 5)
    assert value(db, "SELECT group_concat(version) FROM debrief_sets WHERE audience = 'shop'") == "1,2"
    with pytest.raises(ENGINE_ERRORS), transaction(db):
        db.conn.execute("UPDATE debrief_sets SET content = '{}'")


def test_a_set_with_a_code_twice_is_refused(db, officer):
    with pytest.raises(Refused):
        add_set(db, officer, replace(SHOP, questions=SHOP.questions[:1] * 2), new_operation())


@pytest.mark.parametrize("audience", list(Audience))
def test_our_first_questions_are_sound_and_survive_being_stored(audience):
    questions = FIRST_SETS[audience]
    codes = [one.code for one in questions.questions]
    assert len(codes) == len(set(codes))
    assert {one.section for one in questions.questions} == {one.code for one in questions.sections}
    assert [one.after_months for one in questions.sections] == [0] * 5 + [3, 6]
    assert all(one.units for one in questions.questions if one.kind == "figure")
    assert all(one.choices for one in questions.questions if one.kind in ("choice", "choices"))
    assert set_from(json.dumps(asdict(questions))) == questions


def test_a_set_kept_before_follow_ups_existed_still_reads():
    kept = asdict(SHOP)
    for section in kept["sections"]:
        del section["after_months"]
    assert {one.after_months for one in set_from(json.dumps(kept)).sections} == {0}


def test_who_is_not_a_contact_of_a_link_has_no_page(db, told):
    _, place_id, _, link, _ = told
    with pytest.raises(NotAllowed):
        debrief_page(db, Actor(Role.PUBLIC), link, place_id)
