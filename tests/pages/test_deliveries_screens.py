"""« Livraisons » and « Retours »: each part opens for its roles, writes for those who may, says what will be."""

import re
from dataclasses import dataclass, replace

import pytest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.deliveries.declaring import declare
from campaign.deliveries.model import (
    DeliverySaid,
    EntryState,
    LineSaid,
    Outcome,
    PieceState,
    ReturnSaid,
    SlipKind,
    SlipState,
)
from campaign.deliveries.owed import Declaration, DeclarationKind, GapKind, Settlement
from campaign.deliveries.road import note_delivery, note_return
from campaign.deliveries.slips import cancel_slip, prepare_slips
from campaign.deliveries.store import add_entry, known_entry, known_slip
from campaign.deliveries.views import declarations, entries, gaps, outstanding, return_due, slips, to_settle
from campaign.kits.actions import add_model
from campaign.kits.deciding import share_pieces
from campaign.stock.views import levels
from campaign.ui.deliveries_preparing import prepared_words
from campaign.ui.deliveries_words import clock_words, number_of
from tests.pages.conftest import bare, said

ROLES = (Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER)
HOSTILE = "![](//x/p.png) <b>gras</b>"


@dataclass
class Kept:
    """What a test holds: the edition, the shop, ids of posters, panels and wheels."""

    edition: int
    place: int
    posters: int
    panels: int
    wheel: int
    number: str = ""

    @property
    def back(self) -> str:
        """The number of the return slip."""
        return f"BR{self.number[2:]}"


def shown(at) -> str:
    """Every text, and the cells of the tables."""
    cells = (str(cell) for frame in at.dataframe for row in frame.value.to_numpy() for cell in row)
    return "\n".join((bare(said(at)), *(one.value for one in at.subheader), *cells))


def press(at, key: str):
    return at.button(key=key).click().run()


def keys(at) -> set[str]:
    return {one.key for one in at.button}


def in_depot(db, officer) -> dict[str, int]:
    return {one.item.code: one.in_depots for one in levels(db, officer)}


@pytest.fixture
def kept(db, officer, edition, shop, answered, stocked) -> Kept:
    """A shop whose kit is 20 posters, 8 panels and wheel n° 1; 400, 140 and 4 at the depot; no slip yet."""
    edition_id, place = edition(), shop()
    answered(edition_id, place)
    goods = (
        stocked(400),
        stocked(140, "FLE", "Panneaux de fléchage", "counted", value_cents="12"),
        stocked(4, "ROUE", "Roue de la prévention", "numbered", value_cents="150"),
    )
    lines = [
        {"item_id": item, "rule": "fixed", "need": "", "small": many, "medium": many, "large": many}
        for item, many in zip(goods, (20, 8, 1), strict=True)
    ]
    add_model(db, officer, {"name": "Boutique", "kind": "shop"}, lines, new_operation())
    share_pieces(db, officer, edition_id, new_operation())
    db.conn.commit()
    return Kept(edition_id, place, *goods)


@pytest.fixture
def ready(db, officer, kept) -> Kept:
    """The same with its slip."""
    prepare_slips(db, officer, kept.edition, new_operation())
    (slip,) = slips(db, officer, kept.edition, SlipKind.DELIVERY)
    db.conn.commit()
    return replace(kept, number=slip.number)


@pytest.fixture
def deliver(db, logistics, ready):
    """Delivers everything, but what is said by item id."""

    def note(less: dict[int, int] | None = None, **more) -> int:
        slip = known_slip(db, ready.number)
        left = {one.id: (less or {}).get(one.item.id, one.planned) for one in slip.lines}
        told = DeliverySaid(Outcome.DELIVERED, left, **more)
        received = note_delivery(db, logistics, ready.number, told, new_operation())
        db.conn.commit()
        return received.entry_id

    return note


