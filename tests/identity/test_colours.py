"""A département's own colours: kept when they can be read, brought to the nearest shade otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.identity.colours import DEFAULTS, USES, Replaceable, contrast, read_colour, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_is_the_one_of_the_norm():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("which", Replaceable)
def test_our_own_colours_pass(which):
    shade = readable(which, DEFAULTS[which])
    assert shade.hex == DEFAULTS[which]
    assert shade.reason == ""


@pytest.mark.parametrize(("typed", "read"), [("ffbe2e", "#FFBE2E"), (" #FB2 ", "#FFBB22"), ("#00666b", "#00666B")])
def test_a_colour_is_read_as_people_type_it(typed, read):
    assert read_colour(typed, Replaceable.FIELD) == read


@pytest.mark.parametrize("typed", ["", "rouge", "#12345", "url(x)", "#GGGGGG", "#1234567"])
def test_what_is_no_colour_is_refused_with_ours(typed):
    with pytest.raises(InvalidInput) as refused:
        read_colour(typed, Replaceable.ACCENT)
    assert refused.value.proposal == "#CE3418"


def test_a_pale_accent_becomes_darker_and_says_why():
    shade = readable(Replaceable.ACCENT, "#FFA9B0")
    assert shade.asked == "#FFA9B0"
    assert "4,5" in shade.reason
    assert contrast(shade.hex, "#FFF3DC") >= 4.5
    assert contrast(shade.hex, "#FFF3DC") < 4.7  # the nearest one, not simply a dark one


def test_a_dark_field_becomes_lighter():
    shade = readable(Replaceable.FIELD, "#1B4F9C")
    assert 4.5 <= contrast(shade.hex, "#34142E") < 4.7


@given(st.sampled_from(list(Replaceable)), COLOURS)
def test_whatever_is_typed_the_shade_can_be_read(which, typed):
    shade = readable(which, typed)
    assert all(contrast(shade.hex, other) >= least for other, least, _ in USES[which])
    assert (shade.hex == typed) == (shade.reason == "")
