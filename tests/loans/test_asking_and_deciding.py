"""Requests, sharing out with reasons, decisions by hand, swaps: through the actions people use."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.accounts.retention import RULES, past_retention
from campaign.base import clock
from campaign.base.errors import Conflict, EditionOver, InvalidForm, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.editions.views import edition as edition_view
from campaign.loans import asking, deciding, views
from campaign.loans.model import Answer, Cause, How
from campaign.loans.own_page import own_games
from campaign.stock import items as stock
from campaign.stock import views as stock_views
from campaign.stock.model import Condition


def lines(scene) -> dict[int, views.RequestLine]:
    return {one.request.id: one for one in views.requests(scene.db, scene.officer, scene.edition_id)}


def answers(scene) -> dict[int, Answer]:
    return {number: one.answer for number, one in lines(scene).items()}


def only_wheels(scene, many: int) -> None:
    """Retire wheels until ``many`` are left."""
    wheels = stock_views.pieces(scene.db, scene.officer, scene.games["wheel"])
    for one in wheels[many:]:
        stock.retire_piece(scene.db, scene.officer, one.piece.id, "cassée", new_operation())


def test_a_request_waits_with_its_site_and_its_animator(scene):
    number = scene.ask("angers", note="Prévoir une rallonge")

    one = lines(scene)[number]
    assert (one.epci, one.site, one.answer) == ("Angers Loire Métropole", "Boutique de Angers", Answer.WAITING)
    assert (one.request.animator, one.request.note) == ("Lise", "Prévoir une rallonge")


def test_a_request_sent_twice_counts_once(scene):
    typed, operation = scene.values("angers"), new_operation()

    first = asking.ask_game(scene.db, scene.officer, scene.edition_id, typed, operation)

    assert asking.ask_game(scene.db, scene.officer, scene.edition_id, typed, operation) == first
    assert len(lines(scene)) == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"day": "2026-11-12"}, "day", "Choisissez l’un des jours de l’édition."),
        ({"item": "999"}, "item", "Choisissez le jeu."),
        ({"item": "١٢"}, "item", "Choisissez le jeu."),
        ({"shop": "", "site": "  "}, "site", "Indiquez le lieu où vous animez."),
        ({"shop": "999"}, "shop", "Choisissez l’une de vos boutiques, ou écrivez un autre lieu."),
        ({"animator": "x" * 81}, "animator", "80 caractères au plus (81 saisis)."),
    ],
)
def test_a_wrong_field_is_said_at_its_place(scene, changes, field, sentence):
    with pytest.raises(InvalidForm) as refused:
        scene.ask("angers", **changes)

    assert [(one.field, one.message) for one in refused.value.problems] == [(field, sentence)]


def test_the_same_game_day_and_site_are_not_asked_twice(scene):
    scene.ask("angers", shop="", site="Place du Ralliement")

    with pytest.raises(InvalidForm, match="déjà demandé pour ce jour et ce lieu"):
        scene.ask("angers", shop="", site="place du ralliement !")
    scene.ask("angers", shop="", site="Jardin du Mail")  # a second wheel elsewhere is fair


def test_a_shop_closed_that_day_cannot_be_the_site(scene, answer_values, answered):
    days = tuple(one for one in answer_values(scene.edition_id).days if one.day == scene.days[0])
    answered(scene.edition_id, scene.shops["angers"], days=days)

    with pytest.raises(InvalidForm, match="Boutique de Angers n’ouvre pas samedi 14 novembre"):
        scene.ask("angers", day=1)


def test_an_animator_asks_for_their_own_epci_only(scene, animator):
    actor, _ = animator("angers")

    assert scene.ask("angers", by=actor)
    with pytest.raises(NotFound, match="n’est pas la vôtre"):
        scene.ask("saumur", by=actor)
    with pytest.raises(InvalidForm, match="l’une de vos boutiques"):
        scene.ask("angers", day=1, by=actor, shop=scene.shops["saumur"])
    theirs = scene.ask("saumur")
    for act in (
        lambda: asking.withdraw_request(scene.db, actor, theirs, new_operation()),
        lambda: asking.change_request(scene.db, actor, theirs, 1, {"animator": "Max"}, new_operation()),
    ):
        with pytest.raises(NotFound):
            act()
    assert answers(scene)[theirs] is Answer.WAITING


def test_another_contact_without_a_link_to_the_edition_reaches_nothing(scene, contact):
    stranger = contact([scene.epcis["angers"]])

    with pytest.raises(NotFound):
        scene.ask("angers", by=stranger)


def test_requests_close_at_the_deadline_for_animators_not_for_agents(scene, animator):
    actor, _ = animator("angers")
    with clock.frozen(datetime(2026, 11, 3, 8, tzinfo=UTC)):
        rules = views.rules(scene.db, scene.officer, scene.edition_id)
        asking.change_rules(scene.db, scene.officer, scene.edition_id, rules.version, datetime(2026, 11, 4).date(),
                            "40", new_operation())  # fmt: skip
    with clock.frozen(datetime(2026, 11, 4, 22, tzinfo=UTC)):
        scene.ask("angers", by=actor)
    with clock.frozen(datetime(2026, 11, 5, 8, tzinfo=UTC)):
        with pytest.raises(Refused, match="closes depuis le mercredi 4 novembre"):
            scene.ask("angers", day=1, by=actor)
        scene.ask("angers", day=1)


def test_settings_refuse_what_makes_no_sense_and_a_change_read_too_early(scene):
    def change(version, deadline, km):
        asking.change_rules(scene.db, scene.officer, scene.edition_id, version, deadline, km, new_operation())

    with pytest.raises(InvalidForm) as refused:
        change(0, scene.days[0], "beaucoup")
    assert [one.field for one in refused.value.problems] == ["deadline", "travel_km"]
    change(0, scene.days[0] - timedelta(days=2), "25")
    with pytest.raises(Conflict):
        change(0, scene.days[0] - timedelta(days=3), "30")
    assert views.rules(scene.db, scene.officer, scene.edition_id).travel_km == 25


def test_after_the_days_nothing_changes_any_more(scene, animator):
    actor, link = animator("angers")
    number = scene.ask("angers", by=actor)
    with clock.frozen(datetime(2026, 11, 15, 9, tzinfo=UTC)):
        for act in (
            lambda: scene.ask("angers", day=1),
            lambda: asking.withdraw_request(scene.db, actor, number, new_operation()),
            lambda: deciding.grant_request(scene.db, scene.officer, number, new_operation()),
            scene.decide,
        ):
            with pytest.raises(EditionOver):
                act()
        page = own_games(scene.db, actor, link)
        assert page.over
        assert [one.request.id for one in page.epcis[0].lines] == [number]


def test_a_withdrawn_request_frees_its_piece_and_can_come_back(scene):
    only_wheels(scene, 1)
    first, second = scene.ask("angers"), scene.ask("saumur")
    scene.decide()
    assert answers(scene) == {first: Answer.GRANTED, second: Answer.REFUSED}

    asking.withdraw_request(scene.db, scene.officer, first, new_operation())

    assert lines(scene)[second].reason == "Un exemplaire s’est libéré depuis : il peut être réservé."
    asking.restore_request(scene.db, scene.officer, first, new_operation())
    assert answers(scene)[first] is Answer.WAITING
    scene.decide()
    assert answers(scene) == {first: Answer.GRANTED, second: Answer.REFUSED}


def test_each_refusal_says_who_has_the_game_and_why(scene):
    only_wheels(scene, 2)
    kept = [scene.ask("angers"), scene.ask("saumur")]
    refused = scene.ask("cholet")
    scene.ask("cholet", game="ladder")
    scene.decide()

    found = lines(scene)
    assert [found[one].answer for one in kept] == [Answer.GRANTED] * 2
    assert found[refused].reason == (
        "Mercredi 11 novembre, les 2\u00a0roues vont à : Angers Loire Métropole et Saumur Val de Loire. "
        "Autant de prêts en trois éditions (0), et une demande arrivée plus tôt."
    )
    assert [(one.game, one.day, one.condition) for one in found[refused].alternatives] == [
        ("jeu", scene.days[0], ""),
        # Both wheels are promised on Wednesday: Angers lies beyond 40 km of Cholet, Saumur further still.
    ]


def test_a_refusal_says_what_travel_an_alternative_takes(scene):
    only_wheels(scene, 1)
    scene.ask("cholet")
    refused = scene.ask("mauges")
    scene.decide()

    saturday = [one for one in lines(scene)[refused].alternatives if one.day == scene.days[1]]
    assert [(one.game, one.condition) for one in saturday] == [
        ("roue", "à aller chercher à Boutique de Cholet, 23\u00a0km")
    ]
    asking.change_request(scene.db, scene.officer, refused, 1, {"animator": ""}, new_operation())
    saturday = [one for one in lines(scene)[refused].alternatives if one.day == scene.days[1]]
    assert [(one.game, one.condition) for one in saturday] == [("roue", "si vous nommez qui anime")]


def test_a_wheel_that_cannot_travel_is_refused_for_that_reason(scene):
    only_wheels(scene, 1)
    scene.ask("angers", day=0)
    far = scene.ask("cholet", day=1)
    found = scene.decide()

    assert found.causes == {far: Cause.TRAVEL}
    assert "40\u00a0km au plus par la route" in lines(scene)[far].reason


def test_a_wheel_travels_within_the_limit_of_the_edition(scene):
    only_wheels(scene, 1)
    wednesday, saturday = scene.ask("cholet", day=0), scene.ask("mauges", day=1)
    assert scene.decide().granted == {wednesday, saturday}
    loans = {one.request.id: one for one in views.granted(scene.db, scene.officer, scene.edition_id)}
    assert (loans[wednesday].first, loans[saturday].first) == (True, False)
    assert loans[saturday].comes_from.id == wednesday
    assert loans[saturday].delivered_to == loans[wednesday].delivered_to == scene.shops["cholet"]

    rules = views.rules(scene.db, scene.officer, scene.edition_id)
    asking.change_rules(scene.db, scene.officer, scene.edition_id, rules.version, rules.deadline, "20", new_operation())

    row = views.calendar(scene.db, scene.officer, scene.edition_id)[-1]
    assert row.item.code == "ROUE"
    assert "ne peut plus aller de Boutique de Cholet à Boutique de Beaupréau-en-Mauges" in row.warnings[0]
    assert scene.decide().granted == {wednesday}


def test_a_change_that_breaks_a_promised_way_is_refused(scene):
    only_wheels(scene, 1)
    scene.ask("cholet", day=0)
    saturday = scene.ask("mauges", day=1)
    scene.decide()

    with pytest.raises(Refused, match="ne pourrait plus y aller"):
        asking.change_request(scene.db, scene.officer, saturday, 1, {"animator": ""}, new_operation())
    asking.change_request(scene.db, scene.officer, saturday, 1, {"animator": "Max"}, new_operation())
    assert lines(scene)[saturday].request.animator == "Max"
    with pytest.raises(Conflict):
        asking.change_request(scene.db, scene.officer, saturday, 1, {"note": "?"}, new_operation())


def test_damaged_pieces_are_not_lent(scene):
    wheels = stock_views.pieces(scene.db, scene.officer, scene.games["wheel"])
    for one in wheels[:3]:
        stock.change_piece(scene.db, scene.officer, one.piece.id, one.piece.version, Condition.DAMAGED, [], "",
                           new_operation())  # fmt: skip
    numbers = [scene.ask(who) for who in ("angers", "saumur", "cholet")]

    assert scene.decide().granted == {numbers[0]}
    assert lines(scene)[numbers[0]].piece.id == wheels[3].piece.id


def test_an_epci_lent_to_in_past_editions_gives_way(scene, edition, answered):
    former, now = scene.edition_id, scene.days
    scene.ask("angers"), scene.ask("angers", day=1), scene.ask("saumur")
    scene.decide()
    with clock.frozen(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        scene.edition_id = edition(30, name="La suivante")
        scene.days = edition_view(scene.db, scene.edition_id).days
        for place_id in scene.shops.values():
            answered(scene.edition_id, place_id)
        only_wheels(scene, 2)
        first, second, third = (scene.ask(who) for who in ("angers", "saumur", "cholet"))
        found = scene.decide()

        assert found.granted == {third, second}
        assert lines(scene)[first].reason.endswith("Moins de prêts en trois éditions (0 ou 1 contre 2).")
        counted = views.epci_loans(scene.db, scene.officer, scene.edition_id)
        assert [(one.epci, one.before, one.granted) for one in counted] == [
            ("Cholet Agglomération", 0, 1), ("Saumur Val de Loire", 1, 1), ("Angers Loire Métropole", 2, 0),
        ]  # fmt: skip
    assert (former, now) != (scene.edition_id, scene.days)


def test_the_preview_writes_nothing_and_tells_what_will_change(scene):
    only_wheels(scene, 1)
    first, second = scene.ask("angers"), scene.ask("saumur")

    seen = deciding.preview_loans(scene.db, scene.officer, scene.edition_id)

    assert (seen.asking, seen.served, seen.granted, seen.refused) == (2, 1, 1, 1)
    assert [one.id for one in seen.newly_granted] == [first]
    assert [one.id for one in seen.newly_refused] == [second]
    assert set(answers(scene).values()) == {Answer.WAITING}
    scene.decide()
    again = deciding.preview_loans(scene.db, scene.officer, scene.edition_id)
    assert (again.newly_granted, again.newly_refused) == ((), ())


def test_sharing_out_again_keeps_what_was_decided_by_hand(scene):
    only_wheels(scene, 1)
    first, second = scene.ask("angers"), scene.ask("saumur")
    deciding.grant_request(scene.db, scene.officer, second, new_operation())
    scene.decide()
    assert answers(scene) == {first: Answer.REFUSED, second: Answer.GRANTED}
    assert "Dont 1 par décision de l’équipe" in lines(scene)[first].reason

    deciding.reopen_request(scene.db, scene.officer, second, new_operation())
    scene.decide()

    assert answers(scene) == {first: Answer.GRANTED, second: Answer.REFUSED}


def test_a_refusal_by_hand_says_the_agents_words(scene):
    number = scene.ask("angers")
    deciding.refuse_request(scene.db, scene.officer, number, "La salle est trop petite.", new_operation())
    scene.decide()

    assert lines(scene)[number].reason == "La salle est trop petite."
    assert lines(scene)[number].decision.how is How.HAND


def test_a_game_is_never_given_by_hand_where_it_cannot_be(scene):
    only_wheels(scene, 1)
    scene.ask("angers"), scene.decide()
    late = scene.ask("saumur")

    with pytest.raises(Refused, match="sans en retirer une autre"):
        deciding.grant_request(scene.db, scene.officer, late, new_operation())
    assert answers(scene)[late] is Answer.WAITING


def test_two_requests_exchange_their_answers_and_take_it_back(scene):
    only_wheels(scene, 1)
    first, second = scene.ask("angers"), scene.ask("saumur")
    scene.decide()
    before = {number: (one.answer, one.decision, one.reason) for number, one in lines(scene).items()}
    swap = new_operation()

    deciding.swap_requests(scene.db, scene.officer, first, second, swap)

    assert answers(scene) == {first: Answer.REFUSED, second: Answer.GRANTED}
    assert lines(scene)[first].reason == "Décision de l’équipe du Département."
    scene.decide()
    assert answers(scene) == {first: Answer.REFUSED, second: Answer.GRANTED}  # the hand's word stays
    deciding.undo_swap(scene.db, scene.officer, first, swap, new_operation())
    after = {number: (one.answer, one.decision, one.reason) for number, one in lines(scene).items()}
    assert {n: (a, d.how, d.cause, d.piece_id, r) for n, (a, d, r) in after.items()} == {
        n: (a, d.how, d.cause, d.piece_id, r) for n, (a, d, r) in before.items()
    }
    with pytest.raises(Refused):
        deciding.undo_swap(scene.db, scene.officer, first, swap, new_operation())


def test_an_exchange_obeys_the_same_rules(scene):
    only_wheels(scene, 1)
    wednesday, saturday = scene.ask("cholet", day=0), scene.ask("mauges", day=1)
    far, same_day = scene.ask("angers", day=1), scene.ask("saumur", day=0)
    scene.decide()
    assert answers(scene)[far] is Answer.REFUSED

    with pytest.raises(Refused, match="Cet échange ne tient pas"):
        deciding.swap_requests(scene.db, scene.officer, saturday, far, new_operation())  # 67 km from Cholet
    with pytest.raises(Refused, match="Cet échange ne tient pas"):
        deciding.swap_requests(scene.db, scene.officer, wednesday, same_day, new_operation())  # Saumur then the Mauges
    with pytest.raises(Refused, match="Rien à échanger"):
        deciding.swap_requests(scene.db, scene.officer, far, same_day, new_operation())
    assert {n for n, one in answers(scene).items() if one is Answer.GRANTED} == {wednesday, saturday}


def test_nobody_asked_means_nothing_to_share_out(scene):
    with pytest.raises(Refused, match="Personne n’a encore demandé"):
        scene.decide()


def test_a_reader_sees_requests_but_not_who_animates(scene, reader):
    scene.ask("angers", note="Code du portail : 12")

    one = views.requests(scene.db, reader, scene.edition_id)[0].request
    assert (one.animator, one.note) == ("", "")


def test_names_go_twelve_months_after_the_edition_and_loans_still_count(scene):
    number = scene.ask("angers")
    scene.decide()
    with clock.frozen(datetime(2027, 12, 1, 9, tzinfo=UTC)):
        assert past_retention(scene.db, SYSTEM)["loan_words"] == 1
        rule = next(one for one in RULES if one.name == "loan_words")
        scene.db.conn.execute(f"DELETE FROM {rule.table} WHERE {rule.condition}", {"before": clock.stamp()})
        one = lines(scene)[number]

    assert (one.request.animator, one.answer) == ("", Answer.GRANTED)


def test_a_contact_of_no_epci_has_no_page_of_games(scene, linked):
    _, _, actor, link = linked

    assert own_games(scene.db, Actor(Role.CONTACT, actor.id), link) is None
