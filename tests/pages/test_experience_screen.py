"""« Fiche retour d’expérience »: what is proposed, what is written, what is asked; readers only read."""

import pytest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.experience import actions
from campaign.experience.views import experience_sheet
from tests.pages.conftest import bare, said

SCREEN = "experience.py"
SUCCESS = "Visibilité pour tous les acteurs"


@pytest.fixture
def write(db, officer, edition):
    """An edition, and a way to write its parts: (code, text) -> edition id."""
    edition_id = edition()

    def part(code: str = "", text: str = "") -> int:
        if code:
            seen = experience_sheet(db, officer, edition_id).part(code)
            actions.change_part(db, officer, edition_id, code, seen.version, text, seen.proposed, new_operation())
        return edition_id

    return part


def press(at, key: str):
    return at.button(key=key).click().run()


def keys(at) -> set[str]:
    return {one.key for one in at.button}


def test_without_any_edition_the_screen_says_where_to_begin(enter, page):
    enter(Role.READER)
    at = page(SCREEN)
    assert not at.exception
    assert "Rien à raconter encore." in said(at)


def test_every_part_is_shown_under_its_chapter_with_who_wrote_it(write, enter, page):
    write("context", "Le **plan** de prévention.\n\n- première année")
    enter(Role.READER)
    at = page(SCREEN)
    text = bare(said(at))
    assert not at.exception
    assert [one.value for one in at.header] == [
        "Acteur et territoire", "Contexte", "Objectifs et résultats", "Mise en œuvre",
        "Valorisation de cette expérience", "Mots clés", "Où en est la fiche", "Les parties",
    ]  # fmt: skip
    assert "Le **plan** de prévention." in text
    assert "Écrit par Alex Officer" in text
    assert "Texte proposé par le logiciel" in text
    assert "Brouillon" in text


@pytest.mark.parametrize("role", [Role.LOGISTICS, Role.READER])
def test_logistics_and_readers_have_no_verb_but_copy_and_download(write, enter, page, role):
    write("difficulties", f"- {SUCCESS}")
    enter(role)
    at = page(SCREEN)
    assert not {key for key in keys(at) if key and key.startswith(("edit-", "doubt-", "keep-", "take-", "primary"))}
    assert "Est-ce bien une difficulté" in said(at)


def test_communication_writes_and_the_officer_alone_says_ready(write, enter, page):
    write()
    enter(Role.COMMUNICATION)
    assert "edit-context" in keys(at := page(SCREEN))
    assert "primary" not in keys(at)
    enter(Role.OFFICER)
    at = press(page(SCREEN), "primary")
    assert "Prête" in said(at)
    assert "mark-draft" in keys(at)
    assert "Brouillon" in said(press(at, "mark-draft"))


def test_a_part_is_written_in_its_dialog(db, officer, write, enter, dialog):
    edition_id = write()
    enter(Role.OFFICER)
    at = dialog("experience_editing.edit_part", edition_id, "context")
    at.text_area[0].set_value("Deux années de campagne.").run()
    assert "24 signes sur 4 000" in bare(said(at)).replace("\u00a0", " ").replace("\u202f", " ")
    press(at, f"experience-{edition_id}-context-save")
    assert experience_sheet(db, officer, edition_id).part("context").text == "Deux années de campagne."


def test_a_text_too_long_is_kept_on_screen_with_what_to_mend(db, officer, write, enter, dialog):
    edition_id = write()
    enter(Role.OFFICER)
    at = dialog("experience_editing.edit_part", edition_id, "context")
    at.text_area[0].set_value("a" * 4010).run()
    at = press(at, f"experience-{edition_id}-context-save")
    assert "10 de trop" in bare(said(at))
    assert len(at.text_area[0].value) == 4010
    assert not experience_sheet(db, officer, edition_id).part("context").own


def test_two_people_in_one_dialog_the_second_reads_the_words_of_the_first(db, officer, write, enter, dialog):
    edition_id = write()
    enter(Role.OFFICER)
    at = dialog("experience_editing.edit_part", edition_id, "context")
    write("context", "Écrit entre-temps.")
    at.text_area[0].set_value("Le mien.").run()
    at = press(at, f"experience-{edition_id}-context-save")
    assert "Écrit entre-temps." in bare("\n".join(one.value for one in at.error))
    assert at.text_area[0].value == "Le mien."


def test_keywords_are_chosen_or_typed(db, officer, write, enter, dialog):
    edition_id = write()
    enter(Role.OFFICER)
    at = dialog("experience_editing.edit_part", edition_id, "keywords")
    at.multiselect[0].set_value(["REEMPLOI", "TEXTILE"]).run()
    press(at, f"experience-{edition_id}-keywords-save")
    assert experience_sheet(db, officer, edition_id).part("keywords").text == "REEMPLOI | TEXTILE"


def test_a_success_among_the_difficulties_is_asked_about_and_moved(db, officer, write, enter, page):
    edition_id = write("difficulties", f"- Trop tard\n- {SUCCESS}")
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert f"«\u00a0{SUCCESS}\u00a0»" in bare(said(at))
    press(at, "doubt-move-0")
    sheet = experience_sheet(db, officer, edition_id)
    assert sheet.part("success_factors").text == f"- {SUCCESS}"
    assert sheet.part("difficulties").text == "- Trop tard"


def test_a_success_may_be_kept_as_a_difficulty(write, enter, page):
    write("difficulties", f"- {SUCCESS}")
    enter(Role.OFFICER)
    at = press(page(SCREEN), "doubt-keep-0")
    assert "Est-ce bien" not in said(at)
    assert SUCCESS in bare(said(at))


def test_a_proposal_that_changed_is_told_with_both_texts(db, officer, write, enter, page):
    edition_id = write("planning", "Mon planning.")
    db.conn.execute("UPDATE experience_parts SET basis = 'Ce qui était proposé.'")
    db.conn.commit()
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "Le texte proposé a changé depuis votre modification." in said(at)
    at = press(at, "keep-planning")
    assert "Le texte proposé a changé depuis" not in said(at)
    db.conn.execute("UPDATE experience_parts SET basis = 'Ce qui était proposé.'")
    db.conn.commit()
    at = press(page(SCREEN), "take-planning")
    assert not experience_sheet(db, officer, edition_id).part("planning").own
    press(at, "undo-experience-7")
    assert experience_sheet(db, officer, edition_id).part("planning").text == "Mon planning."


def test_what_people_type_is_shown_as_text(write, enter, page):
    write("context", "<script>x</script> ![](//a) :red[b] $c$")
    enter(Role.READER)
    shown = said(page(SCREEN))
    assert "\\<script\\>" in shown
    assert "\\:red\\[b\\]" in shown
