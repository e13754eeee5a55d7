"""« Questions du bilan »: the officer changes, adds, takes away, moves; saves a version knowing what it changes."""

import pytest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.debrief.default_questions import ANIMATOR, SHOP
from campaign.debrief.model import Audience
from campaign.debrief.questioning import put_part, without_question
from campaign.debrief.questions import save_questions
from campaign.debrief.store import latest_set
from campaign.ui.questions_words import FILE
from tests.pages.conftest import bare, said

KEPT = "questions-draft-shop"


def read(at) -> str:
    return bare(said(at)).replace("\u00a0", " ").replace("\u202f", " ")


def press(at, key: str):
    return at.button(key=key).click().run()


def keys(at) -> set[str]:
    return {str(one.key) for one in at.button}


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_others_than_the_officer_do_not_open_it(enter, page, role):
    enter(role)
    assert "pas ouvert à votre rôle" in read(page(FILE))


def test_each_part_is_read_as_it_is_asked_with_what_the_report_uses(enter, page):
    enter(Role.OFFICER)
    at = page(FILE)
    assert not at.exception
    text = read(at)
    assert "Boutiques : 52 questions en 7 parties, version 1." in text
    assert "Nombre ou fourchette, en personnes, chaque jour, à relire au-dessus de 2 000" in text
    assert "Visiteurs, chaque jour" in text
    assert text.count("Je ne sais pas") == 5
    assert "primary" not in keys(at)
    assert "Montant des ventes" not in [bare(one.value) for one in at.markdown if "chaque jour" in one.value]
    at = at.segmented_control(key="questions-audience").set_value(Audience.ANIMATOR).run()
    assert f"Animateurs : {len(ANIMATOR.questions)} questions" in read(at)


def test_a_question_moved_waits_to_be_saved_then_becomes_the_next_version(db, enter, page, dialog):
    enter(Role.OFFICER)
    at = press(page(FILE), "move-1-visitors")
    text = read(at)
    assert "1 changement à enregistrer" in text
    assert "L’ordre des questions change." in text
    assert "primary" in keys(at)
    draft = at.session_state[KEPT]
    sure = dialog("questions_versions.confirm_save", "shop")
    assert "Rien n’a changé" in read(sure)
    sure.session_state[KEPT] = draft
    sure = sure.run()
    assert "Les bilans déjà commencés gardent leurs questions" in read(sure)
    press(sure, "questions-shop-save")
    kept = latest_set(db, Audience.SHOP)
    assert (kept.version, kept.questions[0].code, kept.questions[1].code) == (2, "ordinary_visitors", "visitors")
    assert latest_set(db, Audience.ANIMATOR).version == 1


def test_everything_can_be_left_aside(enter, page):
    enter(Role.OFFICER)
    at = press(press(page(FILE), "remove-staff"), "forget-questions")
    assert "52 questions" in read(at)
    assert KEPT not in at.session_state


def test_a_question_is_typed_mended_and_kept_without_losing_a_word(enter, dialog):
    enter(Role.OFFICER)
    at = dialog("questions_form.edit_question", "shop", "", "sales")
    at.text_input(key="question-shop-new-label").set_value("Réparations faites")
    at.text_input(key="question-shop-new-most").set_value("beaucoup")
    at = press(at, "question-shop-new-save")
    text = read(at)
    assert "Choisissez l’unité : un nombre sans unité ne se compte pas." in text
    assert "À relire au-dessus de" in text
    assert at.text_input(key="question-shop-new-label").value == "Réparations faites"
    assert KEPT not in at.session_state
    at.multiselect(key="question-shop-new-units").set_value(["articles"])
    at.text_input(key="question-shop-new-most").set_value("300")
    at = press(at, "question-shop-new-save")
    draft, version = at.session_state[KEPT]
    made = draft.question("q_reparations_faites")
    assert (made.section, made.most, made.label, version) == ("sales", 300, "Réparations faites", 1)