@pytest.fixture
def waiting(db, logistics, ready, deliver) -> int:
    """A second delivery of 3 panels, said on the road by Malik D. on a phone a day late, that waits."""
    first = known_entry(db, deliver(receiver="Félicie Martin"))
    panels = next(one for one in known_slip(db, ready.number).lines if one.item.id == ready.panels)
    line = next(one for one in first.lines if one.line_id == panels.id)
    twice = replace(
        first,
        operation=new_operation(),
        state=EntryState.TO_SETTLE,
        said_by="Malik D.",
        lines=(replace(line, left=3),),
        problem=f"Bon {ready.number} déjà livré.",
        clock_gap=86_400,
    )
    entry_id = add_entry(db, twice)
    db.conn.commit()
    return entry_id


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("tab", ["bons", "arbitrer", "signalements"])
def test_each_part_of_the_deliveries_opens_for_each_role_and_only_two_may_write(waiting, ready, enter, page, role, tab):
    enter(role)
    at = page("deliveries.py", onglet=tab, edition=ready.edition)
    assert not at.exception
    may = role in (Role.OFFICER, Role.LOGISTICS)
    assert ("primary" in keys(at)) == may
    assert ("Malik" in shown(at)) == (role is not Role.READER and tab != "signalements")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("tab", ["reprise", "suivi"])
def test_each_part_of_the_returns_opens_for_each_role_and_only_two_may_write(ready, deliver, enter, page, role, tab):
    deliver()
    enter(role)
    at = page("returns.py", onglet=tab, edition=ready.edition)
    assert not at.exception
    writing = {f"return-{ready.back}-0-go", "change-due"}
    assert bool(keys(at) & writing) == (role in (Role.OFFICER, Role.LOGISTICS))


@pytest.mark.parametrize("file", ["deliveries.py", "returns.py"])
def test_without_an_edition_or_a_slip_the_screens_say_what_to_do(db, edition, enter, page, file):
    enter(Role.LOGISTICS)
    assert "Aucune édition pour l’instant" in shown(page(file))
    edition()
    db.conn.commit()
    text = shown(page(file))
    assert "d’après les kits" in text or "à chaque livraison" in text


def test_slips_are_prepared_in_one_gesture_that_says_what_changed(db, officer, kept, enter, page):
    enter(Role.LOGISTICS)
    at = page("deliveries.py", edition=kept.edition)
    assert "aucun bon de livraison encore" in shown(at)
    at = press(at, "primary")
    text = shown(at)
    assert "1\u00a0bon préparé." in text
    assert "0\u00a0bon sur 1 livré" in text
    (slip,) = slips(db, officer, kept.edition, SlipKind.DELIVERY)
    assert slip.number in text
    assert "ROUE n°\u00a01" in text
    assert "les bons suivent déjà les kits" in shown(press(at, "primary"))


def test_what_preparing_changed_is_counted():
    counts = {"made": 12, "changed": 2, "cancelled": 1}
    assert prepared_words(counts) == "12\u00a0bons préparés, 2\u00a0bons changés, à réimprimer et 1\u00a0bon annulé."


def test_the_address_opens_a_slip_and_says_when_there_is_none(ready, enter, page):
    enter(Role.LOGISTICS)
    assert "La Malle à Félicie" in shown(page("deliveries.py", bon=ready.number.lower()))
    assert "Aucun bon ne porte ce numéro : BL-1999-0001" in shown(page("deliveries.py", bon="BL-1999-0001"))


