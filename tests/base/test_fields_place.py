"""Postcodes, INSEE codes, SIRET and coordinates (reliability.md, nos 17 and 19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.fields import coordinates, insee_code, postcode, siret

ROUNDED = "SIRET invalide : 14 chiffres. Excel a sans doute arrondi la colonne."


def refusal(check, *values, **options):
    with pytest.raises(InvalidInput) as caught:
        check(*values, **options)
    return caught.value


@pytest.mark.parametrize("typed", ["49 000", "49000", " 49000 ", "F-49000", "49000.0", "49000 CEDEX 9", "4\u00a09000"])
def test_a_postcode_is_five_digits_however_it_was_typed(typed):
    assert postcode(typed) == "49000"


def test_the_zero_that_a_spreadsheet_dropped_is_proposed():
    refused = refusal(postcode, "1000", known={"01000"}.__contains__)
    assert refused.message == "Code postal incomplet : 4 chiffres sur 5."
    assert refused.proposal == "01000"


def test_a_postcode_that_does_not_exist_is_not_proposed():
    assert refusal(postcode, "1000", known=lambda code: False).proposal is None


def test_an_insee_code_of_corsica_is_told_apart_from_a_postcode():
    assert "code INSEE" in refusal(postcode, "2A004").message
    assert insee_code("2a004") == "2A004"
    assert insee_code("49007") == "49007"
    assert refusal(insee_code, "2C004").field == "insee_code"


@pytest.mark.parametrize("typed", ["99999", "00123", "96000"])
def test_a_postcode_nobody_has_is_not_found(typed):
    assert refusal(postcode, typed).message == "Code postal introuvable."


def test_the_list_of_known_postcodes_has_the_last_word():
    assert refusal(postcode, "49001", known={"49000"}.__contains__).message == "Code postal introuvable."


@pytest.mark.parametrize("typed", ["abc", "49", "490000", "٤٩٠٠٠"])
def test_what_is_not_five_digits_is_refused(typed):
    assert refusal(postcode, typed).message.startswith("Code postal invalide")


def test_the_postcode_before_a_name_is_proposed():
    assert refusal(postcode, "49000 Angers").proposal == "49000"


# 732829320 00074: the example of the Luhn key in INSEE's own notice.
@pytest.mark.parametrize(
    "typed", ["73282932000074", "732 829 320 00074", "732\u00a0829\u00a0320\u00a000074", "73282932000074.0"]
)
def test_a_siret_is_fourteen_digits_with_the_right_key(typed):
    assert siret(typed) == "73282932000074"


@pytest.mark.parametrize("typed", ["4,98E+13", "1,23E+13", "1.23e13", "49800000000000"])
def test_a_siret_rounded_by_a_spreadsheet_says_so(typed):
    assert refusal(siret, typed).message == ROUNDED


@pytest.mark.parametrize("typed", ["7328293200007", "73282932000075", "732829320", "7328293200007A", "732829320000740"])
def test_any_other_siret_is_refused_with_the_number_of_digits(typed):
    assert refusal(siret, typed).message.startswith("SIRET invalide : 14 chiffres")


def test_a_lost_leading_zero_is_proposed_when_the_key_agrees():
    # 00000000000018 has the right key: 8 + 2 x 1 = 10.
    assert refusal(siret, "0000000000018").proposal == "00000000000018"
    assert refusal(siret, "0000000000019").proposal is None


def test_establishments_of_la_poste_follow_their_own_rule():
    # 3+5+6 = 14, then 4+9+8+3+7 = 31: 45 is a multiple of five, though the Luhn key is wrong.
    assert siret("35600000049837") == "35600000049837"
    # 14 + 1+2+3+4+6 = 30 would do; 14 + 15 = 29 does not.
    assert refusal(siret, "35600000012345").message.startswith("SIRET invalide")


@given(st.integers(min_value=1, max_value=10**13 - 1), st.integers(min_value=0, max_value=13), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(body, place, shift):
    thirteen = f"{body:013d}"
    if thirteen.startswith("356000000"):
        return
    doubled = [int(digit) * 2 if index % 2 == 0 else int(digit) for index, digit in enumerate(reversed(thirteen))]
    key = -sum(figure // 10 + figure % 10 for figure in doubled) % 10
    right = f"{thirteen}{key}"
    assert siret(right) == right
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    if not wrong.startswith("356000000"):
        assert refusal(siret, wrong).field == "siret"


def test_coordinates_are_read_with_a_point_or_a_comma():
    assert coordinates("47,4736", "-0.5542") == (47.4736, -0.5542)
    assert coordinates("47.4736°", "−0,5542") == (47.4736, -0.5542)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("", "1"), ("91", "1"), ("47", "181"), ("N 47", "0"), ("nan", "0")]
)
def test_other_coordinates_are_refused(latitude, longitude):
    assert refusal(coordinates, latitude, longitude).message.startswith("Coordonnées invalides")
