"""The common framework: what is refused, what is kept, two people at once."""

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.errors import Conflict, EditionOver, InvalidInput, NotAllowed, OperationReused, Refused
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.press.default_framework import DEFAULT_BLOCKS
from campaign.press.views import material, removed_blocks
from campaign.press.writing import add_block, change_block, move_block, remove_block, restore_block, set_lock


def block(db, edition_id, code):
    return next(one for one in material(db, SYSTEM, edition_id).blocks if one.code == code)


def write(db, by, edition_id, text, code="lead", operation=None, version=None):
    held = block(db, edition_id, code).version if version is None else version
    change_block(db, by, edition_id, code, held, "", text, operation or new_operation())


def test_the_first_text_written_keeps_the_whole_framework(db, officer, newsroom):
    write(db, officer, newsroom.edition_id, "Deux jours pour chiner.")
    kept = material(db, officer, newsroom.edition_id).blocks
    assert [one.code for one in kept] == [one.code for one in DEFAULT_BLOCKS]
    assert all(one.id > 0 for one in kept)
    assert block(db, newsroom.edition_id, "lead").text == "Deux jours pour chiner."
    assert block(db, newsroom.edition_id, "context").text == next(
        one.text for one in DEFAULT_BLOCKS if one.code == "context"
    )


def test_every_common_text_ever_kept_is_still_there(db, officer, newsroom):
    for text in ("Premier.", "Deuxième."):
        write(db, officer, newsroom.edition_id, text)
    sql = "SELECT version, text FROM press_texts WHERE block_id = ? AND audience = '' ORDER BY version"
    found = db.conn.execute(sql, [block(db, newsroom.edition_id, "lead").id]).fetchall()
    default = next(one.text for one in DEFAULT_BLOCKS if one.code == "lead")
    assert [tuple(one) for one in found] == [(1, default), (2, "Premier."), (3, "Deuxième.")]


def test_the_same_form_sent_twice_writes_once(db, officer, newsroom):
    operation = new_operation()
    write(db, officer, newsroom.edition_id, "Une fois.", operation=operation, version=1)
    write(db, officer, newsroom.edition_id, "Une fois.", operation=operation, version=1)
    assert block(db, newsroom.edition_id, "lead").version == 2
    with pytest.raises(OperationReused):
        write(db, officer, newsroom.edition_id, "Ailleurs.", code="context", operation=operation)


def test_of_two_agents_the_second_is_told_who_wrote_what(db, officer, communication, newsroom):
    write(db, officer, newsroom.edition_id, "Le texte de la prévention.", version=1)
    with pytest.raises(Conflict) as refusal:
        write(db, communication, newsroom.edition_id, "Le texte de la communication.", version=1)
    assert refusal.value.who == officer.name
    assert refusal.value.theirs == {"Texte": "Le texte de la prévention."}
    assert block(db, newsroom.edition_id, "lead").text == "Le texte de la prévention."


def test_thirty_thousand_signs_are_told_how_many_are_too_many(db, officer, newsroom):
    with pytest.raises(InvalidInput) as refusal:
        write(db, officer, newsroom.edition_id, "a" * 30_000)
    assert refusal.value.message == "30\u202f000 signes : 24\u202f000 de trop."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bonjour {{les_jour}}", "Variable inconnue : les_jour. Vouliez-vous les_jours ?"),
        ("Bonjour {{prenon}}", "Variable inconnue : prenon."),
        ("Bonjour {{7*7}}", "Accolade seule"),
        ("{% for boutique in boutiques %}", "Accolade seule"),
        ("Une accolade } seule", "Accolade seule"),
        ("[la carte](javascript:alert(1))", "Lien refusé"),
        ("[la carte](JaVaScRiPt:alert(1))", "Lien refusé"),
        ("[la carte](data:text/html;base64,PHNjcmlwdD4=)", "Lien refusé"),
        ("[la carte](ftp://exemple.fr)", "Lien refusé"),
        ("[la carte](/carte)", "Lien refusé"),
        ("[la carte](www.exemple.fr/carte)", "Écrivez https://www.exemple.fr/carte."),
        ("[la carte](http://exemple.fr)", "Écrivez https://exemple.fr."),
        ("[la carte](https://{{site}})", "une variable ne peut pas y être"),
    ],
)
def test_what_could_not_be_filled_or_would_lead_nowhere_is_refused(db, officer, newsroom, text, said):
    with pytest.raises(InvalidInput) as refusal:
        write(db, officer, newsroom.edition_id, text)
    assert said in refusal.value.message
    assert refusal.value.field == "text"