def test_a_delivery_is_noted_by_hand_with_what_was_really_left(db, officer, ready, enter, page, dialog):
    enter(Role.LOGISTICS)
    form, slip = f"note-{ready.number}", known_slip(db, ready.number)
    panels = next(one for one in slip.lines if one.item.id == ready.panels)
    at = dialog("deliveries_by_hand.note_by_hand", ready.number)
    at.text_input(key=f"{form}-left-{panels.id}").input("2,5")
    at.text_input(key=f"{form}-receiver").input("Félicie Martin")
    press(at, f"{form}-go")
    assert "Quantité : entier à partir de 0." in bare(at.error[0].value)
    assert at.text_input(key=f"{form}-receiver").value == "Félicie Martin"
    at.text_input(key=f"{form}-left-{panels.id}").input("6")
    press(at, f"{form}-go")
    assert known_slip(db, ready.number).state is SlipState.PARTLY
    assert in_depot(db, officer) == {"AFF-A3": 380, "FLE": 134, "ROUE": 3}
    text = shown(page("deliveries.py", edition=ready.edition))
    assert "dont 1 en partie" in text
    assert "2\u00a0panneaux de fléchage" in text  # what lacks
    assert "6 sur 8" in text
    assert "Reçu par Félicie Martin" in text


def test_an_absence_needs_no_quantity_and_the_slip_is_to_do_again(db, ready, enter, dialog):
    enter(Role.LOGISTICS)
    at = dialog("deliveries_by_hand.note_by_hand", ready.number)
    at.segmented_control[0].set_value(Outcome.ABSENT).run()
    assert not [one for one in at.text_input if "-left-" in one.key]
    press(at, f"note-{ready.number}-go")
    assert known_slip(db, ready.number).state is SlipState.FAILED


def test_a_delivery_typed_wrong_is_put_right_and_the_stock_follows(db, officer, ready, deliver, enter, dialog):
    entry_id = deliver()
    assert in_depot(db, officer)["AFF-A3"] == 380
    enter(Role.LOGISTICS)
    at = dialog("deliveries_by_hand.correct_delivery", ready.number, entry_id)
    posters = next(one for one in known_slip(db, ready.number).lines if one.item.id == ready.posters)
    at.text_input(key=f"correct-{entry_id}-left-{posters.id}").input("15")
    press(at, f"correct-{entry_id}-go")
    assert in_depot(db, officer)["AFF-A3"] == 385
    assert [one.state for one in entries(db, officer, ready.number)] == [EntryState.CORRECTED, EntryState.APPLIED]


def test_a_slip_is_cancelled_after_saying_what_that_does(db, ready, enter, page, dialog):
    enter(Role.LOGISTICS)
    at = dialog("deliveries_by_hand.confirm_cancel", ready.number)
    assert "ne servira plus, même imprimé" in shown(at)
    press(at, f"cancel-{ready.number}-go")
    assert known_slip(db, ready.number).state is SlipState.CANCELLED
    assert "Ce bon est annulé" in shown(page("deliveries.py", bon=ready.number))


def test_a_waiting_entry_is_beside_what_counts_with_the_phone_s_clock(waiting, ready, enter, page):
    enter(Role.LOGISTICS)
    at = page("deliveries.py", onglet="arbitrer", edition=ready.edition)
    text = shown(at)
    assert "1\u00a0saisie à arbitrer." in text
    assert f"Bon {ready.number} déjà livré." in text
    assert "Horloge du téléphone décalée de 1\u00a0jour" in text
    assert "Ce qui compte déjà" in text
    assert {f"settle-{waiting}-{one}" for one in ("add", "replace", "discard")} <= keys(at)


def test_what_waits_is_listed_whatever_the_edition_chosen(db, waiting, edition, enter, page):
    other = edition(200, name="Une autre")
    db.conn.commit()
    enter(Role.LOGISTICS)
    assert f"settle-{waiting}-add" in keys(page("deliveries.py", onglet="arbitrer", edition=other))


@pytest.mark.parametrize(
    ("decision", "sentence", "panels"),
    [
        ("add", "Sort du dépôt, vers La Malle à Félicie : 3\u00a0panneaux de fléchage.", 140 - 8 - 3),
        ("replace", "ne compte plus : revient là où c’était avant", 140 - 3),
        ("discard", "Le stock ne change pas.", 140 - 8),
    ],
)
def test_each_decision_says_what_it_does_then_does_it(
    db, officer, waiting, ready, enter, dialog, decision, sentence, panels
):
    enter(Role.LOGISTICS)
    at = dialog("deliveries_settling.confirm_settling", waiting, decision)
    assert sentence in shown(at)
    assert in_depot(db, officer)["FLE"] == 132  # nothing before the confirmation
    press(at, f"settling-{waiting}-{decision}-go")
    assert in_depot(db, officer)["FLE"] == panels
    assert to_settle(db, officer, ready.edition) == []


