"""« Dépenses »: HT and TTC apart, overhead apart, unknown said, readers only read."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.editions.views import edition as edition_view
from campaign.planning.attachments import attach
from campaign.planning.funding import add_fund, share_funding
from campaign.planning.granting import grant
from campaign.planning.model import Nature
from campaign.planning.money import Tax
from campaign.planning.spending import add_line
from campaign.planning.views import spending
from tests.pages.conftest import bare, said

SCREEN = "spending.py"


@pytest.fixture
def told(db, officer, edition) -> int:
    """1 200 € TTC, 1 000 € HT at 20 %, 9 000 € of salaries, paid by one plan."""
    edition_id = edition()
    for nature, label, tax, planned, rate in (
        ("printed", "Affiches A3", "ttc", "1 200", ""),
        ("printing", "Petit annuaire", "ht", "1 000", "20"),
        ("salaries", "Salaires de l’équipe", "ttc", "9 000", ""),
    ):
        values = {"nature": nature, "label": label, "tax": tax, "planned": planned, "rate": rate}
        add_line(db, officer, edition_id, values, new_operation())
    plan = add_fund(db, officer, {"name": "Plan de prévention", "kind": "plan"}, new_operation())
    share_funding(db, officer, edition_id, 1, {plan: "100"}, new_operation())
    return edition_id


def shown(at) -> str:
    parts = [bare(said(at)), *(bare(frame.value.to_csv()) for frame in [*at.dataframe, *at.table])]
    parts += [f"{one.label} {one.value}" for one in at.metric]
    return bare_spaces("\n".join(parts))


def bare_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def downloads(at) -> list[str]:
    return [bare(one.proto.label) for one in at.get("download_button")]


def press(at, key: str):
    return at.button(key=key).click().run()


def test_ht_and_ttc_are_never_added_and_salaries_stay_out(told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    text = shown(at)
    assert not at.exception
    assert "2 dépenses, 1 000 € HT et 1 200 € TTC prévus." in text
    assert [one.value for one in at.header if one.value.startswith("Total")] == ["Total TTC", "Total HT"]
    assert "prévu 1 200 € TTC" in text  # 1 000 € HT converted, apart
    assert "Total de ce bloc : **prévu 9 000 € TTC**" in text
    for mixed in ("2 200", "2 400", "10 200", "11 200"):
        assert mixed not in text


def test_what_is_not_known_is_said_unknown(told, enter, page):
    enter(Role.READER)
    text = shown(page(SCREEN))
    assert "Engagé inconnu" in text
    assert "Par visiteur : **inconnu**" in text
    assert "Par boutique : **inconnu**" in text  # nobody takes part yet


def test_the_cost_of_a_shop_is_told_ht_and_ttc_apart(told, enter, page, answered, shop):
    answered(told, shop())
    answered(told, shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130"))
    enter(Role.READER)
    assert "Par boutique : **600 € TTC et 500 € HT**" in shown(page(SCREEN))


def test_the_cost_of_a_visitor_is_a_range_where_visitors_are_one_with_who_told_them(
    db, officer, edition, enter, page, answered, shop
):
    # 2 100 € TTC; one shop of two told 100 to 140 visitors: 15 € to 21 € each.
    with clock.frozen(clock.now() - timedelta(days=70)):
        edition_id = edition()
        places = [shop(name) for name in ("La Malle", "La Remise")]
        for place_id in places:
            answered(edition_id, place_id)
    values = {"nature": "printed", "label": "Affiches A3", "tax": "ttc", "planned": "9 999", "spent": "2 100"}
    add_line(db, officer, edition_id, values, new_operation())
    first, second = edition_view(db, edition_id).days
    form = {f"visitors-{first}": "40 à 80", f"visitors-{second}": "60"}
    save_section(db, officer, edition_id, places[0], "visits", form, new_operation())
    enter(Role.READER)
    text = shown(page(SCREEN, edition=edition_id))
    assert "Par visiteur : **de 15 € à 21 € TTC**" in text
    assert "Visiteurs comptés : de 100 à 140 personnes, 1 répondant sur 2." in text


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_others_than_the_officer_read_and_write_nothing(told, enter, page, role):
    enter(role)
    at = page(SCREEN)
    assert "Affiches A3" in shown(at)
    keys = {str(one.key) for one in at.button}
    assert not [key for key in keys if key.startswith(("primary", "edit-", "remove-", "attach-", "share-", "funds"))]


def test_an_edition_without_spending_says_what_to_do(edition, enter, page):
    edition()
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "Aucune dépense notée." in shown(at)
    assert "primary" in {one.key for one in at.button}


def test_a_line_is_typed_mended_and_kept(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("spending_form.edit_line", told, None)
    at.text_input(key="spending-form-new-label").set_value("Spots radio")
    at.text_input(key="spending-form-new-planned").set_value("1.234")
    at = press(at, "spending-form-new-save")
    assert "peut se lire de deux façons" in shown(at)
    assert "Choisissez la nature" in shown(at)
    at.text_input(key="spending-form-new-planned").set_value("1 234,50")
    at.selectbox(key="spending-form-new-nature").select(Nature.ADVERTISING)
    at.segmented_control(key="spending-form-new-tax").set_value(Tax.HT)
    press(at, "spending-form-new-save")
    (one,) = [found for found in spending(db, officer, told).lines if found.label == "Spots radio"]
    assert (one.planned, one.tax, one.nature, one.rate) == (123_450, Tax.HT, Nature.ADVERTISING, None)


def test_a_line_taken_out_comes_back_with_annuler(db, officer, told, enter, page):
    enter(Role.OFFICER)
    first = spending(db, officer, told).lines[0]
    at = press(page(SCREEN), f"remove-spending-{first.id}")
    assert first.id not in [one.id for one in spending(db, officer, told).lines]
    press(at, f"undo-spending-{first.id}")
    assert first.id in [one.id for one in spending(db, officer, told).lines]


def test_shares_that_do_not_make_the_whole_are_refused_on_screen(db, officer, told, enter, dialog):
    other = add_fund(db, officer, {"name": "EPCI", "kind": "partner"}, new_operation())
    enter(Role.OFFICER)
    at = dialog("spending_funding.edit_shares", told)
    at.text_input(key=f"shares-form-{told}-share-{other}").set_value("30")
    at = press(at, f"shares-form-{told}-save")
    assert "Les parts font 130 % : il y a 30 % de trop." in shown(at)
    assert len(spending(db, officer, told).shares) == 1


def test_a_document_is_there_to_download_and_can_be_taken_away(db, officer, told, enter, page):
    first = spending(db, officer, told).lines[0]
    number = attach(db, officer, first.id, "devis.pdf", b"%PDF-1.4", new_operation())
    enter(Role.READER)
    assert "devis.pdf" not in downloads(page(SCREEN))
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "devis.pdf" in downloads(at)
    press(at, f"detach-{number}")
    assert spending(db, officer, told).lines[0].attachments == ()


def test_a_name_that_looks_like_markdown_is_only_text(db, officer, told, enter, page):
    values = {"nature": "supplies", "label": "**gras** [x](javascript:1)", "tax": "ttc"}
    add_line(db, officer, told, values, new_operation())
    enter(Role.READER)
    at = page(SCREEN)
    assert not [one for one in at.markdown if "**gras**" in str(one.value)]


def test_a_sum_with_an_unknown_line_says_out_of_how_many(db, officer, told, enter, page):
    values = {"nature": "printed", "label": "Flyers", "tax": "ttc"}
    add_line(db, officer, told, values, new_operation())
    enter(Role.READER)
    text = shown(page(SCREEN))
    assert "Sur le prévu, TTC pour 1 ligne sur 2. Frais généraux non comptés." in text
    assert "1 200 €, pour 1 ligne sur 2" in text


def test_what_each_plan_pays_and_what_is_left_is_said_for_several_at_once(db, officer, told, enter, page):
    plan = spending(db, officer, told).funds[0].id
    other = add_fund(db, officer, {"name": "Plan climat", "kind": "plan"}, new_operation())
    share_funding(db, officer, told, 2, {plan: "60", other: "40"}, new_operation())
    grant(db, officer, told, plan, 1, {"granted": "1 000", "tax": "ttc"}, new_operation())
    enter(Role.READER)
    at = page(SCREEN, onglet="plans")
    text = shown(at)
    assert not at.exception
    assert "Prévu : **720 € TTC · 600 € HT**" in text  # 60 % of each
    assert "Prévu : **480 € TTC · 400 € HT**" in text
    # 720 € and 60 % of 1 200 € converted, out of 1 000 €.
    assert "Reste si tout le prévu est dépensé : :red[**dépassée de 440 €**]" in text
    assert "Prévu : **1 200 € TTC · 1 000 € HT**" in text  # together
    assert "share-funding" not in {one.key for one in at.button}


def test_an_envelope_is_granted_on_the_screen(db, officer, told, enter, dialog):
    plan = spending(db, officer, told).funds[0].id
    enter(Role.OFFICER)
    at = dialog("spending_funds.edit_envelopes", told)
    form = f"envelope-form-{told}-{plan}"
    at.text_input(key=f"{form}-granted").set_value("2 000")
    at = press(at, f"{form}-save")
    assert "Dites si l’enveloppe est HT ou TTC." in shown(at)
    at.segmented_control(key=f"{form}-tax").set_value(Tax.TTC)
    press(at, f"{form}-save")
    assert spending(db, officer, told).holdings[0].envelope.granted == 200_000


def test_an_alert_says_what_is_wrong_and_leads_to_its_line(db, officer, told, enter, page):
    values = {"nature": "services", "label": "Fanfare", "tax": "ttc", "planned": "100", "committed": "130"}
    over = add_line(db, officer, told, values, new_operation())
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "**Fanfare** : 130 € TTC engagés pour 100 € prévus, 30 € de trop." in shown(at)
    assert "Fanfare" not in [one.value for one in at.header]
    at = press(at, f"alert-over_planned-{over}-0")
    assert "Fanfare" in [one.value for one in at.header]
    assert "Fanfare" in [one.value for one in page(SCREEN, ligne=over).header]


def test_what_does_not_compare_with_the_last_edition_says_why(db, officer, told, edition, enter, page):
    with clock.frozen(clock.now() - timedelta(days=400)):
        before = edition(60, opened=False, name="La première")
    for nature, tax in (("printed", "ttc"), ("printing", "ttc")):
        values = {"nature": nature, "label": "Avant", "tax": tax, "spent": "1 000"}
        add_line(db, officer, before, values, new_operation())
    enter(Role.READER)
    text = shown(page(SCREEN, onglet="comparer", edition=told))
    assert "**Supports imprimés** : 1 000 € TTC → 1 200 € TTC, +200 € (+20 %)" in text
    assert "**Impression** : 1 000 € TTC → 1 000 € HT, non comparable" in text
    assert "Impression : non comparable, TTC la dernière fois, HT cette fois." in text


def test_only_the_officer_is_shown_the_way_to_import(told, enter, page):
    enter(Role.READER)
    assert "Fichier Excel ou CSV" not in [one.label for one in page(SCREEN, onglet="classeur").get("file_uploader")]
    enter(Role.OFFICER)
    at = page(SCREEN, onglet="classeur")
    assert not at.exception
    assert "Télécharger le modèle" in downloads(at)


def test_the_limit_of_the_alert_is_changed_on_the_screen(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("spending_against.edit_limit", told)
    at.text_input(key=f"limit-form-{told}-limit").set_value("25")
    press(at, f"limit-form-{told}-save")
    assert spending(db, officer, told).limit == 2_500


LIST = "\n".join(
    (
        "Nature;Libellé;Montants;Prévu",
        "Prestations;Conteuse;TTC;1.234",
        "Fournitures;Encre;;12",
        "Supports imprimés;Affiches A3;TTC;1300",
    )
).encode()


def test_a_file_is_asked_about_then_written_then_taken_back(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN, onglet="classeur")
    at = at.file_uploader[0].set_value(("budget.csv", LIST, "text/csv")).run()
    text = shown(at)
    assert "Ligne 2] : colonne « Prévu » : « 1.234 » est-il 1 234 € ?" in text
    assert "Ligne 3] : colonne « Montants » : ni HT ni TTC" in text
    assert bare_spaces(at.button(key="spending-import").label) == "Importer 1 dépense"
    choice = next(one for one in at.segmented_control if "deux façons" in one.label)
    at = choice.set_value("Lire 1 234 €").run()
    assert bare_spaces(at.button(key="spending-import").label) == "Importer 2 dépenses"
    assert len(spending(db, officer, told).lines) == 2
    at = press(at, "spending-import")
    assert "1 dépense ajoutée et 1 dépense modifiée." in shown(at)
    planned = {one.label: one.planned for one in spending(db, officer, told).lines}
    assert planned == {"Affiches A3": 130_000, "Petit annuaire": 100_000, "Conteuse": 123_400}
    at = press(at, "undo-lines-1")
    assert "Import annulé : 1 dépense retirée, 1 remise comme avant." in shown(at)
    assert {one.label: one.planned for one in spending(db, officer, told).lines} == {
        "Affiches A3": 120_000, "Petit annuaire": 100_000,
    }  # fmt: skip


def test_a_change_is_left_out_when_its_box_is_not_ticked(db, officer, told, enter, page):
    enter(Role.OFFICER)
    data = LIST.replace(b"1.234", b"1234")
    at = page(SCREEN, onglet="classeur").file_uploader[0].set_value(("budget.csv", data, "text/csv")).run()
    at = at.checkbox(key="spending-take-changed").uncheck().run()
    press(at, "spending-import")
    assert {one.label: one.planned for one in spending(db, officer, told).lines}["Affiches A3"] == 120_000


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04 rien", b"<svg onload=alert(1)>", b"a;b\n1;2"])
def test_a_file_that_is_no_list_is_refused_in_one_sentence(told, enter, page, data):
    enter(Role.OFFICER)
    at = page(SCREEN, onglet="classeur").file_uploader[0].set_value(("budget.csv", data, "text/csv")).run()
    assert not at.exception
    assert len(at.warning) == 1