def test_bold_lists_and_links_are_kept_as_typed(db, officer, newsroom):
    text = (
        "**Deux jours** :\n- café\n- troc\n\n[La carte](https://exemple.fr/carte), [nous écrire](mailto:a@exemple.fr)"
    )
    write(db, officer, newsroom.edition_id, text)
    assert block(db, newsroom.edition_id, "lead").text == text


def test_a_text_pasted_from_word_keeps_its_list_and_loses_what_nobody_sees(db, officer, newsroom):
    word = "Au programme\u00a0:\r\n•\tcafé\u200b offert\r\n•\ttroc\r\nEntrée\u00ad libre.\r\n\r\n\r\nPour tous."
    write(db, officer, newsroom.edition_id, word)
    assert block(db, newsroom.edition_id, "lead").text == (
        "Au programme\u00a0:\n- café offert\n- troc\n\nEntrée libre.\n\nPour tous."
    )


def test_a_title_is_one_line(db, officer, newsroom):
    write(db, officer, newsroom.edition_id, "Deux jours\npour chiner", code="title")
    assert block(db, newsroom.edition_id, "title").text == "Deux jours pour chiner"


def test_a_lock_is_no_new_text(db, officer, newsroom):
    set_lock(db, officer, newsroom.edition_id, "near_you", True, new_operation())
    assert block(db, newsroom.edition_id, "near_you").locked
    assert block(db, newsroom.edition_id, "near_you").version == 1


def test_an_added_block_is_titled_written_removed_and_put_back(db, officer, newsroom):
    edition_id = newsroom.edition_id
    code = add_block(db, officer, edition_id, "Le mot de la présidente", new_operation())
    change_block(db, officer, edition_id, code, 1, "Le mot du président", "Bienvenue.", new_operation())
    assert (block(db, edition_id, code).title, block(db, edition_id, code).text) == (
        "Le mot du président", "Bienvenue.",
    )  # fmt: skip
    remove_block(db, officer, edition_id, code, new_operation())
    assert code not in [one.code for one in material(db, officer, edition_id).blocks]
    assert removed_blocks(db, officer, edition_id) == [(code, "Le mot du président")]
    restore_block(db, officer, edition_id, code, new_operation())
    assert block(db, edition_id, code).text == "Bienvenue."


def test_a_removed_code_is_never_given_again(db, officer, newsroom):
    first = add_block(db, officer, newsroom.edition_id, "Un", new_operation())
    remove_block(db, officer, newsroom.edition_id, first, new_operation())
    assert add_block(db, officer, newsroom.edition_id, "Deux", new_operation()) != first


def test_blocks_of_the_framework_are_not_removed_and_two_blocks_never_share_a_title(db, officer, newsroom):
    with pytest.raises(Refused, match="videz-le"):
        remove_block(db, officer, newsroom.edition_id, "context", new_operation())
    with pytest.raises(InvalidInput, match="déjà ce titre"):
        add_block(db, officer, newsroom.edition_id, "le contexte", new_operation())
    with pytest.raises(InvalidInput, match="91 signes : 1 de trop"):
        add_block(db, officer, newsroom.edition_id, "x" * 91, new_operation())


def test_sections_change_places_and_the_press_release_stays_at_the_head(db, officer, newsroom):
    edition_id = newsroom.edition_id
    move_block(db, officer, edition_id, "programme", True, new_operation())
    codes = [one.code for one in material(db, officer, edition_id).blocks]
    assert codes[:5] == ["title", "lead", "release", "programme", "near_you"]
    move_block(db, officer, edition_id, "programme", True, new_operation())
    assert [one.code for one in material(db, officer, edition_id).blocks] == codes
    with pytest.raises(Refused):
        move_block(db, officer, edition_id, "lead", False, new_operation())


def test_a_cancelled_edition_changes_no_more(db, officer, newsroom):
    editions.cancel_edition(db, officer, newsroom.edition_id, new_operation())
    with pytest.raises(EditionOver):
        write(db, officer, newsroom.edition_id, "Trop tard.")


def test_nobody_but_the_team_writes_the_framework(db, reader, logistics, newsroom):
    for somebody in (reader, logistics, newsroom.animator):
        with pytest.raises(NotAllowed):
            write(db, somebody, newsroom.edition_id, "Non.")


def test_each_change_is_in_the_journal(db, officer, newsroom):
    write(db, officer, newsroom.edition_id, "Un texte.")
    set_lock(db, officer, newsroom.edition_id, "lead", False, new_operation())
    sql = "SELECT verb, actor, details FROM journal WHERE subject = 'press' ORDER BY id"
    assert [tuple(one) for one in db.conn.execute(sql)] == [
        ("change_press_block", officer.journal_name, '{"block": "lead"}'),
        ("unlock_press_block", officer.journal_name, '{"block": "lead"}'),
    ]
