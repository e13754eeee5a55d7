"""Typed text is shown as text: nothing in it becomes a link, an image, a colour or a title."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ui.plain import plain

ACTIVE = re.compile(r"(?<!\\)[`*_{}\[\]<>()#+|~$!]")


@given(st.text(max_size=60))
def test_no_sign_of_markdown_is_left_unescaped(text):
    shown = plain(text).replace("\\\\", "")
    assert not ACTIVE.search(shown)
    assert "\n" not in shown


@given(st.text(alphabet="abc éà’«»-.,;:!?()[]", max_size=40))
def test_what_is_read_is_what_was_typed(text):
    assert re.sub(r"\\(.)", r"\1", plain(text)) == text


@pytest.mark.parametrize("address", ["https://mal.exemple/x", "HTTP://mal.exemple", "www.mal.exemple"])
def test_a_web_address_stays_text(address):
    assert "\u2060" in plain(address)
    assert re.sub(r"\\(.)|\u2060", r"\1", plain(address)) == address
