"""What an officer seeks, weighs and proposes: real shops of the demonstration, bad dates, two agents at once."""

from datetime import UTC, date, datetime

import pytest

from campaign.base import clock
from campaign.base.errors import Conflict, EditionOver, InvalidForm, InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.consultation.model import Weights
from campaign.consultation.preparing import (
    add_rival,
    note_set,
    propose,
    remove_rival,
    restore_rival,
    save_search,
    set_weights,
)
from campaign.consultation.views import candidates_scored, places_to_ask, places_with_nobody
from campaign.editions.actions import cancel_edition

FIRST, SECOND, THIRD = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23", "2013-11-06_2013-11-09"


def by_days(scene) -> dict:
    listed = candidates_scored(scene.db, scene.officer, scene.edition_id)
    return {one.scored.days.code: one for one in listed}


def test_the_days_of_2013_are_found_with_their_reason_and_who_they_leave_out(scene, said):
    found = by_days(scene)
    assert list(found) == [THIRD, FIRST, SECOND, "2013-11-27_2013-11-30"]
    real = found[FIRST]
    # 20 shops, 2 without readable hours; 3 closed on a Wednesday or a Saturday: 15 won, 3 lost.
    assert (real.scored.score, len(real.scored.open), len(real.scored.unknown)) == (12, 15, 2)
    assert real.scored.excluded_names == ("Électro Seconde Vie", "La Bouquinerie du Baugeois", "Le Vestiaire solidaire")
    assert said(real.reason) == (
        "15 boutiques ouvertes les deux jours, 3 exclues (Électro Seconde Vie, La Bouquinerie du Baugeois et Le "
        "Vestiaire solidaire), 18 boutiques sur 20 ont des horaires lisibles ; aucun jour férié et hors vacances "
        "scolaires de la zone A."
    )


def test_the_days_of_april_2014_are_found_with_their_reason(scene, said):
    scene.search(first="24/03/2014", last="30/04/2014")
    found = by_days(scene)
    real = found["2014-04-02_2014-04-05"]
    assert real.scored.score == 12
    assert said(real.reason).endswith("aucun jour férié et hors vacances scolaires de la zone A.")
    # Easter holidays of zone A began on 26 April 2014: one point less.
    assert found["2014-04-23_2014-04-26"].scored.score == 11
    assert "2014-04-16_2014-04-19" in found


def test_a_rival_event_takes_its_points_away_until_it_is_taken_out(scene):
    rival = add_rival(scene.db, scene.officer, scene.edition_id, "Foire", "16/11/2013", "17/11/2013", new_operation())
    assert by_days(scene)[FIRST].scored.score == 10
    assert "« Foire »" in by_days(scene)[FIRST].reason.replace("\u00a0", " ")
    assert list(by_days(scene))[-1] == FIRST
    remove_rival(scene.db, scene.officer, rival, new_operation())
    assert by_days(scene)[FIRST].scored.score == 12
    assert [one.event.name for one in scene.now().removed_rivals] == ["Foire"]
    restore_rival(scene.db, scene.officer, rival, new_operation())
    assert [one.event.name for one in scene.now().rivals] == ["Foire"]


def test_weights_typed_change_the_scores_and_two_agents_do_not_overwrite_each_other(scene):
    typed = {"open_shop": "2", "excluded_shop": "1", "public_holiday": "3", "rival_event": "2", "school_holidays": "1"}
    set_weights(scene.db, scene.officer, scene.edition_id, 1, typed, new_operation())
    assert by_days(scene)[FIRST].scored.score == 27
    with pytest.raises(Conflict) as conflict:
        set_weights(scene.db, scene.officer, scene.edition_id, 1, Weights(), new_operation())
    assert conflict.value.theirs["Point gagné par boutique ouverte tous les jours"] == "2"
    assert scene.now().version == 2
    with pytest.raises(InvalidForm) as refusal:
        set_weights(scene.db, scene.officer, scene.edition_id, 2, {**typed, "open_shop": "-1", "rival_event": "x"},
                    new_operation())  # fmt: skip
    assert [one.field for one in refusal.value.problems] == ["open_shop", "rival_event"]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"first": "31/02/2027"}, "first", "Le 31 février n’existe pas."),
        ({"last": "29/02/2027"}, "last", "Le 29 février n’existe pas en 2027."),
        ({"first": "04/11/2013", "last": "03/11/2013"}, "last", "La fin précède le début."),
        ({"first": "10/06/2013"}, "first", "La période commence après aujourd’hui"),
    ],
)
def test_a_bad_period_is_refused_in_plain_french_and_the_former_one_stays(scene, changes, field, sentence):
    with pytest.raises(InvalidForm) as refusal:
        scene.search(**changes)
    problem = next(one for one in refusal.value.problems if one.field == field)
    assert problem.message.startswith(sentence)
    assert scene.now().search.first == date(2013, 11, 4)


