"""Once games are shared out, what is free is booked at once: 50 at the same second, 4 have a wheel."""

import re
from collections import Counter

import pytest

from campaign.base import clock
from campaign.base.database import rows
from campaign.base.errors import InvalidForm, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.loans import views
from campaign.loans.booking import NothingFree, book_game
from campaign.loans.model import Answer, How
from campaign.schema import open_database
from tests.reliability.processes import together

BOOKINGS = 50


def book(scene, who, day=0, game="wheel", by=None, instead_of=0, **more) -> int:
    typed = scene.values(who, day, game, **more)
    return book_game(scene.db, by or scene.officer, scene.edition_id, typed, new_operation(), instead_of)


def book_at_once(connection, gate, at, actor, edition_id, typed, operation) -> None:
    """One process, one connection: wait for the others, book, send back what it was told."""
    db = open_database()
    gate.wait()
    try:
        with clock.frozen(at):
            connection.send(("booked", book_game(db, actor, edition_id, typed, operation)))
    except Refused as refusal:
        connection.send(("refused", refusal.message))
    finally:
        db.close()


@pytest.mark.slow
def test_of_50_bookings_of_4_wheels_at_the_same_instant_4_are_accepted_and_46_clearly_refused(scene):
    scene.ask("angers", day=1, game="board")
    scene.decide()
    forms = [scene.values("saumur", shop="", site=f"Salle {n}") for n in range(BOOKINGS)]
    each = [(clock.now(), scene.officer, scene.edition_id, form, new_operation()) for form in forms]

    results = together(settings().database, book_at_once, each)

    assert Counter(verdict for verdict, _ in results) == {"booked": 4, "refused": 46}
    # Saturday's wheels are promised in rooms of Saumur on Wednesday: which one comes first is a matter of luck.
    fetched = r"( \(à aller chercher à Salle \d+\))?"
    said = re.compile(rf"Plus de roue libre le 11/11\. Libres : échelle, jeu, ou roue le 14/11{fetched}\.")
    refusals = [sentence for verdict, sentence in results if verdict == "refused"]
    assert [one for one in refusals if not said.fullmatch(one)] == []
    pieces = rows(scene.db, "SELECT piece_id, day FROM loan_decisions WHERE how = 'booking'")
    assert len({(one["piece_id"], one["day"]) for one in pieces}) == len(pieces) == 4
    asked = views.requests(scene.db, scene.officer, scene.edition_id)
    assert sum(one.item.code == "ROUE" for one in asked) == 4  # a refused booking leaves nothing behind


def test_a_full_day_says_what_is_free_instead(scene):
    scene.ask("angers"), scene.decide()
    for who in ("saumur", "cholet", "mauges"):
        book(scene, who)

    with pytest.raises(NothingFree) as refused:
        book(scene, "angers", shop="", site="Jardin du Mail", animator="")

    # On Saturday a wheel is free at the Angers shop only, and nobody is named to carry it to the garden.
    assert refused.value.message == (
        "Plus de roue libre le 11/11. Libres : échelle, jeu, ou roue le 14/11 (si vous nommez qui anime)."
    )


def test_a_wheel_free_that_day_but_promised_too_far_is_refused_for_that(scene):
    for who in ("angers", "saumur", "cholet"):
        scene.ask(who, day=0)
    scene.ask("saumur", day=0, shop="", site="Salle du Thouet", animator="")
    scene.decide()

    with pytest.raises(NothingFree, match=r"libre le 14/11, mais il est promis ailleurs un autre jour"):
        book(scene, "mauges", day=1, animator="")
    assert book(scene, "mauges", day=1)  # with somebody to fetch it in Cholet


def test_a_booking_is_confirmed_at_once_and_stays_when_games_are_shared_out_again(scene):
    first = scene.ask("angers")
    scene.decide()
    number = book(scene, "saumur")
    scene.decide()

    found = {one.request.id: one for one in views.requests(scene.db, scene.officer, scene.edition_id)}
    assert found[number].answer is Answer.GRANTED
    assert found[number].decision.how is How.BOOKING
    assert found[first].piece.id != found[number].piece.id


def test_a_booking_sent_twice_counts_once(scene):
    scene.ask("angers"), scene.decide()
    typed, operation = scene.values("saumur"), new_operation()

    first = book_game(scene.db, scene.officer, scene.edition_id, typed, operation)

    assert book_game(scene.db, scene.officer, scene.edition_id, typed, operation) == first
    assert len(views.requests(scene.db, scene.officer, scene.edition_id)) == 2


def test_an_alternative_takes_the_place_of_the_refused_request(scene, animator):
    actor, _ = animator("angers")
    for who in ("saumur", "cholet", "mauges"):
        scene.ask(who)
    scene.ask("saumur", shop="", site="Salle du Thouet")
    refused = scene.ask("angers", by=actor)
    scene.decide()

    taken = book(scene, "angers", game="ladder", by=actor, instead_of=refused)

    found = {one.request.id: one for one in views.requests(scene.db, scene.officer, scene.edition_id)}
    assert refused not in found
    assert found[taken].answer is Answer.GRANTED


def test_an_alternative_that_is_gone_leaves_the_request_as_it_was(scene):
    for n in range(4):
        scene.ask("saumur", shop="", site=f"Salle {n}")
        scene.ask("saumur", shop="", site=f"Salle {n}", game="ladder")
    refused = scene.ask("angers", game="ladder")
    scene.decide()
    found = {one.request.id: one.answer for one in views.requests(scene.db, scene.officer, scene.edition_id)}
    if found[refused] is Answer.GRANTED:
        refused = next(number for number, answer in found.items() if answer is Answer.REFUSED)

    with pytest.raises(NothingFree):
        book(scene, "saumur", shop="", site="Salle 9", instead_of=refused)

    still = {one.request.id: one.answer for one in views.requests(scene.db, scene.officer, scene.edition_id)}
    assert still == found


def test_before_games_are_shared_out_one_asks_and_does_not_book(scene):
    with pytest.raises(Refused, match="ne sont pas encore répartis"):
        book(scene, "angers")


def test_after_games_are_shared_out_an_animator_books_and_no_longer_asks(scene, animator):
    actor, _ = animator("saumur")
    scene.ask("angers"), scene.decide()

    with pytest.raises(Refused, match="se réservent directement"):
        scene.ask("saumur", by=actor)
    assert book(scene, "saumur", by=actor)


def test_nobody_books_for_another_epci_nor_in_place_of_its_request(scene, animator):
    actor, _ = animator("saumur")
    theirs = scene.ask("angers")
    scene.decide()

    with pytest.raises(NotFound):
        book(scene, "angers", day=1, by=actor)
    with pytest.raises(NotFound):
        book(scene, "saumur", by=actor, instead_of=theirs)
    assert [one.request.id for one in views.requests(scene.db, scene.officer, scene.edition_id)] == [theirs]


def test_a_booking_checks_its_form_like_a_request(scene):
    scene.ask("angers"), scene.decide()
    typed = {**scene.values("saumur"), "day": "2026-11-12"}

    with pytest.raises(InvalidForm, match="Choisissez l’un des jours"):
        book_game(scene.db, scene.officer, scene.edition_id, typed, new_operation())
