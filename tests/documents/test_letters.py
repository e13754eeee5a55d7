"""Letters fit a window envelope, hold their link, and never lose a word."""

from dataclasses import replace

import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.documents.letter import WINDOW_HEIGHT, WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, Letter, letters
from tests.documents.reading import is_sound, pages, picture, stay_on_the_page, texts

LINK = "https://occasion.exemple.fr/p/4hHqK2m9d0aWq7Zk3lPv8sTyUxN1bRc5eGfJ6iLoQwE"
LETTER = Letter(
    sender=("Département d’essai", "1 place de l’Essai", "49000 Angers", "02 41 00 00 00"),
    recipient=("Odile Oger", "La Boutique du Pont", "12 rue du Pont", "49400 Saumur"),
    place_and_date="Angers, le 14 septembre 2026",
    subject="À faire avant le 2 octobre : confirmez vos horaires",
    blocks=(
        "Bonjour Odile Oger,",
        "Votre page est prête :",
        "- dites si vous ouvrez ;\n- et quand.",
        LINK,
        "À bientôt.",
    ),
    signature=("Camille Roussel", "Service prévention des déchets"),
    link=LINK,
    without_internet="Sans internet ? Appelez le 02 41 00 00 00.",
    footer="Vos données et vos droits : https://occasion.exemple.fr/donnees-personnelles",
)
# Signs people type or paste: accents, markup, right-to-left, emoji, very wide and very narrow ones.
TYPED = st.text(st.sampled_from("aàéœW lmi-'<>&{}«»€…Ωبא🧦\u202f\u00a0"), min_size=1, max_size=120)


def in_the_window(page):
    """Signs that begin inside the window, sliding sheet or not."""
    return [sign for sign in page if sign.left > WINDOW_LEFT - 2 and WINDOW_TOP - 2 < sign.top < WINDOW_TOP + 36]


def test_the_address_is_in_the_window_and_nothing_else_is():
    (page,) = pages(letters([LETTER], "Lettres", "Département d’essai"))
    shown = in_the_window(page)
    assert "".join(sign.text for sign in shown) == "".join("".join(LETTER.recipient).split())
    assert min(sign.left for sign in shown) >= WINDOW_LEFT + 3
    assert max(sign.right for sign in shown) <= WINDOW_LEFT + WINDOW_WIDTH - 3
    assert min(sign.top for sign in shown) >= WINDOW_TOP + 3
    assert max(sign.bottom for sign in shown) <= WINDOW_TOP + WINDOW_HEIGHT - 3


def test_an_address_of_long_lines_stays_whole_in_the_window():
    lines = ("Marie-Bérengère de La Rochefoucauld-Montmorency " * 2, "Ressourcerie intercommunale " * 3)
    address = (*lines, "Zone artisanale de la Petite-Boulaye", "Bâtiment C, premier étage", "49124 Saint-Barthélemy")
    (page,) = pages(letters([replace(LETTER, recipient=address)], "Lettres", ""))
    shown = in_the_window(page)
    assert "".join(sign.text for sign in shown) == "".join("".join(address).split())
    assert max(sign.bottom for sign in shown) <= WINDOW_TOP + WINDOW_HEIGHT
    assert max(sign.right for sign in shown) <= WINDOW_LEFT + WINDOW_WIDTH


def test_the_qr_code_leads_to_the_link_and_the_address_is_written_too():
    file = letters([LETTER], "Lettres", "")
    assert [code.text for code in zxingcpp.read_barcodes(picture(file))] == [LINK]
    assert LINK.removeprefix("https://") in texts(file)[0].replace(" ", "")
    assert texts(file)[0].count("occasion.exemple.fr/p/") == 1


def test_a_text_that_does_not_place_the_link_has_it_after():
    blocks = tuple(block for block in LETTER.blocks if block != LINK)
    file = letters([replace(LETTER, blocks=blocks)], "Lettres", "")
    assert [code.text for code in zxingcpp.read_barcodes(picture(file))] == [LINK]


def test_each_person_has_their_own_page_in_one_file():
    batch = [replace(LETTER, recipient=(f"Personne {index}", "49000 Angers")) for index in range(30)]
    file = letters(batch, "Lettres", "")
    assert len(pages(file)) == 30
    assert all(f"Personne {index} " in text for index, text in enumerate(texts(file)))


def test_a_long_text_goes_on_over_the_page_with_every_word():
    words = [f"mot{number}" for number in range(1500)]
    blocks = (" ".join(words[:900]), LINK, " ".join(words[900:]))
    file = letters([replace(LETTER, blocks=blocks)], "Lettres", "")
    assert len(pages(file)) > 1
    said = " ".join(texts(file)).split()
    assert [word for word in said if word.startswith("mot")] == words
    assert "suite" in texts(file)[1]
    assert stay_on_the_page(file)


def test_the_file_is_french_titled_and_carries_its_fonts():
    assert is_sound(letters([LETTER], "Invitation, lettres", "Département d’essai"), "Invitation, lettres")


@settings(max_examples=25)
@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_stays_on_the_page(name, subject, text):
    letter = replace(LETTER, recipient=(name, name, "49000 Angers"), subject=subject, blocks=(text, LINK))
    assert stay_on_the_page(letters([letter], "Lettres", ""))
