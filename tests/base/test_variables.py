"""Variables in texts that agents edit: filled once, never read again, and refused with the likely name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.base.variables import check, filled, names_in

ALLOWED = ("nom", "prenom", "boutiques", "date_limite", "date_limite_courte")


def refusal(text: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        check(text, ALLOWED, "body")
    assert refused.value.field == "body"
    return refused.value.message


def test_each_variable_is_named_once_in_the_order_of_the_text():
    assert names_in("Bonjour {{nom}}, {{ boutiques }} ouvre ; {{nom}} aussi.") == ("nom", "boutiques")


def test_spaces_inside_the_braces_are_allowed_even_those_of_a_word_processor():
    assert filled("Bonjour {{\u00a0nom\u00a0}} !", {"nom": "Félicie"}) == "Bonjour Félicie !"


def test_an_unknown_variable_is_refused_with_the_likely_one():
    assert refusal("Bonjour {{prenon}}") == "Variable inconnue : prenon. Vouliez-vous prenom ?"
    assert refusal("Avant le {{datelimite}}") == "Variable inconnue : datelimite. Vouliez-vous date_limite ?"
    assert refusal("{{prénom}}") == "Variable inconnue : prénom. Vouliez-vous prenom ?"


def test_a_variable_like_no_other_is_refused_with_the_list():
    message = refusal("{{zzzzqqqq}}")
    assert message.startswith("Variable inconnue : zzzzqqqq. Choisissez parmi :")
    assert "boutiques" in message


@pytest.mark.parametrize("text", ["Bonjour {nom}", "{{nom}", "nom}}", "{{nom}}}", "{{{nom}}}", "{% for x in y %}",
                                  "{{7*7}}", "{{nom.__class__}}", "{{nom|safe}}", "{{}}", "{{ }}"])  # fmt: skip
def test_a_lone_brace_or_an_expression_is_refused(text):
    assert refusal(text).startswith("Accolade seule")


@pytest.mark.parametrize("text", ["javascript:alert(1)", "JavaScript :alert(1)", "[clic](javascript:alert(1))",
                                  "java\u200bscript:alert(1)", "java\tscript:alert(1)", "ｊａｖａscript:x",
                                  "Voir data:text/html;base64,AAAA", "file:///etc/passwd", "vbscript:x"])  # fmt: skip
def test_a_link_that_runs_something_is_refused(text):
    assert refusal(text) == "Lien refusé : une adresse de page commence par https://."


@pytest.mark.parametrize("text", ["Nos données en open data : la carte", "data: un mot anglais", "Voir https://exemple.fr/a?b=c",
                                  "tel 02 41 00 00 00", "Apprenez le JavaScript !"])  # fmt: skip
def test_ordinary_sentences_and_web_addresses_are_accepted(text):
    check(text, ALLOWED, "body")


@pytest.mark.parametrize("value", ["{{7*7}}", "{% for %}", "{{boutiques}}", "{{nom}}", r"\1 \g<0>", "<b>", "{"])
def test_a_value_that_looks_like_a_variable_is_shown_as_it_is(value):
    assert filled("{{nom}} et {{boutiques}}", {"nom": value, "boutiques": "X"}) == f"{value} et X"


@given(st.text(), st.text(), st.text())
def test_whatever_the_values_the_text_around_them_is_kept(first, second, between):
    around = between.replace("{", "").replace("}", "")
    assert filled("{{nom}}" + around + "{{boutiques}}", {"nom": first, "boutiques": second}) == first + around + second


@given(st.text(alphabet="{}nom prenbtqus_%javscript:da/", max_size=40))
def test_a_text_that_passes_the_check_leaves_no_brace_once_filled(text):
    try:
        check(text, ALLOWED, "body")
    except InvalidInput:
        return
    assert not set("{}") & set(filled(text, dict.fromkeys(ALLOWED, "x")))
