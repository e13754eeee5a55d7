"""The officer's parts of the report on screen: the matrix, what was told, resolutions, the rate and the factors."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.impact import DEFAULT_RATE
from campaign.report.matrix import add_point, group_remarks
from campaign.report.model import Quadrant, Settled
from campaign.report.resolving import add_resolution, resolutions
from campaign.report.settings import add_factor, factors_added, report_settings, set_rate
from campaign.report.store import points_of, remarks_state
from tests.pages.conftest import SECONDS, bare, said
from tests.report.conftest import says  # noqa: F401 - a fixture

LATE = {"quadrant": "weaknesses", "text": "Annuaires livrés tard"}


@pytest.fixture
def told(db, officer, edition, says):  # noqa: F811
    """Two shops told what was difficult: (edition id, the first, the second)."""
    edition_id = edition()
    first = says(edition_id, difficulties="Les annuaires sont arrivés le mardi", lasting="contacts")
    second = says(edition_id, "Le Fil retrouvé", difficulties="**Trop** tard [x](javascript:1)", again="yes")
    return edition_id, first, second


@pytest.fixture
def blocks(told):
    """The officer's parts of the report, as its page puts them together: () -> AppTest."""
    script = f"""
import streamlit as st
from campaign.editions.views import edition
from campaign.report.views import report
from campaign.ui.report_impact import impact_card
from campaign.ui.report_matrix import matrix_card
from campaign.ui.report_remarks import remarks_card
from campaign.ui.report_resolutions import resolutions_card
from campaign.ui.report_words import undo_pressed
from campaign.ui.layout import show_notice
from campaign.ui.session import require_agent

agent, db = require_agent("report.py")
show_notice()
if undo_pressed(db, agent):
    st.rerun()
told = report(db, agent, {told[0]})
matrix_card(db, agent, told)
remarks_card(agent, told)
resolutions_card(db, agent, told)
impact_card(db, agent, told)
"""
    return lambda: AppTest.from_string(script, default_timeout=SECONDS).run()


def keys(at) -> set[str]:
    return {str(one.key) for one in [*at.button, *at.checkbox, *at.text_input]}


def press(at, key: str):
    return at.button(key=key).click().run()


def text_of(at) -> str:
    labels = [bare(str(one.label)) for one in [*at.button, *at.checkbox]]
    return "\n".join([bare(said(at)), *labels]).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_reader_reads_the_matrix_and_nothing_of_who_said_what(db, officer, told, blocks, enter):
    edition_id, first, _ = told
    number = add_point(db, officer, edition_id, LATE, new_operation())
    group_remarks(db, officer, number, [(first, "difficulties")], new_operation())
    enter(Role.READER)
    at = blocks()
    assert not at.exception
    shown = text_of(at)
    assert "- Annuaires livrés tard" in shown
    for hidden in ("Félicie", "arrivés le mardi", "Ce qui a été dit", "Proposé d’après"):
        assert hidden not in shown
    assert not [key for key in keys(at) if not key.startswith("None")]


def test_remarks_ticked_go_under_a_new_point_and_come_back_with_annuler(db, told, blocks, enter, dialog):
    edition_id, first, second = told
    enter(Role.OFFICER)
    at = blocks()
    assert at.button(key="group-remarks").disabled
    assert at.button(key="aside-remarks").disabled
    at = at.checkbox(key=f"tick-{first}-difficulties").check().run()
    assert not at.button(key="group-remarks").disabled
    assert "1 cochée" in text_of(at)
    both = ((first, "difficulties"), (second, "difficulties"))
    under = dialog("report_remarks.put_under", edition_id, both)
    under.text_area(key=f"under-form-{edition_id}-text").set_value("Annuaires livrés tard")
    under = press(under, f"under-form-{edition_id}-save")
    assert "Choisissez : atout" in text_of(under)
    assert points_of(db, edition_id) == []
    under.segmented_control(key=f"under-form-{edition_id}-quadrant").set_value(Quadrant.WEAKNESSES)
    press(under, f"under-form-{edition_id}-save")
    (one,) = points_of(db, edition_id)
    assert (one.quadrant, one.text, one.places) == (Quadrant.WEAKNESSES, "Annuaires livrés tard", 2)
    at = blocks()
    assert "Annuaires livrés tard :gray[(2 lieux)]" in text_of(at)
    assert "Tout est lu." in text_of(at)


