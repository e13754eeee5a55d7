"""E-mail addresses, phone numbers and websites as people type them (reliability.md, nos 13 to 16)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.fields import email, phone, phone_in_words, website

BAD_EMAIL = "Adresse électronique invalide : une seule adresse, ex. nom@domaine.fr."


def refusal(check, value, **options):
    with pytest.raises(InvalidInput) as caught:
        check(value, **options)
    return caught.value


@pytest.mark.parametrize(
    "typed",
    [
        "a@b",
        "é@x..fr",
        "a@b.fr, c@d.fr",
        "a@b.fr; c@d.fr",
        "a@b.fr\r\nBcc: x@y.z",
        "a@b.fr\nc",
        "a b@c.fr",
        "a@@b.fr",
        "@b.fr",
    ],
)
def test_what_is_not_one_address_is_refused_without_a_wrong_proposal(typed):
    refused = refusal(email, typed, field="contact_email")
    assert refused.message == BAD_EMAIL
    assert refused.field == "contact_email"
    assert refused.proposal is None


def test_an_address_of_more_than_254_characters_is_refused_with_both_lengths():
    assert "254 caractères au plus (305 saisis)" in refusal(email, "a" * 300 + "@b.fr").message


def test_an_accented_domain_is_kept_in_its_sendable_form():
    assert email("contact@écho.fr") == "contact@xn--cho-9la.fr"


def test_the_domain_is_written_in_lower_case_and_the_spaces_around_are_dropped():
    assert email("  Marie.Dupont@Exemple.FR\n") == "Marie.Dupont@exemple.fr"


@pytest.mark.parametrize("typed", ["Marie <marie@domaine.fr>", "mailto:marie@domaine.fr", "marie@domaine.fr;"])
def test_the_only_address_of_a_longer_text_is_proposed(typed):
    assert refusal(email, typed).proposal == "marie@domaine.fr"


def test_an_empty_address_is_asked_for():
    assert refusal(email, "  ").message == "Indiquez l’adresse électronique."


@given(st.text(max_size=60))
def test_a_kept_address_never_holds_a_line_break_or_a_second_address(typed):
    try:
        kept = email(typed)
    except InvalidInput:
        return
    assert kept.count("@") == 1
    assert kept.isascii()
    assert not any(character.isspace() for character in kept)


@pytest.mark.parametrize(
    "typed",
    ["02 41 00 00 05", "02.41.00.00.05", "0241000005", "+33 2 41 00 00 05", "+33 (0)2 41 00 00 05", "0033241000005",
     "02-41-00-00-05", "241000005", "02\u00a041\u00a000\u00a000\u00a005"],
)  # fmt: skip
def test_a_number_written_in_any_way_is_stored_and_shown_in_one(typed):
    assert phone(typed) == "+33241000005"
    assert phone_in_words("+33241000005") == "02 41 00 00 05"


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("0262 12 34 56", "+262262123456", "02 62 12 34 56"),
        ("06 92 12 34 56", "+262692123456", "06 92 12 34 56"),
        ("0639 01 23 45", "+262639012345", "06 39 01 23 45"),
        ("0690 00 12 34", "+590690001234", "06 90 00 12 34"),
        ("0594 30 12 34", "+594594301234", "05 94 30 12 34"),
        ("05 96 60 12 34", "+596596601234", "05 96 60 12 34"),
    ],
)
def test_an_overseas_number_keeps_its_own_country_code_and_its_ten_digits(typed, stored, shown):
    assert phone(typed) == stored
    assert phone_in_words(stored) == shown
    assert phone(shown) == stored


def test_a_valid_foreign_number_is_kept():
    assert phone("+32 2 512 34 56") == "+3225123456"
    assert phone_in_words("+3225123456") == "+32 2 512 34 56"


@pytest.mark.parametrize(
    ("typed", "digits"), [("0612", "4 chiffres"), ("02 41 00 00", "8 chiffres"), ("0", "1 chiffre")]
)
def test_an_incomplete_number_counts_its_digits(typed, digits):
    assert refusal(phone, typed).message == f"Numéro incomplet : {digits} sur 10."


def test_a_number_with_too_many_digits_is_refused():
    assert refusal(phone, "02 41 00 00 05 12").message == "Numéro trop long : 12 chiffres au lieu de 10."


def test_of_two_numbers_the_first_is_proposed():
    refused = refusal(phone, "02 41 00 00 05 / 06 12 34 56 78")
    assert refused.message == "Indiquez un seul numéro de téléphone."
    assert refused.proposal == "02 41 00 00 05"


@pytest.mark.parametrize(
    "typed", ["0000000000", "+999 12", "appelez-moi", "٠٢٤١٠٠٠٠٠٥", "00", "02 41 00 00 05 poste 3"]
)
def test_a_number_nobody_can_have_is_refused(typed):
    assert refusal(phone, typed).message.startswith("Numéro de téléphone inconnu.")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.exemple.fr", "https://www.exemple.fr"),
        (" http://www.Exemple.fr/Une-Page ", "http://www.exemple.fr/Une-Page"),
        ("HTTPS://exemple.fr", "https://exemple.fr"),
        ("exemple.fr:8080/x?y=1#z", "https://exemple.fr:8080/x?y=1#z"),
        ("écho.fr", "https://écho.fr"),
    ],
)
def test_a_website_is_kept_with_its_scheme(typed, kept):
    assert website(typed) == kept
    assert website(kept) == kept


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "JavaScript://exemple.fr/%0aalert(1)", "data:text/html,x", "ftp://exemple.fr",
     "https://moi:secret@exemple.fr", "https://exemple.fr\\@ailleurs.fr", "https://exemple.fr/une page",
     "localhost", "http://127.0.0.1/", "http://", "exemple..fr", "nom@exemple.fr", "https://exemple.fr/<script>",
     "https://exemple.fr:99999/", "https://[::1"],
)  # fmt: skip
def test_any_other_address_of_a_site_is_refused(typed):
    assert refusal(website, typed).message.startswith("Adresse de site invalide")


def test_a_website_of_more_than_300_characters_is_refused():
    assert website("https://exemple.fr/" + "a" * 281)
    assert "300 caractères au plus" in refusal(website, "https://exemple.fr/" + "a" * 282).message


@given(st.text(max_size=60))
def test_a_kept_website_is_always_a_plain_web_address(typed):
    try:
        kept = website(typed)
    except InvalidInput:
        return
    assert kept.startswith(("http://", "https://"))
    assert not any(character.isspace() or character in '<>"\\' for character in kept)
    assert website(kept) == kept
