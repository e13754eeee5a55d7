"""French typography of our pages: their own words, and what comes from data."""

from jinja2 import DictLoader, Environment

from campaign.web import typography
from campaign.web.outline_map import territory_name
from campaign.web.rendering import data_block, together


def page(source: str, **values: object) -> str:
    made = Environment(loader=DictLoader({"page": source}), autoescape=True)
    typography.install(made)
    return made.get_template("page").render(**values)


def test_words_between_tags_get_their_spaces_and_apostrophes():
    assert page("<p>C'est l'heure : qui vient ?</p>") == "<p>C’est l’heure\u00a0: qui vient\u00a0?</p>"


def test_attributes_paths_and_expressions_are_left_alone():
    source = '<a href="/x?y=1 ;z" title="l\'un ?"><path d="M5 12h14"/>{{ \'a > b ?\' }}</a>'
    assert page(source) == '<a href="/x?y=1 ;z" title="l\'un ?"><path d="M5 12h14"/>a &gt; b ?</a>'


def test_a_sign_before_a_value_is_seen():
    assert page("<p>{{ n }} boutiques : {{ n }} ?</p>", n=3) == "<p>3 boutiques\u00a0: 3\u00a0?</p>"


def test_the_filter_escapes_then_sets():
    assert page("{{ x|typographic }}", x="L'Échoppe <b> & Fils !") == "L’Échoppe &lt;b&gt; &amp; Fils\u00a0!"


def test_a_day_is_never_cut_from_its_month():
    assert together("vendredi 27 septembre") == "vendredi 27\u00a0septembre"
    assert together("1er octobre 2026") == "1er\u00a0octobre 2026"


def test_a_data_block_cannot_be_closed_from_inside():
    block = data_block({"name": "</script><!-- & \u2028"})
    assert "<" not in block
    assert ">" not in block
    assert "\u2028" not in block


def test_residents_read_the_territory_without_its_legal_form():
    assert territory_name("CC des Vallées du Haut-Anjou") == "Vallées du Haut-Anjou"
    assert territory_name("CU Angers Loire Métropole") == "Angers Loire Métropole"
    assert territory_name("CC du Pays d'Ancenis") == "Pays d'Ancenis"
    assert territory_name("CC de l'Oise") == "Oise"
    assert territory_name("Métropole de Lyon") == "Métropole de Lyon"
    assert territory_name("") == "Hors territoire"
