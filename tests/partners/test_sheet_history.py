"""Who confirmed each field, what each change replaced, and taking one change back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base import clock
from campaign.base.database import row, rows, value
from campaign.base.errors import NotFound, Refused
from campaign.base.operations import new_operation
from campaign.partners import actions, confirming, undoing, views
from campaign.partners.confirmations import How, confirmations_of
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.model import ArchiveReason
from campaign.partners.saving import KEPT_COLUMNS
from campaign.partners.sheet_changes import GROUPS, still_there
from campaign.partners.store import place_by_id
from campaign.partners.suggesting import accept_suggestion
from campaign.partners.suggestions import SuggestionSource, keep_suggestion
from campaign.territory.model import PointSource


@pytest.fixture
def change(db, officer):
    """Changes fields of a sheet as it stands: (place id, **values) -> the id of its line in the history."""

    def write(place_id: int, **values) -> int:
        version = place_by_id(db, place_id).version
        actions.change_place(db, officer, place_id, version, values, new_operation())
        return value(db, "SELECT max(id) FROM journal")

    return write


def undo(db, by, place_id: int, line: int):
    return undoing.undo_change(db, by, place_id, line, new_operation())


def test_a_field_is_confirmed_by_whoever_typed_it_last(db, officer, communication, shop):
    place_id = shop(phone="02 41 00 00 05")
    said = confirming.confirmed_fields(db, officer, place_id)
    assert {"name", "address", "commune", "phone"} <= said.keys()
    assert "website" not in said
    assert (said["phone"].who, said["phone"].how) == (officer.name, How.AGENT)
    values = {"phone": "02 41 00 00 06", "address": "31 rue des Artisans"}
    actions.change_place(db, communication, place_id, 1, values, new_operation())
    said = confirming.confirmed_fields(db, officer, place_id)
    assert (said["phone"].who, said["address"].who) == (communication.name, officer.name)


def test_all_is_right_confirms_what_is_filled_settles_doubts_and_can_be_taken_back(db, officer, communication, shop):
    place_id = shop()
    db.conn.execute("UPDATE places SET warnings = '[\"Point à vérifier\"]'")
    db.conn.commit()
    before = confirmations_of(db, place_id)
    line = confirming.confirm_sheet(db, communication, place_id, None, new_operation())
    said = confirming.confirmed_fields(db, officer, place_id)
    assert {one.who for name, one in said.items() if name in ("name", "address", "commune")} == {communication.name}
    assert not {"phone", "website", "note"} & said.keys()
    assert place_by_id(db, place_id).warnings == ()
    undo(db, communication, place_id, line)
    assert confirmations_of(db, place_id) == before
    assert place_by_id(db, place_id).warnings == ("Point à vérifier",)


def test_one_field_is_confirmed_alone_and_once(db, communication, shop):
    place_id, operation = shop(phone="02 41 00 00 05"), new_operation()
    first = confirming.confirm_sheet(db, communication, place_id, ["phone"], operation)
    assert confirming.confirm_sheet(db, communication, place_id, ["phone"], operation) == first
    said = confirming.confirmed_fields(db, communication, place_id)
    assert (said["phone"].who, said["name"].who == communication.name) == (communication.name, False)
    with pytest.raises(NotFound):
        confirming.confirm_sheet(db, communication, 999, None, new_operation())


@pytest.mark.parametrize(
    ("source", "how"),
    [(SuggestionSource.SHOP, How.SHOP), (SuggestionSource.FILE, How.FILE), (SuggestionSource.RESIDENT, How.AGENT)],
)
def test_an_accepted_suggestion_is_the_word_of_whoever_proposed_it(db, officer, shop, source, how):
    place_id = shop(phone="02 41 00 00 05")
    place = row(db, "SELECT * FROM places WHERE id = ?", [place_id])
    suggestion = keep_suggestion(db, officer, source, place, "phone", "+33241000006")
    db.conn.commit()
    accept_suggestion(db, officer, suggestion, new_operation())
    said = confirming.confirmed_fields(db, officer, place_id)["phone"]
    assert (place_by_id(db, place_id).phone, said.how) == ("+33241000006", how)
    assert said.who == ("la boutique" if how is How.SHOP else officer.name)


def test_a_change_is_told_before_and_after_in_plain_words(db, officer, shop, change):
    place_id = shop(phone="02 41 00 00 05", categories=["velos"])
    change(place_id, phone="02 41 00 00 06", categories=["velos", "jouets"], may_advertise=False)
    told = views.history(db, officer, place_id)[0]
    assert [(one.label, one.before, one.after) for one in told.changes] == [
        ("Téléphone", "02 41 00 00 05", "02 41 00 00 06"),
        ("Rayons", "Vélos", "Vélos, Jouets"),
        ("Publicité individuelle autorisée", "oui", "non"),
    ]
    assert (told.who, told.undoable) == (officer.name, True)
    assert not views.history(db, officer, place_id)[1].undoable  # « Fiche créée »


def test_undoing_puts_every_column_back_and_can_be_undone(db, officer, shop, change):
    place_id = shop(
        phone="06 12 34 56 78", may_publish_phone=True, opening_hours_text="mar. 10h-12h", organisation="Emmaüs",
        network="Mouvement", categories=["livres"], note="Demander Lou",
    )  # fmt: skip
    place = place_by_id(db, place_id)
    line = change(
        place_id, phone="02 41 00 00 06", opening_hours_text="jeu. 10h-12h", organisation="Envie", categories=["velos"],
        postcode="49400", commune="Saumur", note="", name="Autre nom",
    )  # fmt: skip
    changed = place_by_id(db, place_id)
    assert (changed.commune, changed.may_publish_phone, changed.opening_hours) == ("Saumur", False, "Th 10:00-12:00")
    undone = undo(db, officer, place_id, line)
    back = place_by_id(db, place_id)
    kept = ("name", "phone", "may_publish_phone", "opening_hours", "opening_hours_text", "organisation", "network",
            "categories", "note", "insee_code", "epci_siren", "latitude", "longitude", "location_source")  # fmt: skip
    assert {name: getattr(back, name) for name in kept} == {name: getattr(place, name) for name in kept}
    assert undone.left == ()
    assert views.places(db, officer, search="malle emmaus angers")
    undo(db, officer, place_id, value(db, "SELECT max(id) FROM journal"))
    assert place_by_id(db, place_id).commune == "Saumur"


def test_a_field_changed_since_is_left_and_named(db, officer, shop, change):
    place_id = shop()
    line = change(place_id, address="1 rue A", website="https://a.fr")
    change(place_id, website="https://b.fr")
    undone = undo(db, officer, place_id, line)
    assert (undone.back, undone.left) == (("adresse",), ("site internet",))
    assert undone.sentence == "Remis comme avant : adresse. Laissé tel quel : site internet."
    assert (place_by_id(db, place_id).address, place_by_id(db, place_id).website) == (
        "31 rue des Artisans", "https://b.fr",
    )  # fmt: skip
    with pytest.raises(Refused, match="adresse et site internet"):
        undo(db, officer, place_id, line)
    assert not next(one for one in views.history(db, officer, place_id) if one.id == line).undoable


_VALUES = st.sampled_from(["a", "b", "c"])
_SHEETS = st.fixed_dictionaries(dict.fromkeys(KEPT_COLUMNS, _VALUES))


@given(_SHEETS, _SHEETS, st.frozensets(st.sampled_from(KEPT_COLUMNS)))
def test_what_still_holds_goes_back_and_nothing_else_is_touched(before, after, since):
    pairs = {name: (before[name], after[name]) for name in KEPT_COLUMNS if before[name] != after[name]}
    assert still_there(after, pairs) == ({name: before[name] for name in pairs}, ())
    now = after | dict.fromkeys(since, "z")
    back, left = still_there(now, pairs)
    assert back.items() <= {name: old for name, (old, _) in pairs.items()}.items()
    changed_alone = {
        group.field for group in GROUPS if len(group.leading) == 1 and group.leading[0] in since & pairs.keys()
    }
    assert changed_alone <= set(left)
    assert not changed_alone & back.keys()
    assert pairs.keys() - back.keys() == {
        name for group in GROUPS if group.field in left for name in (*group.leading, *group.following) if name in pairs
    }


def test_a_click_on_the_map_is_taken_back_with_the_doubts_it_settled(db, officer, shop):
    place_id = shop()
    db.conn.execute("UPDATE places SET warnings = '[\"Point à vérifier\"]'")
    db.conn.commit()
    actions.set_point(db, officer, place_id, 1, 47.4701, -0.5512, new_operation())
    told = views.history(db, officer, place_id)[0]
    assert [one.label for one in told.changes] == ["Point sur la carte", "Points à vérifier"]
    undo(db, officer, place_id, told.id)
    place = place_by_id(db, place_id)
    assert (place.location_source, place.warnings) == (PointSource.COMMUNE, ("Point à vérifier",))


def test_one_line_of_an_import_is_taken_back_and_the_others_stay(db, officer, shop):
    file = "id;nom;adresse;cp;ville\nX1;La Remise;{};49000;Angers\nX2;Le Fil;2 rue B;49000;Angers\n"
    for street in ("1 rue A", "9 rue Z"):
        plan = prepare_import(db, officer, "liste.csv", file.format(street).encode())
        apply_import(db, officer, plan, None, new_operation())
    place = next(one for one in views.places(db, officer) if one.name == "La Remise")
    assert place.address == "9 rue Z"
    told = views.history(db, officer, place.id)[0]
    assert told.text.startswith("Importée d’un fichier « liste.csv »")
    undo(db, officer, place.id, told.id)
    assert place_by_id(db, place.id).address == "1 rue A"


def test_a_personal_value_past_its_time_is_not_put_back(db, officer, shop, change):
    place_id = shop(phone="02 41 00 00 05")
    line = change(place_id, phone="02 41 00 00 06", address="1 rue A")
    db.conn.execute("DELETE FROM journal_personal")
    db.conn.commit()
    told = next(one for one in views.history(db, officer, place_id) if one.id == line)
    assert ("Téléphone", "effacé depuis", "effacé depuis") in [(c.label, c.before, c.after) for c in told.changes]
    assert undo(db, officer, place_id, line).left == ("téléphone",)
    assert place_by_id(db, place_id).phone == "+33241000006"
    alone = change(place_id, phone="02 41 00 00 07")
    db.conn.execute("DELETE FROM journal_personal")
    db.conn.commit()
    with pytest.raises(Refused, match="trop ancien"):
        undo(db, officer, place_id, alone)


def test_only_a_line_of_this_sheet_that_changed_it_is_undone(db, officer, shop, change):
    first, second = shop("Une"), shop("Deux")
    line = change(first, address="1 rue A")
    with pytest.raises(NotFound):
        undo(db, officer, second, line)
    created = views.history(db, officer, first)[-1]
    with pytest.raises(Refused, match="rien à annuler"):
        undo(db, officer, first, created.id)


def test_personal_values_lie_apart_from_the_history(db, shop, change):
    place_id = shop()
    change(place_id, phone="06 12 34 56 78", note="Voir Lou Petit", email="lou@exemple.fr")
    written = " ".join(str(one["details"]) for one in rows(db, "SELECT details FROM journal"))
    for hidden in ("+336", "Lou Petit", "lou@"):
        assert hidden not in written


def test_the_history_of_a_merged_copy_is_told_with_its_name(db, officer, shop, change):
    kept, copy = shop("Le Fil retrouvé"), shop("Fil Retrouvé")
    change(copy, address="1 rue A")
    db.conn.execute("UPDATE places SET merged_into = ? WHERE id = ?", [kept, copy])
    db.conn.commit()
    told = views.history(db, officer, kept)
    assert [(one.of, one.undoable) for one in told] == [("Fil Retrouvé", False), ("Fil Retrouvé", False), ("", False)]


def test_an_archive_says_why_until_the_sheet_comes_back(db, officer, shop):
    place_id = shop()
    actions.archive_place(db, officer, place_id, new_operation(), ArchiveReason.CLOSED, " fin de bail ")
    place = place_by_id(db, place_id)
    assert (place.archive_reason, place.archive_note) == (ArchiveReason.CLOSED, "fin de bail")
    assert views.history(db, officer, place_id)[0].text == "Fiche archivée : la boutique a fermé"
    actions.restore_place(db, officer, place_id, new_operation())
    place = place_by_id(db, place_id)
    assert (place.archive_reason, place.archive_note, place.archived_at) == (None, "", None)


def test_a_sheet_never_looked_at_has_no_date(db, officer, shop):
    known, unknown = shop("Une"), shop("Deux")
    db.conn.execute("DELETE FROM field_confirmations WHERE place_id = ?", [unknown])
    db.conn.commit()
    dates = confirming.last_verified(db, officer)
    assert set(dates) == {known}
    assert dates[known] <= clock.now()