def test_choices_are_typed_one_a_line(enter, dialog):
    enter(Role.OFFICER)
    at = dialog("questions_form.edit_question", "shop", "again", "after")
    at.text_area(key="question-shop-again-choices").set_value("Oui")
    at = press(at, "question-shop-again-save")
    assert "2 à 12 réponses" in read(at)
    at.text_area(key="question-shop-again-choices").set_value("Oui\nNon\nSi nous sommes plus nombreux")
    at = press(at, "question-shop-again-save")
    choices = at.session_state[KEPT][0].question("again").choices
    assert choices == (
        ("yes", "Oui"),
        ("no", "Non"),
        ("c_si_nous_sommes_plus_nombreux", "Si nous sommes plus nombreux"),
    )


def test_a_question_answered_otherwise_is_announced_as_another(enter, dialog):
    enter(Role.OFFICER)
    at = dialog("questions_form.edit_question", "shop", "visitors", "visits")
    assert not at.warning
    at = at.multiselect(key="question-shop-visitors-units").set_value(["articles"]).run()
    assert "ce sera une nouvelle question" in read(at)
    assert "ne la trouvera plus" in read(at)
    at = at.multiselect(key="question-shop-visitors-units").set_value(["people"]).run()
    assert not at.warning


def test_what_the_report_uses_is_removed_only_after_a_second_word(enter, page, dialog):
    enter(Role.OFFICER)
    at = press(page(FILE), "remove-visitors")
    assert "52 questions" in read(at)
    sure = dialog("questions_form.confirm_removal", "shop", "visitors")
    assert "ni comparer avec les éditions passées" in read(sure)
    sure = press(sure, "really-remove-visitors")
    assert sure.session_state[KEPT][0].question("visitors") is None
    sure = dialog("questions_versions.confirm_save", "shop")
    sure.session_state[KEPT] = (without_question(SHOP, "visitors"), 1)
    assert "ne trouvera plus : Visiteurs." in read(sure.run())


def test_a_part_is_added_named_and_refused_twice(enter, dialog):
    enter(Role.OFFICER)
    at = dialog("questions_form.edit_part", "shop", "")
    at.text_input(key="part-shop-new-title").set_value("Les ventes")
    at = press(at, "part-shop-new-save")
    assert "porte déjà ce titre" in read(at)
    at.text_input(key="part-shop-new-title").set_value("Les réparations")
    at = press(at, "part-shop-new-save")
    assert at.session_state[KEPT][0].section("p_les_reparations")


def test_a_former_version_is_read_and_taken_up_again(db, officer, enter, page):
    save_questions(db, officer, without_question(SHOP, "staff"), 1, new_operation())
    enter(Role.OFFICER)
    at = page(FILE)
    text = read(at)
    assert "51 questions en 7 parties, version 2" in text
    assert "Salariés mobilisés" in text  # in the first version, which can be read
    at = press(at, "again-1")
    assert "Ajoutée : « Salariés mobilisés »." in read(at)
    assert "primary" in keys(at)


def test_a_version_saved_meanwhile_is_told_and_the_draft_stays(db, officer, enter, dialog):
    enter(Role.OFFICER)
    mine = put_part(SHOP, "Vos passages", "", (), "visits")
    save_questions(db, officer, without_question(SHOP, "staff"), 1, new_operation())
    at = dialog("questions_versions.confirm_save", "shop")
    at.session_state[KEPT] = (mine, 1)
    at = press(at.run(), "questions-shop-save")
    assert "pendant votre saisie" in read(at)
    assert "Retirée : « Salariés mobilisés »." in read(at)
    assert at.session_state[KEPT][0] == mine
    press(at, "questions-shop-save")
    assert latest_set(db, Audience.SHOP).version == 3


def test_words_that_look_like_markup_stay_words(db, officer, enter, page):
    hostile = "**gras** [x](javascript:1) <b> :red[rouge]"
    save_questions(db, officer, put_part(SHOP, hostile[:60], hostile, (), "visits"), 1, new_operation())
    enter(Role.OFFICER)
    at = page(FILE)
    assert not at.exception
    assert not [one for one in at.markdown if "**gras**" in str(one.value)]
