"""Writing the questions: codes that never change meaning, what is refused, what a new version says it changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed, OperationReused, Refused
from campaign.base.operations import new_operation
from campaign.debrief.default_questions import ANIMATOR, FIRST_SETS, SHOP
from campaign.debrief.model import AnswerKind, Audience, Question, QuestionSet, Section, Unit
from campaign.debrief.question_changes import changes, same_questions, warnings
from campaign.debrief.questioning import (
    MOST_QUESTIONS,
    check_set,
    moved_part,
    moved_question,
    new_code,
    put_part,
    put_question,
    read_question,
    relied_on,
    without_part,
    without_question,
)
from campaign.debrief.questions import codes_of, save_questions, versions
from campaign.debrief.views import question_set

TAKEN = frozenset(one.code for one in (*SHOP.questions, *SHOP.sections))
PARTS = [one.code for one in SHOP.sections]
NBSP = "\u00a0"


def typed_of(one: Question, **changes) -> dict:
    """The form of a question as it is shown, then what is typed over it."""
    form = {
        "label": one.label, "hint": one.hint, "kind": str(one.kind), "section": one.section,
        "units": [str(unit) for unit in one.units], "per_day": one.per_day, "quotable": one.quotable,
        "most": "" if one.most is None else str(int(one.most)),
        "choices": "\n".join(label for _, label in one.choices),
    }  # fmt: skip
    return form | changes


def changed(code: str, draft: QuestionSet = SHOP, **typed) -> QuestionSet:
    before = draft.question(code)
    question = read_question(typed_of(before, **typed), before, PARTS)
    return put_question(draft, question, SHOP, TAKEN, code)


def added(draft: QuestionSet = SHOP, **typed) -> QuestionSet:
    form = {"label": "Réparations faites", "kind": "figure", "units": ["articles"], "section": "sales", **typed}
    return put_question(draft, read_question(form, None, PARTS), SHOP, TAKEN)


def problems(**typed) -> str:
    with pytest.raises(InvalidForm) as refused:
        added(**typed)
    return " ".join(str(one) for one in refused.value.problems)


@pytest.mark.parametrize("draft", FIRST_SETS.values())
def test_every_question_of_ours_goes_through_the_form_unchanged(draft):
    for one in draft.questions:
        parts = [part.code for part in draft.sections]
        assert put_question(draft, read_question(typed_of(one), one, parts), draft, TAKEN, one.code) == draft, one.code


@pytest.mark.parametrize(
    "typed", [{"label": "Curieux"}, {"hint": "À la louche"}, {"most": "500"}, {"most": ""}, {"section": "sales"}]
)
def test_other_words_another_bound_or_place_are_the_same_question(typed):
    draft = changed("visitors", **typed)
    assert draft.question("visitors") is not None
    assert len(draft.questions) == len(SHOP.questions)
    assert warnings(SHOP, draft) == ()


@pytest.mark.parametrize("typed", [{"kind": "text"}, {"units": ["articles"]}, {"units": ["people", "percent"]},
                                   {"per_day": False}])  # fmt: skip
def test_a_question_answered_otherwise_takes_a_new_code_and_its_place(typed):
    draft = changed("visitors", **typed)
    assert draft.question("visitors") is None
    made = draft.questions[0]
    assert (made.code, made.label) == ("q_visiteurs", "Visiteurs")
    assert warnings(SHOP, draft) == ("Visiteurs",)
    (said,) = changes(SHOP, draft)
    assert "« Visiteurs » ne se répond plus pareil" in said
    assert said.endswith("le bilan de l’édition s’en sert : il ne la trouvera plus.".replace(" :", "\u00a0:"))


def test_the_order_of_units_alone_makes_no_other_question():
    draft = changed("sold", units=["articles", "kilos", "litres"])
    assert draft.question("sold").units == (Unit.ARTICLES, Unit.KILOS, Unit.LITRES)
    assert changes(SHOP, draft) == (f"« Vendu en tout, les deux jours »{NBSP}: unité proposée d’abord changée.",)


def test_what_is_changed_then_changed_back_or_written_again_is_the_same_question():
    there = changed("visitors", units=["articles"])
    before = there.questions[0]
    back = read_question(typed_of(before, units=["people"]), before, PARTS)
    assert same_questions(put_question(there, back, SHOP, TAKEN, before.code), SHOP)
    gone = without_question(SHOP, "staff")
    staff = SHOP.question("staff")
    again = put_question(gone, read_question(typed_of(staff), None, PARTS), SHOP, TAKEN)
    assert again.question("staff").units == staff.units


def test_a_code_says_its_words_without_accents_and_never_serves_twice():
    assert new_code("Réparations faites ?", ()) == "q_reparations_faites"
    assert new_code("Réparations faites ?", {"q_reparations_faites"}) == "q_reparations_faites_2"
    assert new_code("œuvre", {"q_oeuvre", "q_oeuvre_2"}) == "q_oeuvre_3"
    assert new_code("???", ()) == "q_question"


@given(st.text(max_size=200), st.sets(st.sampled_from(["q_a", "q_a_2", "q_question"])))
def test_any_words_make_a_short_code_of_plain_letters_that_nothing_else_has(label, taken):
    code = new_code(label, taken)
    assert code not in taken
    assert code.isascii()
    assert code.replace("_", "").isalnum()
    assert len(code) <= 44
    assert not relied_on(code), "une question ajoutée n’entre pas par son nom dans un chapitre du bilan"


def test_an_added_question_comes_last_of_its_part_with_its_unit():
    draft = added(most="300", hint="Une estimation suffit", per_day=True)
    of_part = draft.of_section("sales")
    made = of_part[-1]
    assert made == Question("q_reparations_faites", "sales", "Réparations faites", AnswerKind.FIGURE, (Unit.ARTICLES,),
                            per_day=True, hint="Une estimation suffit", most=300)  # fmt: skip
    assert draft.questions.index(made) < draft.questions.index(draft.of_section("activities")[0])
    assert changes(SHOP, draft) == (f"Ajoutée{NBSP}: « Réparations faites ».",)


def test_what_is_missing_or_too_long_is_said_all_at_once():
    said = problems(label="  ", hint="x" * 161, units=[], section="ailleurs")
    for sentence in ("Indiquez la question.", "160 caractères au plus", "Choisissez l’unité", "la partie du bilan"):
        assert sentence in said
    assert "2 à 12 réponses" in problems(kind="choice", choices="Oui")
    assert "écrite deux fois" in problems(kind="choices", choices="Oui\noui")
    assert "ce que l’on répond" in problems(kind="poème")
    assert "À relire au-dessus de" in problems(most="beaucoup")
    assert "À relire au-dessus de" in problems(most="12,5")  # articles have no halves
    assert "tout serait à relire" in problems(most="0")


def test_the_same_words_twice_in_one_part_are_refused_and_elsewhere_are_not():
    with pytest.raises(InvalidInput, match="déjà cette question"):
        added(label="visiteurs", units=["people"], section="visits")
    assert added(label="Visiteurs", units=["people"], section="sales").question("q_visiteurs")


def test_a_mended_choice_keeps_its_code_and_another_one_has_its_own():
    draft = changed("satisfaction", choices="Très contents !\nPlutôt contents\nDéçus\nSans avis")
    made = dict(draft.question("satisfaction").choices)
    assert made == {
        "very": "Très contents !",
        "rather": "Plutôt contents",
        "not_at_all": "Déçus",
        "c_sans_avis": "Sans avis",
    }


def test_sixty_questions_at_most_those_of_a_few_shops_aside():
    draft = SHOP
    own = sum(not one.only_for for one in SHOP.questions)
    for rank in range(MOST_QUESTIONS - own):
        draft = added(draft, label=f"Question numéro {rank}")
    check_set(draft)
    with pytest.raises(Refused, match="60 questions au plus"):
        added(draft, label="Une de trop")


def test_questions_move_within_their_part_and_parts_among_their_own():
    draft = moved_question(SHOP, "ordinary_visitors", -1)
    assert [one.code for one in draft.of_section("visits")][:2] == ["ordinary_visitors", "visitors"]
    assert changes(SHOP, draft) == ("L’ordre des questions change.",)
    assert moved_question(SHOP, "visitors", -1) == SHOP
    assert moved_question(SHOP, "moment", -1) == SHOP, "seule de sa partie à être posée à toutes"
    turned = moved_part(SHOP, "sales", -1)
    assert [one.code for one in turned.sections][:2] == ["sales", "visits"]
    assert turned.questions[0].code == "compared"
    assert changes(SHOP, turned) == ("L’ordre des parties change.",)
    last = [one.code for one in SHOP.sections if not one.after_months][-1]
    assert moved_part(SHOP, last, 1) == SHOP, "ce qui se demande trois mois après reste à la fin"


def test_parts_are_added_before_those_asked_months_later_renamed_and_removed_when_empty():
    draft = put_part(SHOP, "Les réparations", "", TAKEN)
    codes = [one.code for one in draft.sections]
    assert codes.index("p_les_reparations") < codes.index("months_3")
    with pytest.raises(Refused, match="ne pose aucune question"):
        check_set(draft)
    assert without_part(draft, "p_les_reparations") == SHOP
    with pytest.raises(Refused, match="pose encore des questions"):
        without_part(SHOP, "visits")
    with pytest.raises(InvalidForm, match="porte déjà ce titre"):
        put_part(SHOP, "les ventes", "", TAKEN)
    named = put_part(SHOP, "Les visites", "Une estimation suffit", TAKEN, "visits")
    assert named.section("visits") == Section("visits", "Les visites", "Une estimation suffit")
    assert changes(SHOP, named) == ("La partie « Les passages » devient « Les visites ».",)
    for rank in range(12 - len(SHOP.sections)):
        draft = put_part(draft if rank else SHOP, f"Partie {rank}", "", TAKEN)
    with pytest.raises(Refused, match="12 parties au plus"):
        put_part(draft, "Une de trop", "", TAKEN)


def test_a_set_says_everything_it_changes():
    draft = without_question(changed("volunteers", label="Bénévoles", most="50"), "takings")
    draft = changed("staff", draft, section="after")
    assert changes(SHOP, draft) == (
        f"Retirée{NBSP}: « Montant des ventes », le bilan de l’édition s’en sert.",
        f"« Bénévoles mobilisés »{NBSP}: devient « Bénévoles » et à relire au-dessus de 50.",
        f"« Salariés mobilisés »{NBSP}: passe dans « Et après ? ».",
    )
    assert changes(SHOP, SHOP) == ()
    assert changes(SHOP, replace(SHOP, version=4)) == ()


def test_the_report_relies_on_what_it_counts():
    for code in ("visitors", "sold", "sold_meubles", "activity_cafe", "posters_left", "moment", "again"):
        assert relied_on(code), code
    for code in ("volunteers", "q_sold", "games_state", "q_restes"):
        assert not relied_on(code), code


def test_a_version_is_saved_over_the_one_that_was_read_and_the_former_stay(db, officer):
    made = save_questions(db, officer, added(), 1, new_operation())
    assert made == 2
    assert question_set(db, officer, Audience.SHOP).question("q_reparations_faites")
    assert question_set(db, officer, Audience.ANIMATOR) == ANIMATOR
    listed = versions(db, officer, Audience.SHOP)
    assert [one.questions.version for one in listed] == [2, 1]
    assert listed[1].questions == SHOP
    assert listed[1].since is None
    assert "q_reparations_faites" in codes_of(listed)
    save_questions(db, officer, replace(SHOP, version=2), 2, new_operation())
    assert same_questions(question_set(db, officer, Audience.SHOP), SHOP), "la version 1 est reprise"


def test_two_officers_are_told_and_a_second_press_writes_once(db, officer):
    operation = new_operation()
    assert {save_questions(db, officer, added(), 1, operation) for _ in range(3)} == {2}
    assert len(versions(db, officer, Audience.SHOP)) == 2
    with pytest.raises(Conflict) as refused:
        save_questions(db, officer, changed("visitors", label="Curieux"), 1, new_operation())
    assert refused.value.who == officer.name
    assert "Réparations faites" in " ".join(refused.value.theirs.values())
    with pytest.raises(OperationReused):
        save_questions(db, officer, ANIMATOR, 1, operation)


def test_nothing_is_saved_when_nothing_changes_or_when_it_cannot_be_asked(db, officer, communication):
    with pytest.raises(Refused, match="Rien n’a changé"):
        save_questions(db, officer, SHOP, 1, new_operation())
    with pytest.raises(Refused, match="ne pose aucune question"):
        save_questions(db, officer, put_part(SHOP, "Vide", "", TAKEN), 1, new_operation())
    for call in (lambda: save_questions(db, communication, added(), 1, new_operation()),
                 lambda: versions(db, communication, Audience.SHOP)):  # fmt: skip
        with pytest.raises(NotAllowed):
            call()
    assert len(versions(db, officer, Audience.SHOP)) == 1