def test_remarks_set_aside_come_back_with_annuler(db, told, blocks, enter):
    edition_id, first, _ = told
    enter(Role.OFFICER)
    at = blocks()
    at = at.checkbox(key=f"tick-{first}-difficulties").check().run()
    at = press(at, "aside-remarks")
    assert remarks_state(db, edition_id) == {(first, "difficulties"): None}
    assert f"tick-{first}-difficulties" not in keys(at)
    press(at, f"undo-remarks-{edition_id}")
    assert remarks_state(db, edition_id) == {}


def test_searching_keeps_what_was_looked_for_and_typed_markdown_stays_text(told, blocks, enter):
    _, first, second = told
    enter(Role.OFFICER)
    at = blocks()
    labels = [one.label for one in at.checkbox]
    assert not [one for one in labels if "**Trop**" in one or "](javascript" in one]
    at = at.text_input(key="remarks-search").set_value("MARDI").run()
    assert {one.key for one in at.checkbox} == {f"tick-{first}-difficulties"}
    at = at.text_input(key="remarks-search").set_value("fil retrouve").run()
    assert {one.key for one in at.checkbox} == {f"tick-{second}-difficulties"}
    at = at.text_input(key="remarks-search").set_value("rien de tel").run()
    assert "Rien de ce côté." in text_of(at)


def test_what_the_figures_propose_is_added_by_a_person_only(db, told, blocks, enter):
    edition_id, *_ = told
    enter(Role.OFFICER)
    at = blocks()
    assert points_of(db, edition_id) == []
    # Of two shops, one ticked « nous avons de nouveaux contacts »; the one that will come again is not alone enough.
    (key,) = [key for key in keys(at) if key.startswith("propose-") and "contacts" in key]
    at = press(at, key)
    (one,) = points_of(db, edition_id)
    assert one.quadrant is Quadrant.OPPORTUNITIES
    assert one.text.replace("\u00a0", " ") == "1 boutique a de nouveaux contacts"
    assert not [key for key in keys(at) if key.startswith("propose-") and "contacts" in key]


def test_a_point_is_mended_taken_out_and_put_back(db, officer, told, blocks, enter, dialog):
    edition_id, *_ = told
    number = add_point(db, officer, edition_id, LATE, new_operation())
    enter(Role.OFFICER)
    at = dialog("report_matrix.edit_point", edition_id, number)
    at.text_area(key=f"point-form-{number}-text").set_value("Annuaires livrés trop tard")
    press(at, f"point-form-{number}-save")
    assert points_of(db, edition_id)[0].text == "Annuaires livrés trop tard"
    press(dialog("report_matrix.edit_point", edition_id, number), f"point-form-{number}-remove")
    assert points_of(db, edition_id) == []
    press(blocks(), f"restore-point-{number}")
    assert len(points_of(db, edition_id)) == 1


def test_a_resolution_is_noted_settled_and_reopened(db, officer, told, blocks, enter, dialog):
    edition_id, *_ = told
    enter(Role.OFFICER)
    at = dialog("report_resolutions.edit_resolution", edition_id, None)
    at.text_area(key="resolution-form-new-text").set_value("Livrer plus tôt")
    at.text_input(key="resolution-form-new-due").set_value("31/02/2027")
    at = press(at, "resolution-form-new-save")
    assert "Le 31 février n’existe pas" in text_of(at)
    at.text_input(key="resolution-form-new-due").set_value("1er mars 2020")
    press(at, "resolution-form-new-save")
    (one,) = resolutions(db, officer, edition_id)
    at = blocks()
    assert "avant le 1er mars 2020" in text_of(at)
    assert "En retard" in text_of(at)
    at = press(at, f"done-{one.id}")
    assert resolutions(db, officer, edition_id)[0].settled is Settled.DONE
    assert "En retard" not in text_of(at)
    press(at, f"undo-settled-{one.id}")
    assert resolutions(db, officer, edition_id)[0].settled is None


