"""The code of an answer sheet: short, read however it is typed, and never taken for another shop's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.participation.answer_codes import SIGNS, bare, code_of, near, read_code

IDS = st.integers(1, 2**31 - 100)


@given(IDS, IDS)
def test_a_code_gives_back_its_edition_and_its_shop(edition_id, place_id):
    assert read_code(code_of(edition_id, place_id)) == (edition_id, place_id)


def test_a_code_has_five_signs_for_every_shop_of_a_departement():
    codes = {code_of(edition, place) for edition in (1, 12, 62) for place in range(1, 5001)}
    assert len(codes) == 15_000
    assert {len(code) for code in codes} == {6}  # « 4F-7K2 », hyphen included


@given(IDS, IDS)
def test_a_code_holds_no_sign_that_looks_like_another(edition_id, place_id):
    assert not set("ILOU") & set(code_of(edition_id, place_id))


def test_a_code_is_read_in_lower_case_with_spaces_and_look_alike_letters():
    code = next(code for place in range(1, 5000) if {"0", "1"} <= set(code := code_of(1, place)))
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert read_code(typed) == read_code(code) == read_code(code.replace("1", "I").replace("0", "O"))


@given(IDS, IDS, st.data())
def test_one_sign_misread_is_always_noticed(edition_id, place_id, data):
    signs = bare(code_of(edition_id, place_id))
    where = data.draw(st.integers(0, len(signs) - 1))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != signs[where]]))
    with pytest.raises(InvalidInput, match="n’est pas le bon"):
        read_code(signs[:where] + other + signs[where + 1 :])


@given(IDS, IDS, st.data())
def test_two_signs_exchanged_are_always_noticed(edition_id, place_id, data):
    signs = bare(code_of(edition_id, place_id))
    where = data.draw(st.integers(0, len(signs) - 2))
    exchanged = signs[:where] + signs[where + 1] + signs[where] + signs[where + 2 :]
    if exchanged == signs:
        return
    with pytest.raises(InvalidInput):
        read_code(exchanged)
    assert near(exchanged, signs)


@pytest.mark.parametrize(
    "typed", ["", "4F", "4F-7K2-4F-7K2-4F-7K2-4F", "bonjour !", "４F-7Ké", "<b>1</b>", "-----", "12 rue"]
)
def test_what_is_no_code_is_refused_with_an_example(typed):
    with pytest.raises(InvalidInput) as refused:
        read_code(typed)
    assert refused.value.field == "code"


def test_a_long_row_of_signs_that_would_be_no_shop_is_refused():
    number = next(text for sign in SIGNS for text in [f"ZZZZZZZZZZZZZZ{sign}"] if _check_passes(text))
    with pytest.raises(InvalidInput, match="pas un code"):
        read_code(number)


def _check_passes(text):
    try:
        read_code(text)
    except InvalidInput as refused:
        return "n’est pas le bon" not in refused.message
    return True


def test_codes_are_near_when_one_sign_differs_or_two_neighbours_are_exchanged():
    assert near("4f 7k3", "4F-7K2")
    assert near("F4-7K2", "4F-7K2")
    assert not near("4F-7K2", "4F-7K2")
    assert not near("4G-7K3", "4F-7K2")
    assert not near("4F-7K", "4F-7K2")
