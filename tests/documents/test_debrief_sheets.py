"""The debrief sheet: each question once with what it takes to answer by hand, what is known printed, two sides."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.documents.debrief_sheet_content import Shape, SheetGiven, SheetPart, SheetQuestion
from campaign.documents.van_papers import paper
from tests.documents.debriefs_at_hand import (
    COMPARED,
    PARTS,
    endless,
    figure,
    hostile,
    known,
    sheet,
    sheets,
    ticks,
    words,
)
from tests.documents.reading import is_sound, operations, pages, picture, stay_on_the_page, texts
from tests.documents.reading_aloud import aloud, problems
from tests.documents.test_letters import TYPED


def made(*listed, **changes) -> bytes:
    built = paper(sheets(*listed, **changes))
    assert built.blocking == ()
    return built.data


def one(*asked: SheetQuestion) -> bytes:
    return made(sheet(parts=(SheetPart("Les passages", "", asked),)))


def whole(file: bytes) -> str:
    return " ".join(texts(file)).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_sheet_says_whose_it_is_its_code_its_days_and_where_to_send_it():
    text = whole(made())
    for said in (
        "Bilan de la boutique", "4F-7K2", "La Malle à Félicie", "31 rue des Artisans, 49100 Angers",
        "mercredi 11 et samedi 14 novembre 2026", "édition novembre 2026", "Comment la renvoyer", "49000 Angers",
        "02 41 00 00 00", "Fiche remplie par",
    ):  # fmt: skip
        assert said in text, said


def test_each_part_and_each_question_is_there_once_in_order():
    text = whole(made())
    places = []
    for rank, part in enumerate(PARTS, 1):
        places.append(text.index(f"{rank}. {part.title}"))
        for question in part.questions:
            start = text.index(question.label.split(",")[0], places[-1])
            places.append(start)
    assert places == sorted(places)


def test_a_figure_is_a_number_or_a_range_with_its_unit_and_i_do_not_know_for_each_day():
    text = whole(one(figure("Visiteurs", ("personnes",), given=(SheetGiven("mer. 11"), SheetGiven("sam. 14")))))
    assert "Visiteurs mer. 11 ou de à personnes je ne sais pas sam. 14 ou de à personnes je ne sais pas" in text


def test_who_listens_hears_what_is_to_fill_and_each_box_with_its_words():
    heard = " ".join(said.words for said in aloud(one(ticks("Ventes", ("Moins", "Pareil")))))
    assert heard.count("case à cocher") == 3
    filled = " ".join(said.words for said in aloud(one(figure("Visiteurs", ("personnes",)))))
    assert filled.count("à remplir") == 3


def test_a_unit_is_ticked_only_when_there_are_several():
    alone, several = (" ".join(said.words for said in aloud(one(figure("Vendu", units))))
                      for units in (("kg",), ("kg", "articles")))  # fmt: skip
    assert (alone.count("case à cocher"), several.count("case à cocher")) == (1, 3)


def test_what_is_known_is_printed_and_what_is_unknown_is_ticked_never_written_zero():
    file = made(known())
    text = whole(file)
    assert "mer. 11 ou de 20 à 50 personnes" in text
    assert "1 234,56" in text
    assert "Une file dès 9 h !" in text
    assert "De la part de Félicie" in text
    assert "Fiche remplie par Félicie Martin" in text
    heard = [said.words for said in aloud(file)]
    assert heard.count("case cochée") == 4  # saturday unknown, articles, a choice, the permission
    assert " 0 " not in text


def darkness(file, left, top, side, page=0):
    scale = 4 * 72 / 25.4
    square = (
        picture(file, page).convert("L").crop(tuple(round(x * scale) for x in (left, top, left + side, top + side)))
    )
    levels = list(square.tobytes())
    return 1 - sum(levels) / len(levels) / 255


def test_a_ticked_box_shows_without_any_colour():
    asked = ticks("Ventes", COMPARED)
    plain, ticked = one(asked), one(replace(asked, given=(SheetGiven(ticked=frozenset({0})),)))
    (page,) = pages(plain)
    said = "".join(sign.text for sign in page)
    sign = page[said.index("Moins")]
    assert (
        darkness(ticked, sign.left - 4.4, sign.top - 0.3, 2.4)
        > darkness(plain, sign.left - 4.4, sign.top - 0.3, 2.4) + 0.15
    )


@pytest.mark.parametrize("many", [0, 4, 12])
def test_the_usual_questions_hold_on_the_two_sides_of_one_sheet_however_many_families_it_sells(many):
    families = tuple(figure(f"Vendu : famille {rank}", ("kg", "articles"), "Facultatif") for rank in range(many))
    activities = tuple(ticks(f"Activité {rank}", ("À refaire", "Bof")) for rank in range(2))
    more = (
        replace(PARTS[1], questions=PARTS[1].questions + families),
        replace(PARTS[2], questions=activities + PARTS[2].questions),
        replace(PARTS[4], questions=(*PARTS[4].questions, words("Ce que vous changeriez", lines=4))),
    )
    file = made(sheet(parts=(PARTS[0], more[0], more[1], PARTS[3], more[2])))
    assert len(pages(file)) == 2
    assert "page 2 sur 2" in whole(file)


def test_forty_questions_of_all_shapes_go_on_from_page_to_page_none_lost():
    file = made(endless(40))
    text = whole(file)
    assert all(text.count(f" n° {rank} ?") == 1 for rank in range(1, 41))
    assert text.count("réponse 20") == sum(1 if rank % 2 == 0 else 4 for rank in range(40) if rank % 3 == 1)
    assert stay_on_the_page(file)


def test_each_place_has_its_own_pages_and_its_bookmark():
    file = made(sheet(), sheet(place="Le Fil retrouvé", code="2V-P1K"))
    said = texts(file)
    assert [("4F-7K2" in text, "2V-P1K" in text) for text in said] == [(True, False)] * 2 + [(False, True)] * 2


def test_hostile_words_stay_words_and_a_long_code_is_never_cut():
    file = made(hostile())
    signs = "".join(sign.text for page in pages(file) for sign in page)
    assert "<imgsrc=xonerror=alert(1)>" in signs
    assert "ABCDEFG-HJKMNPQR" in signs
    assert "\ufffd" not in signs
    assert stay_on_the_page(file)


@settings(max_examples=15)
@given(TYPED, TYPED, st.integers(1, 4), st.sampled_from(Shape))
def test_whatever_is_typed_nothing_leaves_the_page(label, offered, days, shape):
    givens = tuple(SheetGiven(f"mer. {day}", offered[:6], text=offered) for day in range(1, days + 1))
    asked = SheetQuestion(label, offered, shape, givens, (offered, label), 3, permission=label, signed=offered)
    file = made(sheet(place=label, address=(offered,), parts=(SheetPart(label, offered, (asked,)),)))
    assert stay_on_the_page(file)


def test_in_black_alone_no_other_colour_is_set():
    colours = {
        tuple(float(level) for level in operands)
        for operands, operator in operations(made(known(), sheet(), black=True))
        if operator in ("rg", "RG")
    }
    assert colours <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


@pytest.mark.parametrize("drawn", [sheet(), known(), hostile(), endless(3)])
def test_it_is_read_aloud_and_checkers_find_nothing(drawn):
    content = sheets(drawn)
    file = paper(content).data
    assert problems(file) == ([], [])
    assert is_sound(file, content.title)
