"""Local versions: whose they are, what the common text does beside them, the way back and forth."""

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.errors import Conflict, EditionOver, InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.partners import actions as partners
from campaign.partners.views import place as place_view
from campaign.press.adapting import back_to_framework, bring_back, change_local, differences, take_update
from campaign.press.comparing import Change
from campaign.press.model import BlockState
from campaign.press.views import material
from campaign.press.writing import change_block, set_lock
from tests.press.conftest import ANGERS

NEAR = "near_you"


def of(db, newsroom, audience=ANGERS, code=NEAR, territory=""):
    """The block as that audience has it."""
    blocks = material(db, SYSTEM, newsroom.edition_id).blocks_for(audience, territory)
    return next(one for one in blocks if one.block.code == code)


def adapt(db, by, newsroom, text, audience=ANGERS, code=NEAR, version=None, **options):
    one = of(db, newsroom, audience, code)
    held = (one.local.version if one.local else 0) if version is None else version
    change_local(db, by, newsroom.edition_id, audience, code, held, text, new_operation(), **options)


def common(db, by, newsroom, text, code=NEAR):
    version = of(db, newsroom, code=code).block.version
    change_block(db, by, newsroom.edition_id, code, version, "", text, new_operation())


def test_an_animator_writes_their_block_and_the_common_one_stays(db, newsroom):
    before = of(db, newsroom).block.text
    adapt(db, newsroom.animator, newsroom, "À Angers, on vous attend.")
    one = of(db, newsroom)
    assert (one.text, one.state, one.behind) == ("À Angers, on vous attend.", BlockState.ADAPTED, False)
    assert one.block.text == before
    assert of(db, newsroom, "epci:200071876").state is BlockState.COMMON


def test_a_shop_reads_its_territorys_text_until_it_writes_its_own(db, newsroom):
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    assert of(db, newsroom, newsroom.shop, territory=ANGERS).text == "À Angers."
    adapt(db, newsroom.shopkeeper, newsroom, "À La Malle.", audience=newsroom.shop)
    assert of(db, newsroom, newsroom.shop, territory=ANGERS).text == "À La Malle."


@pytest.mark.parametrize(
    "audience", ["epci:200071876", "epci:123456789", "shop:1", "shop:2", "", "departement", "x' OR 1"]
)
def test_an_animator_reaches_no_other_version(db, newsroom, audience):
    with pytest.raises(NotFound):
        change_local(db, newsroom.animator, newsroom.edition_id, audience, NEAR, 0, "Non.", new_operation())
    assert db.conn.execute("SELECT count(*) FROM press_locals").fetchone()[0] == 0


def test_a_shops_contact_reaches_neither_the_territory_nor_another_shop(db, newsroom):
    for audience in (ANGERS, f"shop:{newsroom.shop_id + 1}"):
        with pytest.raises(NotFound):
            change_local(db, newsroom.shopkeeper, newsroom.edition_id, audience, NEAR, 0, "Non.", new_operation())


def test_a_link_of_another_edition_opens_nothing_here(db, officer, newsroom, edition):
    other = edition(in_days=200)
    with pytest.raises(NotFound):
        change_local(db, newsroom.animator, other, ANGERS, NEAR, 0, "Non.", new_operation())


def test_a_shop_that_may_not_advertise_has_no_version_even_by_an_agent(db, officer, newsroom):
    sheet = place_view(db, officer, newsroom.shop_id)
    partners.change_place(
        db, officer, newsroom.shop_id, sheet.version, {"name": sheet.name, "may_advertise": False}, new_operation()
    )
    for by in (newsroom.shopkeeper, officer):
        with pytest.raises(Refused, match="publicité"):
            adapt(db, by, newsroom, "Venez chez nous.", audience=newsroom.shop)


def test_a_locked_block_is_adapted_by_nobody(db, officer, newsroom):
    for by in (newsroom.animator, officer):
        with pytest.raises(Refused, match="verrouillé"):
            adapt(db, by, newsroom, "Autrement.", code="context")


def test_a_local_text_comes_back_when_its_block_is_unlocked(db, officer, newsroom):
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    set_lock(db, officer, newsroom.edition_id, NEAR, True, new_operation())
    locked = of(db, newsroom)
    assert (locked.state, locked.text) == (BlockState.LOCKED, locked.block.text)
    set_lock(db, officer, newsroom.edition_id, NEAR, False, new_operation())
    again = of(db, newsroom)
    assert (again.text, again.state, again.behind) == ("À Angers.", BlockState.ADAPTED, False)


def test_a_newer_common_text_erases_nothing_and_is_shown(db, officer, newsroom):
    common(db, officer, newsroom, "Rendez-vous deux jours.")
    adapt(db, newsroom.animator, newsroom, "Rendez-vous à Angers.")
    common(db, officer, newsroom, "Rendez-vous trois jours.")
    one = of(db, newsroom)
    assert (one.text, one.behind) == ("Rendez-vous à Angers.", True)
    told = differences(db, newsroom.animator, newsroom.edition_id, ANGERS, one)
    assert [(piece.change, piece.text) for piece in told.since if piece.change is not Change.KEPT] == [
        (Change.REMOVED, "deux"), (Change.ADDED, "trois"),
    ]  # fmt: skip
    assert [(piece.change, piece.text) for piece in told.own if piece.change is not Change.KEPT] == [
        (Change.REMOVED, "trois jours"), (Change.ADDED, "à Angers"),
    ]  # fmt: skip


