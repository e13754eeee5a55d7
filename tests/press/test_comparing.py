"""The difference between two texts loses no word of either."""

from hypothesis import given
from hypothesis import strategies as st

from campaign.press.comparing import Change, difference, differs

TEXTS = st.text(alphabet="abcé ,.\n{}_'’", max_size=80)


def joined(pieces, *changes):
    return "".join(one.text for one in pieces if one.change in changes)


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_in_it(old, new):
    pieces = difference(old, new)
    assert joined(pieces, Change.KEPT, Change.REMOVED) == old
    assert joined(pieces, Change.KEPT, Change.ADDED) == new
    assert differs(pieces) == (old != new)


def test_neighbouring_words_are_said_at_once_and_variables_stay_whole():
    pieces = difference("Ouvert deux jours entiers à {{ville}}.", "Ouvert trois soirs entiers à {{villes}}.")
    assert [(one.change, one.text) for one in pieces] == [
        (Change.KEPT, "Ouvert "), (Change.REMOVED, "deux jours"), (Change.ADDED, "trois soirs"),
        (Change.KEPT, " entiers à "), (Change.REMOVED, "{{ville}}"), (Change.ADDED, "{{villes}}"), (Change.KEPT, "."),
    ]  # fmt: skip