def test_the_coming_edition_shows_what_earlier_ones_left_to_do(db, officer, told, edition, enter, page):
    number = add_resolution(db, officer, told[0], {"text": "Livrer plus tôt", "who": "Logistique"}, new_operation())
    coming = edition(200, opened=False, name="La suivante")
    enter(Role.LOGISTICS)
    at = page("report.py", edition=coming)
    assert "Logistique · bilan de Édition d’essai" in text_of(at)
    assert not [key for key in keys(at) if key.startswith("inherited-")]
    enter(Role.OFFICER)
    at = press(page("report.py", edition=coming), f"inherited-drop-{number}")
    assert resolutions(db, officer, told[0])[0].settled is Settled.DROPPED
    assert f"inherited-drop-{number}" not in keys(at)
    press(at, f"undo-settled-{number}")
    assert resolutions(db, officer, told[0])[0].settled is None


def test_the_dashboard_leads_to_what_was_decided_and_its_report_opens_there(db, officer, edition, enter, page):
    # Held in the past: screens read today's clock.
    with clock.frozen(clock.now() - timedelta(days=70)):
        edition_id = edition(name="La passée")
    add_resolution(db, officer, edition_id, {"text": "Livrer plus tôt"}, new_operation())
    edition(100, opened=False, name="La suivante")
    enter(Role.OFFICER)
    at = page("dashboard.py")
    at = at.segmented_control(key="family").set_value("Bilans").run()
    assert "**Livrer plus tôt** : sans date, bilan de La passée" in text_of(at)
    at = page("report.py", edition=edition_id, chapitre="retenir")
    assert not at.exception
    assert "**Livrer plus tôt**" in text_of(at)


def test_the_rate_is_changed_and_comes_back_to_the_usual_one(db, officer, told, blocks, enter, dialog):
    edition_id, *_ = told
    enter(Role.OFFICER)
    assert "reset-rate" not in keys(blocks())
    at = dialog("report_impact.edit_rate", edition_id)
    at.text_input(key=f"rate-form-{edition_id}-low").set_value("80")
    at = press(at, f"rate-form-{edition_id}-save")
    assert "le plus petit d’abord" in text_of(at)
    at.text_input(key=f"rate-form-{edition_id}-high").set_value("90,5")
    at = press(at, f"rate-form-{edition_id}-save")
    assert "Indiquez d’où vient ce taux" in text_of(at), "la source du taux habituel n’est pas celle d’un autre"
    at.text_area(key=f"rate-form-{edition_id}-source").set_value("Enquête locale")
    press(at, f"rate-form-{edition_id}-save")
    assert report_settings(db, officer, edition_id).rate.high == 0.905
    at = blocks()
    assert "Taux de remplacement : **80 à 90,5 %**" in text_of(at)
    at = press(at, "reset-rate")
    assert report_settings(db, officer, edition_id).rate == DEFAULT_RATE
    press(at, f"undo-rate-{edition_id}")
    assert report_settings(db, officer, edition_id).rate.low == 0.8


def test_a_factor_of_ours_is_added_and_taken_out(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("report_factors.edit_factors")
    at.selectbox(key="factor-form-new-family").select("mobilier").run()
    at.text_input(key="factor-form-new-low").set_value("100")
    at.text_input(key="factor-form-new-high").set_value("120")
    at.text_input(key="factor-form-new-source").set_value("Étude locale")
    at = press(at, "factor-form-new-save")
    assert "Nombre entier entre" in text_of(at)
    at.text_input(key="factor-form-new-year").set_value("2025")
    press(at, "factor-form-new-save")
    (one,) = factors_added(db, officer)
    assert (one.factor.label, one.factor.code) == ("Meubles (toute la famille)", "mobilier")
    at = dialog("report_factors.edit_factors")
    at.selectbox(key="factor-choice").select(one.id).run()
    press(at, f"factor-form-{one.id}-remove")
    assert factors_added(db, officer) == []


def test_others_read_the_rate_and_its_source_without_the_verbs(db, officer, told, blocks, enter):
    set_rate(db, officer, told[0], 0, {"low": "30", "high": "50", "source": "Enquête locale"}, new_operation())
    factor = {"family": "livres", "low": "1", "high": "2", "source": "Étude", "year": "2020"}
    add_factor(db, officer, factor, new_operation())
    enter(Role.COMMUNICATION)
    at = blocks()
    assert "**30 à 50 %**" in text_of(at)
    assert "Enquête locale" in text_of(at)
    assert not keys(at) & {"edit-rate", "reset-rate", "edit-factors", "add-matrix-point", "add-resolution"}
