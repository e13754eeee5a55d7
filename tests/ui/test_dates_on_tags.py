"""Hang-tags: one a day, letters as outlines, nothing from a font."""

from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from campaign.ui.tags import tags_svg


@given(st.lists(st.dates(date(2013, 1, 1), date(2100, 1, 1)), min_size=1, max_size=4, unique=True).map(sorted))
def test_any_day_is_drawn_without_a_font(days):
    drawn = ElementTree.fromstring(tags_svg(days))
    tag = "{http://www.w3.org/2000/svg}"
    assert len(drawn.findall(f"{tag}g")) == len(days)
    assert not drawn.findall(f".//{tag}text")
    # Weekday, number and month: at least one letter each.
    assert all(len(group.findall(f"{tag}g")) == 3 for group in drawn.findall(f"{tag}g"))


def test_the_days_are_said_to_who_cannot_see_them():
    assert "<title>mercredi 13 et samedi 16 novembre 2013</title>" in tags_svg([date(2013, 11, 13), date(2013, 11, 16)])
