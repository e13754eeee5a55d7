"""A file made when it is asked for opens its own connection: the page's is closed by then."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATE = re.compile(r"download_button\([^)]*?lambda[^:]*:\s*[\w.]+\(db\b", re.DOTALL)


@pytest.mark.parametrize("folder", ["campaign/ui", "pages"])
def test_no_file_made_at_the_press_of_a_button_keeps_the_pages_connection(folder):
    found = [path.name for path in sorted((ROOT / folder).glob("*.py")) if LATE.search(path.read_text("utf-8"))]
    assert found == []


def test_the_rule_sees_the_fault_it_looks_for():
    assert LATE.search('st.download_button("Étiquettes", lambda: labels_file(db, agent), "x.pdf")')
    assert not LATE.search('st.download_button("Étiquettes", lambda: labels_file(database(), agent), "x.pdf")')
