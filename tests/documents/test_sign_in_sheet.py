"""The sign-in sheet: a line for each person, blank ones after them, whatever their names and number."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from campaign.documents.sign_in_sheet import BLANKS, SignIn, SignInPaper, sign_in_paper


def pages(*people: SignIn, title: str = "Réunion des acteurs") -> list[str]:
    content = SignInPaper(title, "Lundi 1er juillet 2013, 14 h", "Imprimée le 28/06/2013", people)
    made = sign_in_paper(content, "Département de Maine-et-Loire")
    return [page.extract_text().replace("\u00a0", " ") for page in PdfReader(io.BytesIO(made)).pages]


def test_nobody_expected_is_a_page_of_blank_lines():
    (only,) = pages()
    assert "Feuille d’émargement" in only
    assert "0 personne attendue" in only
    assert "page 1 sur 1" in only


def test_a_long_list_goes_on_with_its_columns_named_again_and_room_for_others():
    found = pages(*[SignIn(f"Personne {rank:03d}", "La Remise") for rank in range(120)])
    assert len(found) > 5
    assert all("Signature" in page for page in found)
    assert sum(page.count("Personne ") for page in found) == 120
    assert f"page {len(found)} sur {len(found)}" in found[-1]
    assert BLANKS >= 4  # somebody unexpected always finds a line


def test_markup_and_long_names_are_only_text():
    text = " ".join(pages(SignIn("<b>Bruno</b> & fils", "x" * 300), title="<i>" + "Réunion " * 30))
    assert "<b>Bruno</b>" in text
    assert "x" * 20 in text.replace("\n", "")


@settings(max_examples=15)
@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=120)), max_size=30))
def test_whatever_people_are_called_the_sheet_is_made(people):
    assert pages(*[SignIn(name, of) for name, of in people])
