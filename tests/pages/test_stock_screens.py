"""« Stock » and « Comptage »: read by every agent, written by the logistics, nothing lost of what was typed."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from campaign.accounts.model import Role
from campaign.base.database import transaction
from campaign.base.errors import UnreadableFile
from campaign.base.operations import new_operation
from campaign.demonstration.stock_told import tell_stock
from campaign.stock import counting, items, moving, views
from campaign.stock.ledger import post
from campaign.stock.model import Condition, Move, Reason, at_depot, at_partner
from campaign.ui.stock_list import exported
from campaign.ui.stock_moves import may_undo
from campaign.ui.stock_words import what
from tests.pages.conftest import bare, said

TODAY = date(2026, 10, 20)


@pytest.fixture
def told(db, logistics):
    tell_stock(db, logistics, TODAY)


def shown(at) -> str:
    """What people read: texts, tables, labels of buttons."""
    tables = "".join(str(one.value.to_dict()) for kind in (at.dataframe, at.table) for one in kind)
    return bare(said(at)) + tables + "".join(bare(str(one.label)) for one in at.button)


def press(at, key: str):
    return at.button(key=key).click().run()


def keys(at) -> set[str]:
    return {str(one.key) for one in at.button}


def numbered(db, by, code: str, number: int):
    return next(one for one in views.pieces(db, by) if (one.item.code, one.piece.number) == (code, number))


def item_id(db, by, code: str) -> int:
    return next(one.id for one in views.items(db, by) if one.code == code)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_everyone_reads_the_stock_and_only_the_logistics_and_the_prevention_write(told, enter, page, role):
    enter(role)
    at = page("stock.py", piece="ROUE-4")
    assert not at.exception
    assert "10\u00a0articles, 2\u00a0lieux ; 1\u00a0pièce en réparation, 2 perdues." in shown(at)
    assert "Panneaux de fléchage" in shown(at)
    writes = role in (Role.OFFICER, Role.LOGISTICS)
    for key in ("primary", "add-item", "add-depot", "go-count"):
        assert (key in keys(at)) == writes, key
    assert ("Claude" in shown(at) or "Alex Logistics" in shown(at)) == (role is not Role.READER)


def test_a_label_scanned_opens_its_piece(told, enter, page):
    enter(Role.READER)
    at = page("stock.py", piece="ROUE-4")
    assert "ROUE n°\u00a04" in bare(at.subheader[0].value)
    assert "Il manque : Aiguille" in shown(at)
    assert "À réparer : roue de la prévention n°\u00a04" in shown(at)


def test_a_number_nobody_has_is_said_and_the_stock_stays_readable(told, enter, page):
    enter(Role.READER)
    at = page("stock.py", piece="ROUE-99")
    assert "Aucune pièce en service ne porte le numéro ROUE-99." in shown(at)
    assert "Affiches A3" in shown(at)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("echelle", ["Échelle de réduction"]), ("FLY", ["Flyers A5 (paquets de 100)"]),
     ("roue 3", ["Roue de la prévention"]),
     ("https://exemple.fr/stock?piece=JEU-2", ["Jeu des saisons"])],
)  # fmt: skip
def test_a_search_finds_by_name_code_or_number(told, enter, page, typed, kept):
    enter(Role.READER)
    at = page("stock.py")
    at = at.text_input(key="stock-search").set_value(typed).run()
    assert list(at.dataframe[0].value["Article"]) == kept


def test_families_filter_and_the_order_follows_what_is_chosen(told, enter, page):
    enter(Role.READER)
    at = page("stock.py")
    at = at.selectbox(key="stock-family").select_index(2).run()
    assert list(at.dataframe[0].value["Code"]) == ["ECH", "JEU", "ROUE"]
    at = at.selectbox(key="stock-order").set_value("Perdus et à réparer").run()
    assert at.dataframe[0].value["Code"].iloc[0] == "ROUE"


def test_an_empty_stock_says_where_to_begin(enter, page):
    enter(Role.LOGISTICS)
    at = page("stock.py")
    assert "Aucun article en stock." in shown(at)
    assert "ajoutez le hangar" in shown(at)


def test_an_item_is_added_and_what_was_typed_stays_when_it_is_refused(db, logistics, enter, dialog):
    enter(logistics)
    at = dialog("stock_item_form.edit_item", None)
    at.text_input(key="item-form-new-name").set_value("Banderole")
    at.text_input(key="item-form-new-code").set_value("bân")
    at = press(at, "item-form-new-save")
    assert "Code : lettres sans accent" in shown(at)
    assert at.text_input(key="item-form-new-name").value == "Banderole"
    at.text_input(key="item-form-new-code").set_value("BAN")
    at.selectbox(key="item-form-new-kind").select_index(1)
    at.selectbox(key="item-form-new-family").select_index(1)
    at.text_input(key="item-form-new-value").set_value("42,50")
    at.text_input(key="item-form-new-volume").set_value("1,5")
    press(at, "item-form-new-save")
    (one,) = views.items(db, logistics)
    assert (one.code, one.value_cents, one.volume_litres) == ("BAN", 4250, 1.5)


def test_an_item_is_changed_with_the_values_shown(db, logistics, told, enter, dialog):
    enter(logistics)
    flyers = item_id(db, logistics, "FLY-A5")
    before = views.item(db, logistics, flyers)
    press(dialog("stock_item_form.edit_item", flyers), f"item-form-{flyers}-save")
    after = views.item(db, logistics, flyers)
    assert after.version == before.version + 1
    assert (after.pack, after.volume_litres, after.weight_kg, after.value_cents, after.unit) == (
        before.pack, before.volume_litres, before.weight_kg, before.value_cents, before.unit,
    )  # fmt: skip


def test_an_entry_is_recorded_and_a_wrong_quantity_is_refused_in_its_own_words(db, logistics, stocked, enter, dialog):
    posters = stocked(10)
    enter(logistics)
    at = dialog("stock_moves.move", "receive", posters, None)
    at.text_input(key=f"move-receive-{posters}-None-many").set_value("2,5")
    at = press(at, f"move-receive-{posters}-None-go")
    assert "Quantité : entier à partir de 1." in shown(at)
    assert at.text_input(key=f"move-receive-{posters}-None-many").value == "2,5"
    at.text_input(key=f"move-receive-{posters}-None-many").set_value("25")
    press(at, f"move-receive-{posters}-None-go")
    assert views.available(db, logistics) == {posters: 35}


def test_more_than_what_is_there_is_refused_and_nothing_moves(db, logistics, stocked, enter, dialog):
    posters = stocked(10)
    enter(logistics)
    at = dialog("stock_moves.move", "scrap", posters, None)
    assert at.button(key=f"move-scrap-{posters}-None-go").disabled
    at.text_input(key=f"move-scrap-{posters}-None-many").set_value("11")
    at = at.checkbox(key=f"move-scrap-{posters}-None-sure").check().run()
    at = press(at, f"move-scrap-{posters}-None-go")
    assert "Il reste 10\u00a0affiches au dépôt ; vous en demandez 11." in shown(at)
    assert views.available(db, logistics) == {posters: 10}


def test_a_piece_goes_to_repair_and_comes_back(db, logistics, told, enter, dialog):
    enter(logistics)
    wheel = numbered(db, logistics, "ROUE", 1)
    form = f"move-repair-{wheel.item.id}-{wheel.piece.id}"
    press(dialog("stock_moves.move", "repair", wheel.item.id, wheel.piece.id), f"{form}-go")
    assert numbered(db, logistics, "ROUE", 1).where == "en réparation"
    form = f"move-repaired-{wheel.item.id}-{wheel.piece.id}"
    press(dialog("stock_moves.move", "repaired", wheel.item.id, wheel.piece.id), f"{form}-go")
    now = numbered(db, logistics, "ROUE", 1)
    assert (now.where, now.piece.condition) == ("Hangar de Beaucouzé", Condition.GOOD)


def test_new_pieces_are_numbered_after_the_last(db, logistics, told, enter, dialog):
    enter(logistics)
    games = item_id(db, logistics, "JEU")
    at = dialog("stock_moves.move", "receive", games, None)
    at.text_input(key=f"move-receive-{games}-None-many").set_value("2")
    press(at, f"move-receive-{games}-None-go")
    assert [one.piece.number for one in views.pieces(db, logistics, games)] == [1, 2, 3, 4, 5, 6]


def test_scrapping_a_piece_is_agreed_first_and_takes_it_out_of_the_lists(db, logistics, told, enter, dialog):
    enter(logistics)
    game = numbered(db, logistics, "JEU", 2)
    form = f"move-scrap-{game.item.id}-{game.piece.id}"
    at = dialog("stock_moves.move", "scrap", game.item.id, game.piece.id)
    assert at.button(key=f"{form}-go").disabled
    at = at.checkbox(key=f"{form}-sure").check().run()
    press(at, f"{form}-go")
    assert [one.piece.number for one in views.pieces(db, logistics, game.item.id)] == [1, 3, 4]


def test_the_state_of_a_piece_is_noted_with_what_it_lacks(db, logistics, told, enter, dialog):
    enter(logistics)
    one = numbered(db, logistics, "ECH", 1)
    form = f"piece-form-{one.piece.id}"
    at = dialog("stock_pieces.edit_piece", one.item.id, one.piece.id)
    at.segmented_control(key=f"{form}-state").set_value(Condition.WORN)
    at.pills(key=f"{form}-missing").set_value(["Sac de transport"])
    at.text_area(key=f"{form}-note").set_value("![](//x/p.png)")
    press(at, f"{form}-save")
    piece = numbered(db, logistics, "ECH", 1).piece
    assert (piece.condition, piece.missing_parts, piece.note) == ("worn", ("Sac de transport",), "![](//x/p.png)")


def test_what_is_typed_is_shown_as_text(db, logistics, told, enter, page):
    one = numbered(db, logistics, "ROUE", 1)
    items.change_piece(db, logistics, one.piece.id, one.piece.version, Condition.GOOD, (), "![](//x/p.png)",
                       new_operation())  # fmt: skip
    enter(logistics)
    at = page("stock.py", piece="ROUE-1")
    assert "![](//x/p.png)" not in said(at)
    assert "![](//x/p.png)" in bare(said(at))


def test_a_movement_is_undone_after_it_was_read_again_and_both_lines_stay(db, logistics, stocked, depot, enter, dialog):
    posters = stocked(10)
    (wrong,) = moving.receive(db, logistics, posters, depot, 400, "", new_operation())
    enter(logistics)
    at = dialog("stock_history.confirm_undo", wrong, posters)
    assert "Entrée : 400\u00a0affiches A3, Hangar de Beaucouzé" in shown(at)
    press(at, f"undo-{wrong}-go")
    assert views.available(db, logistics) == {posters: 10}
    assert len(views.movements(db, logistics, posters)) == 3
    assert "déjà annulé" in shown(dialog("stock_history.confirm_undo", wrong, posters))


def test_an_archived_item_comes_back(db, logistics, stocked, enter, page):
    posters = stocked(10)
    stocked(3, "FLY", "Flyers")
    items.archive_item(db, logistics, posters, new_operation())
    enter(logistics)
    at = page("stock.py")
    assert list(at.dataframe[0].value["Code"]) == ["FLY"]
    press(at, f"restore-item-{posters}")
    assert {one.code for one in views.items(db, logistics)} == {"AFF-A3", "FLY"}


def test_a_storage_place_is_added_with_its_point_and_a_wrong_one_is_refused(db, logistics, enter, dialog):
    enter(logistics)
    at = dialog("stock_depots.edit_depot", None)
    at.text_input(key="depot-form-new-name").set_value("Hangar d’essai")
    at.text_input(key="depot-form-new-latitude").set_value("quarante-sept")
    at = press(at, "depot-form-new-save")
    assert at.error or at.warning
    at.text_input(key="depot-form-new-latitude").set_value("47,4753")
    at.text_input(key="depot-form-new-longitude").set_value("-0,6340")
    press(at, "depot-form-new-save")
    (one,) = views.depots(db, logistics)
    assert (one.name, one.latitude, one.longitude, one.main) == ("Hangar d’essai", 47.4753, -0.634, True)


def test_the_stock_taking_is_closed_to_those_who_do_not_count(told, enter, page):
    for role in (Role.COMMUNICATION, Role.READER):
        enter(role)
        assert "pas ouvert à votre rôle" in shown(page("stock_taking.py"))


def test_a_place_is_counted_from_beginning_to_end(db, logistics, stocked, enter, page, dialog):
    posters, wheels = stocked(400), stocked(2, "ROUE", "Roue de la prévention", "numbered")
    one, two = (now.piece.id for now in views.pieces(db, logistics, wheels))
    enter(logistics)
    at = press(page("stock_taking.py"), "count-start")
    assert "Hangar de Beaucouzé : 0 comptées sur 3 lignes." in shown(at)
    (count,) = counting.counts(db, logistics)
    line = f"count-{count.id}-{posters}"
    at = at.text_input(key=f"{line}-found-None").set_value("beaucoup").run()
    assert "Quantité : entier à partir de 0." in shown(at)
    assert at.text_input(key=f"{line}-found-None").value == "beaucoup"
    at = at.text_input(key=f"{line}-found-None").set_value("398").run()
    assert "il en manque 2" in shown(at)
    at = at.text_input(key=f"{line}-note-").set_value("2 mouillées").run()
    at = at.segmented_control(key=f"count-{count.id}-{wheels}-{one}-found-None").set_value("Là").run()
    at = at.segmented_control(key=f"count-{count.id}-{wheels}-{two}-found-None").set_value("Pas là").run()
    assert "3 comptées sur 3 lignes." in shown(at)
    asked = dialog("stock_taking_end.confirm_finish", count.id)
    assert "2\u00a0écarts" in shown(asked)
    assert "2 mouillées" in shown(asked)
    assert views.available(db, logistics)[posters] == 400
    press(asked, f"finish-{count.id}-go")
    assert views.available(db, logistics) == {posters: 398, wheels: 1}
    at = page("stock_taking.py")
    assert "3\u00a0lignes comptées, 2\u00a0écarts." in shown(at)


def test_all_pieces_are_there_in_one_press_and_a_blind_count_hides_what_is_expected(
    db, logistics, stocked, enter, page
):
    posters, wheels = stocked(7), stocked(3, "ROUE", "Roue de la prévention", "numbered")
    enter(logistics)
    at = press(page("stock_taking.py"), "count-start")
    (count,) = counting.counts(db, logistics)
    at = press(at, f"count-{count.id}-{wheels}-all")
    assert "3 comptées sur 4 lignes." in shown(at)
    assert "attendu : 7" in shown(at)
    at = at.toggle(key="count-blind").set_value(True).run()
    at = at.text_input(key=f"count-{count.id}-{posters}-found-None").set_value("5").run()
    assert "attendu :" not in shown(at)
    assert "manque" not in shown(at)
    assert {line.verdict for line in counting.count_sheet(db, logistics, count.id)[1]} == {"trouvé", "il en manque 2"}


def test_a_piece_nobody_expected_is_noted_by_its_number(db, logistics, told, enter, page, dialog):
    enter(logistics)
    at = press(page("stock_taking.py"), "count-start")
    count = counting.counts(db, logistics)[0]
    game = numbered(db, logistics, "JEU", 4)
    at = at.text_input(key="count-search").set_value("JEU-4").run()
    assert "JEU n°\u00a04 n’est pas attendue ici : Réserve de Saumur." in shown(at)
    at = press(at, f"count-{count.id}-unexpected-{game.piece.id}")
    assert "inattendu" in shown(at)
    asked = dialog("stock_taking_end.add_unexpected", count.id)
    asked.text_input(key=f"unexpected-{count.id}-piece").set_value("ZZZ-1")
    asked = press(asked, f"unexpected-{count.id}-go")
    assert "Aucune pièce en service ne porte le numéro ZZZ-1" in shown(asked)


def test_an_abandoned_count_changes_nothing_and_is_asked_first(db, logistics, stocked, depot, enter, dialog):
    posters = stocked(10)
    count = counting.start_count(db, logistics, depot, new_operation())
    counting.note_count(db, logistics, count, posters, 2, "", new_operation())
    enter(logistics)
    at = dialog("stock_taking_end.confirm_abandon", count)
    assert "ne changera pas le stock" in shown(at)
    press(at, f"abandon-{count}-go")
    assert views.available(db, logistics) == {posters: 10}
    assert counting.counts(db, logistics)[0].abandoned


def test_a_past_count_tells_its_gaps_and_its_lines(told, logistics, enter, page):
    enter(logistics)
    at = page("stock_taking.py")
    assert "17\u00a0lignes comptées, 1\u00a0écart." in shown(at)
    assert "Panneaux de fléchage : il en manque 2 (2 cassés, jetés)" in shown(at).replace(":gray[(", "(").replace(
        ")]", ")"
    )
    assert len(at.table[0].value) == 17


def test_what_is_on_screen_leaves_in_a_file_with_a_column_for_each_place(db, logistics, told):
    levels, depots = views.levels(db, logistics), views.depots(db, logistics)
    headers, rows = exported([one for one in levels if one.item.code == "FLE"], depots)
    (line,) = (dict(zip(headers, row, strict=True)) for row in rows)
    assert (line["Au dépôt"], line["Hangar de Beaucouzé"], line["Réserve de Saumur"], line["Perdu"]) == (
        140,
        130,
        10,
        2,
    )
    assert line["Valeur d’une unité (€)"] == 9.5


@pytest.mark.parametrize(
    ("code", "quantity", "words"),
    [("AFF-A3", 400, "400\u00a0affiches A3"), ("FLY-A5", 120, "120\u00a0paquets de 100 flyers A5"),
     ("ANN", 1, "1\u00a0paquet de 50 annuaires"), ("FLE", 2, "2\u00a0panneaux de fléchage"),
     ("LOT", 3, "3\u00a0cartons de 25 sacs en tissu")],
)  # fmt: skip
def test_quantities_read_as_people_say_them(db, logistics, told, code, quantity, words):
    one = views.item(db, logistics, item_id(db, logistics, code))
    assert what(one, None, quantity) == words


def test_the_slip_of_a_delivery_is_mended_on_the_slip_not_here(db, logistics, stocked, depot):
    posters = stocked(10)
    move = Move(posters, at_depot(depot), at_partner(1, 5), 4, Reason.DELIVERY, reference="BL-2026-0001")
    with transaction(db):
        post(db, logistics, [move], new_operation())
    delivered, received = views.movements(db, logistics, posters)
    assert (may_undo(delivered), may_undo(received)) == (False, True)


def test_a_piece_keeps_its_photo_and_a_file_that_is_no_picture_is_refused(db, logistics, told, enter, page):
    one = numbered(db, logistics, "ROUE", 1)
    picture = BytesIO()
    Image.new("RGB", (40, 30), "#00666B").save(picture, "PNG")
    values = (Condition.GOOD, (), "", new_operation())
    items.change_piece(db, logistics, one.piece.id, one.piece.version, *values, picture.getvalue())
    enter(Role.READER)
    at = page("stock.py", piece="ROUE-1")
    assert not at.exception
    assert [one.proto.imgs[0].alt for one in at.get("image")] == ["Photo : ROUE n°\u00a01"]
    now = numbered(db, logistics, "ROUE", 1).piece
    with pytest.raises(UnreadableFile):
        items.change_piece(db, logistics, now.id, now.version, *values[:3], new_operation(), b"%PDF-1.7")
