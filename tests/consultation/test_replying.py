"""Answering: for one's own places, until the closing day; by an agent after it; counted by EPCI."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base import clock
from campaign.base.errors import (
    AnswersClosed,
    Conflict,
    EditionOver,
    InvalidForm,
    NotAllowed,
    NotFound,
    Refused,
)
from campaign.base.operations import new_operation
from campaign.consultation.own_page import own_dates
from campaign.consultation.replying import reply
from campaign.consultation.store import replies_of
from campaign.consultation.views import replies, results_of
from campaign.editions.actions import cancel_edition
from campaign.partners.actions import archive_place

FIRST, SECOND, THIRD = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23", "2013-11-06_2013-11-09"
FELICIE, GRANGE = "La Malle à Félicie", "La Grange aux Trouvailles"


def on(day: int, month: int = 6):
    return clock.frozen(datetime(2013, month, day, 8, 0, tzinfo=UTC))


def test_a_reply_is_kept_counted_and_replaced_by_the_next_one(asked):
    asked.vote(FELICIE, "yes", "if_needed", other_days="Plutôt un dimanche", **{f"comment-{SECOND}": "Inventaire"})
    asked.vote(FELICIE, "no", "yes")
    kept = replies(asked.db, asked.officer, asked.edition_id)[asked.shops[FELICIE]]
    assert {days.code: str(choice) for days, choice in kept.reply.choices.items()} == {FIRST: "no", SECOND: "yes"}
    assert (kept.reply.other_days, dict(kept.reply.comments), kept.version) == ("", {}, 2)
    best = asked.results().sets[0]
    assert (best.days.code, best.shops.yes, best.shops.silent) == (SECOND, 1, 19)


def test_the_quorum_is_counted_by_epci(scene, said):
    scene.propose(FIRST, SECOND)
    scene.open(quorum=33)
    scene.vote(GRANGE, "yes", "no")
    told = scene.results()
    assert (told.answered, told.asked) == (1, 22)
    # La Grange is one of the three shops of Anjou Bleu: 33 % and a bit.
    by_epci = {one.epci_name: said(one.in_words) for one in told.turnout}
    assert by_epci["CC Anjou Bleu Communauté"] == "1 boutique sur 3 a répondu : quorum atteint"
    assert [one.epci_name for one in told.turnout if one.reached] == ["CC Anjou Bleu Communauté"]
    assert not told.quorum_reached
    assert "Quorum pas encore atteint" in told.quorum_in_words


def test_an_operation_replayed_keeps_the_first_answer_and_counts_once(asked):
    operation = new_operation()
    place_id, who = asked.shops[FELICIE], asked.people[FELICIE]
    for choice in ("yes", "no"):
        reply(asked.db, who, asked.edition_id, place_id, {f"choice-{FIRST}": choice}, operation)
    kept = replies_of(asked.db, asked.edition_id)[place_id]
    assert [str(choice) for choice in kept.reply.choices.values()] == ["yes"]
    assert kept.version == 1


def test_a_contact_answers_for_their_own_places_only(asked, contact):
    stranger = contact([asked.shops["La Remise"]], name="Autre", email="autre@exemple.fr")
    for who, place_id in [
        (asked.people[FELICIE], asked.shops[GRANGE]),
        (stranger, asked.shops[FELICIE]),
        (stranger, asked.shops["La Remise"]),  # theirs, but no link for this edition
        (Actor(Role.CONTACT, 9999), asked.shops[FELICIE]),
    ]:
        with pytest.raises(NotFound):
            reply(asked.db, who, asked.edition_id, place_id, {f"choice-{FIRST}": "yes"}, new_operation())
    assert replies_of(asked.db, asked.edition_id) == {}


def test_a_place_that_is_not_asked_does_not_vote(scene):
    scene.propose(FIRST)
    scene.open(places=[scene.shops[FELICIE]])
    with pytest.raises(NotFound):
        scene.vote(GRANGE, "yes", by=scene.officer)
    archive_place(scene.db, scene.officer, scene.shops[FELICIE], new_operation())
    assert scene.now().voters == ()


def test_an_agent_notes_what_was_said_on_the_phone_even_after_the_closing(asked, communication, logistics):
    with on(15, 7):
        with pytest.raises(AnswersClosed) as refusal:
            asked.vote(FELICIE, "yes")
        assert "close depuis le vendredi 12 juillet" in refusal.value.message
        asked.vote(FELICIE, "yes", by=communication, said_by="Félicie, au téléphone")
        with pytest.raises(NotAllowed):
            asked.vote(GRANGE, "yes", by=logistics)
    kept = replies(asked.db, asked.officer, asked.edition_id)[asked.shops[FELICIE]]
    assert (kept.by_agent, kept.said_by) == (True, "Félicie, au téléphone")


def test_an_answer_given_meanwhile_by_somebody_else_is_shown_not_lost(asked):
    asked.vote(FELICIE, "yes", "no", version="0")
    with pytest.raises(Conflict) as conflict:
        asked.vote(FELICIE, "no", "no", by=asked.officer, version="0")
    assert conflict.value.theirs == {"13 et 16 novembre": "Oui", "20 et 23 novembre": "Non"}
    asked.vote(FELICIE, "no", "no", by=asked.officer, version="1")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "choices"),
        ({f"choice-{FIRST}": "peut-être"}, f"choice-{FIRST}"),
        ({f"choice-{FIRST}": "no", f"comment-{FIRST}": "a" * 141}, f"comment-{FIRST}"),
        ({f"choice-{FIRST}": "yes", "other_days": "a" * 301}, "other_days"),
        ({f"choice-{THIRD}": "yes"}, "choices"),  # not proposed
    ],
)
def test_a_form_that_says_nothing_usable_is_refused_field_by_field(asked, form, field):
    with pytest.raises(InvalidForm) as refusal:
        reply(asked.db, asked.people[FELICIE], asked.edition_id, asked.shops[FELICIE], form, new_operation())
    assert field in [one.field for one in refusal.value.problems]
    assert replies_of(asked.db, asked.edition_id) == {}


def test_nobody_votes_for_an_edition_cancelled_or_not_opened(scene):
    scene.propose(FIRST)
    with pytest.raises((Refused, NotFound)):
        scene.vote(FELICIE, "yes")
    scene.open()
    cancel_edition(scene.db, scene.officer, scene.edition_id, new_operation())
    with pytest.raises(EditionOver):
        scene.vote(FELICIE, "yes")


def test_a_set_added_is_new_for_whoever_had_answered_only(asked):
    asked.vote(FELICIE, "yes", "no")
    with on(20):
        asked.propose(THIRD)
    mine = own_dates(asked.db, asked.people[FELICIE], asked.edition_id).places[0]
    assert [one.days.code for one in mine.new] == [THIRD]
    assert own_dates(asked.db, asked.people[GRANGE], asked.edition_id).places[0].new == ()


def test_the_page_of_a_contact_says_what_their_usual_hours_make_of_each_set(scene, contact):
    who = contact([scene.shops["Le Vestiaire solidaire"]], name="Vestiaire", email="v@exemple.fr")
    scene.propose(FIRST)
    assert own_dates(scene.db, who, scene.edition_id) is None  # not opened yet
    scene.open()
    usual = next(iter(own_dates(scene.db, who, scene.edition_id).places[0].usual.values()))
    assert usual.startswith("D’après vos horaires habituels, vous êtes fermés le ")
    felicie = own_dates(scene.db, scene.people[FELICIE], scene.edition_id).places[0]
    assert next(iter(felicie.usual.values())) == "D’après vos horaires habituels, vous êtes ouverts tous ces jours."
    animator = own_dates(scene.db, scene.people["Angers"], scene.edition_id).places[0]
    assert list(animator.usual.values()) == [""]


def test_a_reader_reads_the_voices_and_not_what_people_wrote(asked, reader):
    asked.vote(FELICIE, "yes", "no", **{f"comment-{SECOND}": "Mon opération"})
    assert [one.text for one in asked.results().sets[1].remarks] == ["Mon opération"]
    told = results_of(asked.db, reader, asked.edition_id)
    assert [one.remarks for one in told.sets] == [(), ()]
    assert told.sets[0].shops.yes == 1
    with pytest.raises(NotAllowed):
        replies(asked.db, reader, asked.edition_id)


def test_words_go_twelve_months_after_the_edition_and_the_voices_stay(asked):
    from campaign.accounts.retention import past_retention, purge

    asked.vote(FELICIE, "yes", "no", other_days="Un dimanche", **{f"comment-{SECOND}": "Mon opération"})
    with clock.frozen(datetime(2013, 11, 27, tzinfo=UTC) + timedelta(days=364)):
        assert past_retention(asked.db, SYSTEM)["consultation_words"] == 0
    with clock.frozen(datetime(2013, 11, 27, tzinfo=UTC) + timedelta(days=367)):
        assert purge(asked.db, SYSTEM)["consultation_words"] == 2
    kept = replies_of(asked.db, asked.edition_id)[asked.shops[FELICIE]]
    assert (len(kept.reply.choices), dict(kept.reply.comments), kept.reply.other_days) == (2, {}, "")
