"""The screen of duplicates: two sheets side by side, chosen field by field, merged, parted again, or said to be two."""

import pytest

from campaign.accounts.model import Role
from campaign.base.database import value
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from campaign.partners.merging import merge, recent_merges
from campaign.partners.store import place_by_id
from tests.pages.conftest import bare, said


def press(at, key: str):
    return at.button(key=key).click().run()


def shown(at) -> str:
    return bare(said(at)).replace("\u00a0", " ")


@pytest.fixture
def pair(shop) -> tuple[int, int]:
    return (
        shop("Le Fil retrouvé", phone="02 41 00 00 08"),
        shop("Fil Retrouvé", address="31, r. des Artisans", email="fil@exemple.fr"),
    )


def test_two_sheets_are_merged_field_by_field_and_parted_again(db, officer, pair, edition, enter, page, dialog):
    kept, copy = pair
    participation.invite(db, officer, edition(), [copy], new_operation())
    enter(Role.COMMUNICATION)
    at = page("duplicates.py")
    assert "1 doublon probable à examiner" in shown(at)
    assert "même adresse, même nom" in shown(at)
    assert "1 invitation passe à la fiche gardée." in shown(at)
    assert "champs identiques, gardés tels quels" in [bare(one.label)[2:] for one in at.expander]
    # What the kept sheet lacks is proposed; the older one is kept unless told otherwise.
    assert at.session_state[f"keep-{kept}-{copy}-email"] == copy
    assert at.session_state[f"keep-{kept}-{copy}-name"] == kept
    at.session_state[f"keep-{kept}-{copy}-name"] = copy
    at = press(at.run(), "merge")
    assert "prend 2 valeurs de la copie" in shown(at)

    versions = place_by_id(db, kept).version, place_by_id(db, copy).version
    taken = {"name": "copy", "email": "copy"}
    changed = press(dialog("duplicate_dialog.confirm_merge", kept, copy, (99, 1), taken), "confirm-merge")
    assert "Modifié par" in shown(changed)
    press(dialog("duplicate_dialog.confirm_merge", kept, copy, versions, taken), "confirm-merge")
    assert (place_by_id(db, kept).name, place_by_id(db, kept).email) == ("Fil Retrouvé", "fil@exemple.fr")
    assert place_by_id(db, copy).merged_into == kept

    at = page("duplicates.py")
    assert "Aucun doublon probable" in shown(at)
    assert f"réunie à **Fil Retrouvé** (n° {kept})" in shown(at)
    merge_id = recent_merges(db, officer)[0].id
    at = press(at, f"unmerge-{merge_id}")
    assert "de nouveau au registre" in shown(at)
    assert place_by_id(db, kept).name == "Le Fil retrouvé"


def test_the_other_sheet_may_be_the_one_kept(db, officer, pair, enter, page):
    kept, copy = pair
    enter(Role.OFFICER)
    at = page("duplicates.py")
    at.session_state[f"kept-{kept}-{copy}"] = copy
    at.run()
    assert at.button(key="merge").label == f"Fusionner dans la fiche n° {copy}"
    assert at.session_state[f"keep-{kept}-{copy}-phone"] == kept


def test_two_shops_are_not_proposed_again_until_it_is_taken_back(db, pair, enter, page):
    enter(Role.COMMUNICATION)
    at = press(page("duplicates.py"), "two")
    assert "Noté : ce sont deux boutiques." in shown(at)
    assert "Aucun doublon probable" in shown(at)
    at = press(at, f"undo-apart-{pair[0] * 10**9 + pair[1]}")
    assert "1 doublon probable à examiner" in shown(at)
    press(at, "two")
    at = press(page("duplicates.py"), f"again-{pair[0]}-{pair[1]}")
    assert value(db, "SELECT count(*) FROM apart_pairs") == 0


def test_any_two_sheets_can_be_compared_and_a_wrong_pair_is_refused(db, shop, enter, page):
    one, other = shop("Une", address="1 rue A"), shop("Deux", address="2 rue B")
    enter(Role.OFFICER)
    at = page("duplicates.py", fiche=other, avec=one)
    assert "Comparées à votre demande" in shown(at)
    assert at.button(key="merge").label == f"Fusionner dans la fiche n° {one}"
    at = page("duplicates.py", fiche=one, avec=one)
    assert "elle-même" in shown(at)
    at = page("duplicates.py", fiche=one, avec=999)
    assert "n’existe pas" in shown(at)
    assert not at.exception


def test_the_sheet_of_a_shop_tells_its_merges_and_undoes_them(db, officer, pair, enter, page):
    kept, copy = pair
    merge_id = merge(db, officer, kept, copy, 1, 1, {}, new_operation())
    enter(Role.COMMUNICATION)
    at = page("shop_sheet.py", fiche=kept)
    at.session_state[f"tabs-{kept}"] = "Historique"
    at.run()
    assert "Fusions" in [one.value for one in at.header]
    press(at, f"unmerge-{merge_id}")
    assert place_by_id(db, copy).archived_at is None