def test_what_a_shop_told_is_treated(db, officer, ready, deliver, enter, page):
    deliver()
    told = Declaration(DeclarationKind.PROBLEM, f"Un panneau fendu. {HOSTILE}")
    declared = declare(db, officer, ready.edition, ready.place, told, new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("deliveries.py", onglet="signalements", edition=ready.edition)
    assert "Un panneau fendu." in shown(at)
    assert "<b>" not in said(at)
    assert "29" in shown(press(at, f"declared-slip-{declared}"))  # its slip, among the slips: 29 units
    at.segmented_control(key="deliveries-tab").set_value("signalements").run()
    press(at, f"treat-{declared}")
    assert declarations(db, officer, ready.edition) == []


def test_a_return_is_checked_in_piece_by_piece_and_what_is_unsaid_stays(db, officer, ready, deliver, enter, page):
    deliver()
    enter(Role.LOGISTICS)
    at = page("returns.py", bon=ready.back)
    form, of = f"return-{ready.back}-0", {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    at.segmented_control(key=f"{form}-{of[ready.wheel]}-state").set_value(PieceState.DAMAGED)
    at.text_input(key=f"{form}-{of[ready.wheel]}-note").input("Aiguille cassée").run()
    press(at, f"{form}-go")
    assert known_slip(db, ready.back).state is SlipState.PARTLY
    assert "1\u00a0pièce sur 9 revenue" in shown(at)
    (gap,) = gaps(db, officer, ready.edition)
    assert (gap.kind, gap.note) == (GapKind.DAMAGED, "Aiguille cassée")
    # The panels and the posters are asked for again, in an empty form.
    form = f"return-{ready.back}-1"
    at.text_input(key=f"{form}-{of[ready.panels]}-back").input("7")
    at.text_input(key=f"{form}-{of[ready.panels]}-damaged").input("1")
    at.text_input(key=f"{form}-{of[ready.panels]}-missing").input("1")
    at.text_input(key=f"{form}-left-{ready.posters}").input("18").run()
    press(at, f"{form}-go")
    assert in_depot(db, officer) == {"AFF-A3": 398, "FLE": 138, "ROUE": 3}
    assert sorted(one.kind for one in gaps(db, officer, ready.edition)) == ["damaged", "damaged", "missing"]


def test_an_empty_leftover_is_unknown_and_stays_so(db, officer, ready, deliver, enter, page):
    deliver()
    enter(Role.LOGISTICS)
    at = page("returns.py", bon=ready.back)
    form = f"return-{ready.back}-0"
    at = press(at, f"{form}-all")
    at = press(at, f"{form}-go")
    assert known_slip(db, ready.back).state is SlipState.DONE
    assert in_depot(db, officer) == {"AFF-A3": 380, "FLE": 140, "ROUE": 4}
    (entry,) = entries(db, officer, ready.back)
    assert entry.leftovers == {}
    assert f"return-{ready.back}-1-left-{ready.posters}" in {one.key for one in at.text_input}  # still asked for


def test_more_back_than_lent_is_asked_about_then_declared(db, officer, ready, deliver, enter, page):
    deliver()
    enter(Role.LOGISTICS)
    at = page("returns.py", bon=ready.back)
    form, of = f"return-{ready.back}-0", {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    field = f"{form}-{of[ready.panels]}-back"
    at.text_input(key=field).input("9").run()
    press(at, f"{form}-go")
    assert "9 rendus pour 8 livrés : déclarer un écart ?" in shown(at)
    assert at.text_input(key=field).value == "9"
    assert entries(db, officer, ready.back) == []
    press(at, f"{form}-declare")
    assert [(one.kind, one.quantity) for one in gaps(db, officer, ready.edition)] == [(GapKind.SURPLUS, 1)]
    assert in_depot(db, officer)["FLE"] == 141


def test_a_double_return_is_refused_with_who_and_what_was_typed_stays(db, logistics, ready, deliver, enter, page):
    deliver()
    enter(Role.OFFICER)
    at = page("returns.py", bon=ready.back)
    form, of = f"return-{ready.back}-0", {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    line = of[ready.wheel]
    at.segmented_control(key=f"{form}-{line}-state").set_value(PieceState.OK)
    at.text_input(key=f"{form}-{line}-note").input("Rendue au hangar").run()
    # Meanwhile the logistics checks it in on another screen.
    note_return(db, logistics, ready.back, ReturnSaid({line: LineSaid(ok=1)}), new_operation())
    db.conn.commit()
    press(at, f"{form}-go")
    assert re.search(r"ROUE n°\u00a01 déjà rendu le .* par Alex Logistics\.", shown(at))
    assert at.text_input(key=f"{form}-{line}-note").value == "Rendue au hangar"
    assert len(entries(db, logistics, ready.back)) == 1
    press(at, "return-again")
    assert f"return-{ready.back}-1-{line}-note" not in {one.key for one in at.text_input}


def test_a_return_typed_wrong_is_put_right_and_its_gap_ends(db, officer, logistics, ready, deliver, enter, dialog):
    deliver()
    of = {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    told = ReturnSaid({of[ready.wheel]: LineSaid(missing=1), of[ready.panels]: LineSaid(ok=8)})
    entry_id = note_return(db, logistics, ready.back, told, new_operation()).entry_id
    db.conn.commit()
    enter(Role.LOGISTICS)
    form = f"correct-return-{entry_id}"
    at = dialog("returns_checking.correct_return", ready.back, entry_id)
    assert at.text_input(key=f"{form}-{of[ready.panels]}-back").value == "8"
    at.segmented_control(key=f"{form}-{of[ready.wheel]}-state").set_value(PieceState.OK).run()
    press(at, f"{form}-go")
    assert known_slip(db, ready.back).state is SlipState.DONE
    assert gaps(db, officer, ready.edition) == []


def test_a_slip_is_found_by_its_number_or_by_a_piece(ready, deliver, enter, page):
    deliver()
    enter(Role.LOGISTICS)
    at = page("returns.py", edition=ready.edition)
    for typed in (ready.back, ready.number, "roue 1", f"https://exemple.fr/b/{ready.back}"):
        at.text_input(key="returns-typed").input(typed).run()
        assert not at.warning, typed
    at.text_input(key="returns-typed").input("BR-1999-0001").run()
    assert "Aucun bon de cette édition ne porte ce numéro" in shown(at)


def test_what_is_out_late_and_missing_is_on_one_screen_with_its_value(db, logistics, ready, deliver, enter, page):
    deliver()
    of = {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    note_return(db, logistics, ready.back, ReturnSaid({of[ready.wheel]: LineSaid(missing=1)}), new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("returns.py", onglet="suivi", edition=ready.edition)
    figures = {one.label: one.value for one in at.metric}
    assert figures == {"Dehors": "9", "En retard": "0", "Manquants": "1", "Abîmés": "0", "Perdus": "0"}
    text = shown(at)
    assert "Écarts à régler" in text
    assert "Roue de la prévention n°\u00a01" in text
    assert "8\u00a0panneaux de fléchage" in text
    assert "246\u00a0€" in "".join(str(one.delta) for one in at.metric)  # 8 × 12 € + 150 €


def test_a_link_without_an_edition_follows_all_of_them(db, ready, deliver, edition, enter, page):
    deliver()
    other = edition(200, name="Une autre")
    db.conn.commit()
    enter(Role.LOGISTICS)
    assert "9" in [one.value for one in page("returns.py", onglet="suivi").metric]
    assert {one.value for one in page("returns.py", onglet="suivi", edition=other).metric} == {"0"}


@pytest.mark.parametrize(
    ("settlement", "out", "lost"),
    [(Settlement.FOUND, 8, 0), (Settlement.REPLACED, 8, 1), (Settlement.WRITTEN_OFF, 8, 1)],
)
def test_a_missing_piece_is_settled_after_a_confirmation(
    db, officer, logistics, ready, deliver, enter, page, dialog, settlement, out, lost
):
    deliver()
    of = {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    note_return(db, logistics, ready.back, ReturnSaid({of[ready.wheel]: LineSaid(missing=1)}), new_operation())
    db.conn.commit()
    (gap,) = gaps(db, officer)
    enter(Role.LOGISTICS)
    assert f"gap-{gap.id}-{settlement}" in keys(page("returns.py", onglet="suivi", edition=ready.edition))
    at = dialog("returns_gaps.confirm_gap", gap.id, str(settlement))
    press(at, f"gap-{gap.id}-{settlement}-go")
    still = outstanding(db, officer, ready.edition)
    assert (sum(one.quantity for one in still.out), len(still.lost), still.missing) == (out, lost, ())
    assert "Écarts réglés (1)" in [one.label for one in page("returns.py", onglet="suivi").expander]


def test_the_day_of_the_return_is_changed_and_never_before_the_end(db, officer, ready, deliver, enter, dialog):
    deliver()
    due, _ = return_due(db, officer, ready.edition)
    enter(Role.LOGISTICS)
    form = f"due-{ready.edition}"
    at = dialog("returns_due.change_due", ready.edition)
    at.date_input(key=f"{form}-day").set_value(due.replace(year=due.year - 1)).run()
    press(at, f"{form}-save")
    assert "après le dernier jour" in shown(at)
    later = due.replace(year=due.year + 1)
    at.date_input(key=f"{form}-day").set_value(later).run()
    press(at, f"{form}-save")
    assert return_due(db, officer, ready.edition) == (later, 1)


def test_names_typed_by_people_stay_text(db, officer, logistics, ready, deliver, enter, page):
    deliver(receiver=HOSTILE, note=HOSTILE)
    of = {one.item.id: one.id for one in known_slip(db, ready.back).lines}
    told = ReturnSaid({of[ready.wheel]: LineSaid(missing=1, note=HOSTILE)}, giver=HOSTILE, note=HOSTILE)
    note_return(db, logistics, ready.back, told, new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    for file, more in (("deliveries.py", {}), ("returns.py", {}), ("returns.py", {"onglet": "suivi"})):
        text = said(page(file, edition=ready.edition, **more))
        assert "\\!\\[\\]" in text
        assert "<b>" not in text
        assert "![](" not in text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, ""), (86_400, "1\u00a0jour"), (-7_200, "2\u00a0heures"), (900, "15\u00a0minutes"), (200_000, "2\u00a0jours")],
)
def test_a_phone_s_clock_is_told_in_days_hours_or_minutes(seconds, words):
    assert words in clock_words(seconds)
    assert bool(clock_words(seconds)) == bool(seconds)


def test_a_number_is_read_however_it_is_written(db, ready):
    listed = [known_slip(db, ready.number)]
    year = ready.number[3:7]
    for typed in (ready.number, ready.number.lower(), f"bl {year} 1", f"https://exemple.fr/b/{ready.number}/"):
        assert number_of(listed, typed) == listed[0], typed
    assert number_of(listed, f"BL-{year}-0002") is None
    assert number_of(listed, "") is None


def test_a_cancelled_slip_takes_nothing_from_the_stock(db, officer, ready):
    cancel_slip(db, officer, ready.number, new_operation())
    assert in_depot(db, officer) == {"AFF-A3": 400, "FLE": 140, "ROUE": 4}
