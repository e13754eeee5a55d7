"""Files kept under their content's hash."""

import pytest

from campaign.base import kept_files
from campaign.base.errors import NotFound


def test_the_same_content_is_kept_once_and_read_back():
    first, second = kept_files.keep("trial", b"bonjour"), kept_files.keep("trial", b"bonjour")
    assert first == second
    assert kept_files.read("trial", first) == b"bonjour"
    assert [path.name for path in kept_files.folder("trial").iterdir()] == [first]


@pytest.mark.parametrize("name", ["", "..", "../secret", "a" * 64, "A" * 64, "\x00", "0" * 63])
def test_a_name_that_is_no_kept_file_says_so(name):
    with pytest.raises(NotFound):
        kept_files.read("trial", name)