@pytest.mark.parametrize("typed", ["04/11/13", "2013-11-04", "4 novembre 2013"])
def test_a_date_typed_otherwise_is_read_and_said_again_in_words(scene, typed):
    scene.search(first=typed)
    assert scene.now().search.in_words.startswith("du lundi 4 novembre 2013 au samedi 30 novembre 2013")


def test_a_past_or_cancelled_edition_takes_no_search(scene, db, officer):
    cancel_edition(db, officer, scene.edition_id, new_operation())
    with pytest.raises(EditionOver):
        scene.search()
    with clock.frozen(datetime(2014, 6, 1, tzinfo=UTC)), pytest.raises(EditionOver):
        scene.search(first="01/10/2014", last="30/10/2014")


def test_a_year_whose_school_holidays_nobody_published_says_so(scene, said):
    with clock.frozen(datetime(2030, 1, 7, 9, tzinfo=UTC)):
        later = scene.edition_later(2030)
        save_search(scene.db, scene.officer, later, {"first": "01/03/2030", "last": "31/03/2030", "day_count": "2",
                                                      "gap": "3"}, [2, 5], new_operation())  # fmt: skip
        listed = candidates_scored(scene.db, scene.officer, later)
    assert all("vacances scolaires non connues en mars 2030" in said(one.reason) for one in listed)


def test_a_rival_event_with_bad_dates_is_refused_field_by_field(scene):
    for first, last, field in [("31/02/2013", "", "first"), ("16/11/2013", "15/11/2013", "last"), ("", "", "first")]:
        with pytest.raises(InvalidForm) as refusal:
            add_rival(scene.db, scene.officer, scene.edition_id, "Foire", first, last, new_operation())
        assert [one.field for one in refusal.value.problems] == [field]
    assert scene.now().rivals == ()


def test_the_sets_proposed_are_replaced_before_the_opening_and_only_added_to_afterwards(scene):
    scene.propose(FIRST, SECOND)
    note_set(scene.db, scene.officer, scene.edition_id, FIRST, "La presse en parlera.", new_operation())
    scene.propose(FIRST, THIRD)
    assert [(one.days.code, one.note) for one in scene.now().proposed] == [
        (THIRD, ""),
        (FIRST, "La presse en parlera."),
    ]
    scene.open()
    scene.propose(SECOND)
    assert [(one.days.code, one.added) for one in scene.now().proposed] == [
        (THIRD, False), (FIRST, False), (SECOND, True),
    ]  # fmt: skip


def test_only_days_that_the_search_finds_are_proposed(scene):
    for codes in (["2013-11-14_2013-11-16"], ["<script>"], ["2013-13-45"], []):
        with pytest.raises(InvalidInput):
            scene.propose(*codes)
    with pytest.raises(NotFound):
        note_set(scene.db, scene.officer, scene.edition_id, FIRST, "…", new_operation())
    scene.propose(FIRST)
    scene.search(first="24/03/2014", last="30/04/2014")
    scene.propose(FIRST, "2014-04-02_2014-04-05")  # proposed once, it may stay whatever is sought since
    assert len(scene.now().proposed) == 2


def test_a_note_too_long_is_refused(scene):
    scene.propose(FIRST)
    with pytest.raises(InvalidInput):
        note_set(scene.db, scene.officer, scene.edition_id, FIRST, "a" * 201, new_operation())


def test_an_operation_replayed_counts_once(scene):
    operation = new_operation()
    ids = {add_rival(scene.db, scene.officer, scene.edition_id, "Foire", "16/11/2013", "", operation) for _ in range(3)}
    assert len(ids) == 1
    assert len(scene.now().rivals) == 1
    again = new_operation()
    for _ in range(2):
        propose(scene.db, scene.officer, scene.edition_id, [FIRST], again)
    assert len(scene.now().proposed) == 1


def test_a_reader_reads_and_an_agent_of_logistics_does_not_choose_the_days(scene, reader, logistics):
    assert candidates_scored(scene.db, reader, scene.edition_id)
    with pytest.raises(NotAllowed):
        propose(scene.db, logistics, scene.edition_id, [FIRST], new_operation())


def test_the_list_to_ask_holds_shops_then_epci_and_says_who_has_nobody(scene):
    listed = places_to_ask(scene.db, scene.officer, scene.edition_id)
    assert [one.kind for one in listed] == ["shop"] * 20 + ["epci"] * 2
    nobody = places_with_nobody(scene.db, scene.officer, scene.edition_id)
    assert scene.epcis["Cholet"] in nobody
    assert scene.epcis["Angers"] not in nobody
    assert len(nobody) == 19  # two shops and one EPCI have somebody


def test_nothing_is_proposed_before_a_search(scene):
    other = scene.edition_later(2014)
    assert candidates_scored(scene.db, scene.officer, other) == ()
    with pytest.raises((InvalidInput, Refused)):
        propose(scene.db, scene.officer, other, [FIRST], new_operation())