def test_taking_the_update_into_account_keeps_the_local_text(db, officer, newsroom):
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    common(db, officer, newsroom, "Autre chose.")
    one = of(db, newsroom)
    take_update(
        db, newsroom.animator, newsroom.edition_id, ANGERS, NEAR, one.local.version, one.block.version, new_operation()
    )
    after = of(db, newsroom)
    assert (after.text, after.behind) == ("À Angers.", False)
    assert differences(db, newsroom.animator, newsroom.edition_id, ANGERS, after).since == ()


def test_an_update_that_came_after_the_page_is_still_told(db, officer, newsroom):
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    common(db, officer, newsroom, "Autre chose.")
    one = of(db, newsroom)
    common(db, officer, newsroom, "Encore autre chose.")
    take_update(
        db, newsroom.animator, newsroom.edition_id, ANGERS, NEAR, one.local.version, one.block.version, new_operation()
    )
    assert of(db, newsroom).behind


def test_a_first_text_written_beside_an_older_common_one_is_behind_at_once(db, officer, newsroom):
    common(db, officer, newsroom, "Autre chose.")
    adapt(db, newsroom.animator, newsroom, "À Angers.", seen=1)
    assert of(db, newsroom).behind


def test_a_second_local_text_does_not_hide_what_was_not_read(db, officer, newsroom):
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    common(db, officer, newsroom, "Autre chose.")
    adapt(db, newsroom.animator, newsroom, "À Angers, encore.", seen=2)
    assert of(db, newsroom).behind


def test_back_to_the_framework_and_forth_again(db, newsroom):
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    back_to_framework(db, newsroom.animator, newsroom.edition_id, ANGERS, NEAR, 1, new_operation())
    one = of(db, newsroom)
    assert (one.text, one.state) == (one.block.text, BlockState.COMMON)
    bring_back(db, newsroom.animator, newsroom.edition_id, ANGERS, NEAR, 2, new_operation())
    assert (of(db, newsroom).text, of(db, newsroom).state) == ("À Angers.", BlockState.ADAPTED)
    kept = db.conn.execute("SELECT version, text FROM press_texts WHERE audience = ? ORDER BY version", [ANGERS])
    assert [tuple(found) for found in kept] == [(1, "À Angers."), (2, None), (3, "À Angers.")]


def test_an_emptied_block_is_empty_for_that_version_only(db, newsroom):
    adapt(db, newsroom.animator, newsroom, "")
    assert of(db, newsroom).state is BlockState.EMPTY
    assert of(db, newsroom, "epci:200071876").state is BlockState.COMMON


def test_an_agent_and_the_animator_at_once_both_texts_are_shown(db, officer, newsroom):
    adapt(db, newsroom.animator, newsroom, "Le texte de l’animatrice.", version=0)
    with pytest.raises(Conflict) as refusal:
        adapt(db, officer, newsroom, "Celui du Département.", version=0)
    assert refusal.value.theirs == {"Texte": "Le texte de l’animatrice."}
    assert of(db, newsroom).text == "Le texte de l’animatrice."


def test_a_replayed_form_writes_once(db, newsroom):
    operation = new_operation()
    for _ in range(2):
        change_local(db, newsroom.animator, newsroom.edition_id, ANGERS, NEAR, 0, "Une fois.", operation)
    assert of(db, newsroom).local.version == 1


def test_local_texts_are_checked_as_the_common_ones(db, newsroom):
    with pytest.raises(InvalidInput, match="24\u202f000 de trop"):
        adapt(db, newsroom.animator, newsroom, "a" * 30_000)
    with pytest.raises(InvalidInput, match="Vouliez-vous animations"):
        adapt(db, newsroom.animator, newsroom, "Au programme : {{animation}}")


def test_a_reader_adapts_nothing_and_a_past_edition_neither(db, officer, reader, newsroom):
    with pytest.raises(NotAllowed):
        adapt(db, reader, newsroom, "Non.")
    editions.cancel_edition(db, officer, newsroom.edition_id, new_operation())
    with pytest.raises(EditionOver):
        adapt(db, newsroom.animator, newsroom, "Trop tard.")


def test_a_text_saved_untouched_adapts_nothing(db, newsroom):
    adapt(db, newsroom.animator, newsroom, of(db, newsroom).text)
    assert of(db, newsroom).state is BlockState.COMMON
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    adapt(db, newsroom.shopkeeper, newsroom, "À Angers.", audience=newsroom.shop)
    assert of(db, newsroom, newsroom.shop).local is None


def test_a_shop_may_go_back_to_the_common_words_over_its_territorys(db, newsroom):
    common_text = of(db, newsroom).block.text
    adapt(db, newsroom.animator, newsroom, "À Angers.")
    adapt(db, newsroom.shopkeeper, newsroom, common_text, audience=newsroom.shop)
    assert of(db, newsroom, newsroom.shop, territory=ANGERS).text == common_text
