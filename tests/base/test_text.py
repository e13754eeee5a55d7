"""Text as people type it (reliability.md, section 4, nos 1 to 12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.text import clean, clean_text, search_key, slug


def name(value):
    return clean_text(value, field="name", label="le nom de la boutique")


@pytest.mark.parametrize(
    "typed",
    [
        "Emmaüs & Fils « L'Écho » 🎉",
        "<script>alert(1)</script>",
        "![](https://evil/p.png) [clic](https://evil)",
        '<img src="/etc/x.png"/>',
        '=HYPERLINK("http://x","y")',
        "'; DROP TABLE boutique;--",
        "{{7*7}} {% for %}",
    ],
)
def test_a_strange_name_is_kept_as_it_was_typed(typed):
    assert name(typed) == typed


def test_invisible_direction_signs_are_removed_and_the_letters_stay():
    assert name("مرحبا \u202eboutique") == "مرحبا boutique"


def test_a_family_emoji_keeps_the_signs_that_hold_it_together():
    family = "👨\u200d👩\u200d👧"
    assert name(f"Chez {family}") == f"Chez {family}"


@pytest.mark.parametrize("typed", ["\x00", "\x0b\u200b", "\u200b\u200b", "\u202e"])
def test_a_name_of_invisible_signs_only_is_refused(typed):
    with pytest.raises(InvalidInput) as refusal:
        name(typed)
    assert refusal.value.message in ("Le nom de la boutique est vide ou illisible.", "Indiquez le nom de la boutique.")
    assert refusal.value.field == "name"


@pytest.mark.parametrize("typed", ["", "   ", None, "\t\n"])
def test_an_empty_name_is_asked_for(typed):
    with pytest.raises(InvalidInput, match="Indiquez le nom de la boutique"):
        name(typed)


def test_a_name_of_ten_thousand_signs_says_how_long_it_is():
    with pytest.raises(InvalidInput) as refusal:
        name("a" * 10_000)
    assert refusal.value.message == "120 caractères au plus (10\u202f000 saisis)."


def test_an_accent_typed_apart_is_the_same_letter():
    assert name("L’E\u0301cho") == "L’Écho"


def test_lines_are_kept_only_where_several_are_allowed():
    assert clean("a\r\nb\rc") == "a b c"
    assert clean("a\r\n\r\n\r\n\r\nb", multiline=True) == "a\n\nb"


def test_a_search_ignores_accents_case_ligatures_and_signs():
    assert search_key("Œuvre de l’ÉTÉ — Cœur-Joie !") == "oeuvre de l ete coeur joie"


def test_an_address_is_plain_ascii():
    assert slug("La Malle à Félicie & Cie") == "la-malle-a-felicie-cie"
    assert slug("🎉") == "fiche"
    assert len(slug("é" * 500)) == 80


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(typed):
    once = clean(typed)
    assert clean(once) == once


@given(st.text(max_size=300))
def test_a_slug_never_holds_anything_but_letters_digits_and_hyphens(typed):
    assert set(slug(typed)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(typed)
