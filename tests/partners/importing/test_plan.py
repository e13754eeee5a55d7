"""What the import says of each line before anything is written."""

import pytest

from campaign.base.errors import NotAllowed, UnreadableFile
from campaign.partners.importing.headings import Column
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.report import report_rows
from campaign.partners.importing.verdicts import Verdict
from tests.partners.importing.conftest import as_csv

MALLE = {"Nom": "La Malle à Félicie", "Adresse": "31 rue des Artisans", "CP": "49100", "Ville": "Angers"}


def test_a_plain_line_is_new_and_nothing_is_written(db, planned, registry):
    before = db.conn.total_changes
    plan = planned([MALLE])
    assert plan.lines[0].verdict is Verdict.NEW
    assert plan.lines[0].label == "Nouvelle"
    assert plan.counts.as_dict() == {
        "read": 1, "added": 1, "updated": 0, "unchanged": 0, "rejected": 0, "duplicates": 0, "to_review": 0,
    }  # fmt: skip
    assert (db.conn.total_changes, registry()) == (before, {})


def test_lines_are_numbered_as_a_spreadsheet_numbers_them(planned):
    assert [line.number for line in planned([MALLE, {**MALLE, "Nom": "Tout Repart", "Adresse": ""}]).lines] == [2, 3]


def test_only_officers_and_the_communication_team_prepare_imports(db, logistics, reader, communication):
    prepare_import(db, communication, "a.csv", as_csv([MALLE]))
    for nobody in (logistics, reader):
        with pytest.raises(NotAllowed):
            prepare_import(db, nobody, "a.csv", as_csv([MALLE]))


def test_another_format_is_refused(db, officer):
    with pytest.raises(UnreadableFile, match=r"\.xlsx ou \.csv"):
        prepare_import(db, officer, "liste.pdf", b"%PDF-1.7")


def test_a_list_without_names_asks_for_the_column(db, officer):
    plan = prepare_import(db, officer, "a.csv", as_csv([{"Remarque": "à rappeler", "Ville": "Angers"}]))
    assert plan.missing == ("Colonne “Nom” absente.",)
    assert plan.lines == ()
    mapped = prepare_import(
        db, officer, "a.csv", as_csv([{"Remarque": "Le Fil", "Ville": "Angers"}]), {Column.NAME: 0, Column.COMMUNE: 1}
    )
    assert [line.name for line in mapped.lines] == ["Le Fil"]


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "—"])
def test_a_line_without_a_readable_name_is_refused(judged, name):
    line = judged(Nom=name, Ville="Angers", Adresse="3 rue des Lices")
    assert line.verdict is Verdict.REJECTED
    assert line.why == "Le nom de la boutique est vide ou illisible."


def test_a_shop_known_only_by_its_structure_takes_its_name(judged):
    line = judged(Nom="", Structure="Les Copains du Layon", Ville="Angers")
    assert (line.verdict, line.name) == (Verdict.NEW, "Les Copains du Layon")
    assert "celui de la structure" in line.why


def test_a_name_far_too_long_is_refused_with_its_length(judged):
    line = judged(Nom="x" * 10_000, Ville="Angers")
    assert line.verdict is Verdict.REJECTED
    assert "120 caractères au plus (10\u202f000 saisis)" in line.why


def test_a_line_that_says_nothing_of_where_is_refused(judged):
    line = judged(Nom="Total général", Ville="", Adresse="")
    assert line.verdict is Verdict.REJECTED
    assert line.why == "Ni commune reconnue, ni adresse, ni point : cette boutique ne peut pas être située."


@pytest.mark.parametrize(
    "name",
    [
        "Emmaüs & Fils « L'Écho » 🎉",
        "<script>alert(1)</script>",
        "![](https://evil/p.png) [clic](https://evil)",
        '<img src="/etc/x.png"/>',
        '=HYPERLINK("http://x","y")',
        "'; DROP TABLE places;--",
        "{{7*7}} {% for %}",
        "مرحبا",
    ],
)
def test_hostile_names_are_kept_as_plain_text(imported, registry, name):
    imported([{"Nom": name, "Ville": "Angers"}])
    assert list(registry()) == [name]


def test_a_name_loses_only_its_invisible_signs(imported, registry):
    imported([{"Nom": "La\u202e Malle\u200b", "Ville": "Angers"}])
    assert list(registry()) == ["La Malle"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Téléphone", "0612", "Téléphone laissé vide. Numéro incomplet"),
        ("E-mail", "a@b.fr, c@d.fr", "Adresse électronique laissé vide. Adresse électronique invalide"),
        (
            "SIRET",
            "4,98E+13",
            "SIRET laissé vide. SIRET invalide : 14 chiffres. Excel a sans doute arrondi",
        ),
        ("Site web", "javascript:alert(1)", "Site internet laissé vide. Adresse de site invalide"),
    ],
)
def test_a_wrong_value_is_left_out_and_said_without_costing_the_line(judged, column, value, said):
    line = judged(**{**MALLE, column: value})
    assert (line.verdict, line.to_review) == (Verdict.NEW, False)
    assert said in line.why
    assert value not in line.why


def test_a_value_that_can_be_mended_is(judged):
    line = judged(**MALLE, Mail="Félicie <felicie@exemple.fr>")
    assert line.columns["email"] == "felicie@exemple.fr"
    assert "corrigé : vérifiez" in line.why


def test_hours_are_read_or_kept_as_they_are(judged):
    read = judged(**MALLE, Horaires="mar. au sam. 10h-12h / 14h-18h")
    assert read.columns["opening_hours"] == "Tu-Sa 10:00-12:00,14:00-18:00"
    kept = judged(**MALLE, Horaires="sur rendez-vous, ou quand la porte est ouverte")
    assert (kept.columns["opening_hours"], kept.columns["opening_hours_text"][:3]) == ("", "sur")
    assert "Horaires gardés comme ils sont écrits" in kept.why
    wrong = judged(**MALLE, Horaires="Mo-Sa 18:00-09:00")
    assert "La fermeture précède l’ouverture." in wrong.why
    assert wrong.verdict is Verdict.NEW


def test_hours_in_map_syntax_are_shown_in_french(judged):
    line = judged(**MALLE, Horaires="Mo-Fr 10:00-18:00")
    assert line.columns["opening_hours"] == "Mo-Fr 10:00-18:00"
    assert line.columns["opening_hours_text"].startswith("lun")


def test_categories_are_recognised_and_the_others_said(judged):
    line = judged(**MALLE, Rayons="meubles, bouquins, licornes")
    assert line.columns["categories"] == '["meubles", "livres"]'
    assert "Rayons non reconnus : « licornes »." in line.why


def test_a_legal_form_is_no_structure(judged):
    assert "organisation" not in judged(**MALLE, Structure="Association").columns


def test_without_a_departement_other_ones_are_kept_with_a_warning(judged):
    line = judged(Nom="Le Grenier", CP="44000", Ville="Nantes", Adresse="2 quai des Essais")
    assert (line.verdict, line.to_review) == (Verdict.NEW, False)
    assert "Nantes n’est pas dans le département (49)." in line.why


def test_with_a_departement_lines_of_others_are_refused(planned):
    plan = planned([MALLE, {"Nom": "Le Grenier", "CP": "44000", "Ville": "Nantes"}], departement="49")
    assert [line.verdict for line in plan.lines] == [Verdict.NEW, Verdict.REJECTED]
    assert plan.lines[1].why == "Nantes n’est pas dans le département (49) : la commune est du 44."


def test_37_wrong_lines_of_500_leave_463_to_import(planned):
    rows = [
        {"Nom": f"Boutique du numéro {n}", "Adresse": f"{n} rue {n % 97}", "Ville": "Cholet"} for n in range(1, 501)
    ]
    for wrong in range(0, 37 * 13, 13):
        rows[wrong] = {**rows[wrong], "Nom": ""}
    plan = planned(rows)
    assert (plan.counts.read, plan.counts.rejected) == (500, 37)
    assert plan.counts.added + plan.counts.duplicates == 463
    headers, report = report_rows(plan)
    assert len(report) == 500
    assert sum(row[headers.index("Verdict")] == "Refusée" for row in report) == 37


def test_the_report_says_what_was_read_and_what_was_found(planned):
    headers, rows = report_rows(planned([{"Nom": "Le Fil", "Ville": "Martigné-Briand", "CP": "49540"}]))
    told = dict(zip(headers, rows[0], strict=True))
    assert told["Ligne"] == 2
    assert told["Verdict"] == "Nouvelle"
    assert told["Commune lue"] == "Martigné-Briand"
    assert told["Commune trouvée"] == "Terranjou"
    assert "Martigné-Briand fait aujourd’hui partie de Terranjou." in told["Pourquoi"]


def test_figures_are_told_in_one_sentence(planned, imported):
    rows = [MALLE, {"Nom": "Tout Repart", "Ville": "Cholet"}]
    assert planned(rows).counts.in_words == "2\u00a0ajouts."
    imported(rows)
    assert planned(rows).counts.in_words == "2\u00a0boutiques déjà au registre : rien ne change."
    assert planned([{"Nom": "", "Ville": "Cholet"}]).counts.in_words == "1\u00a0ligne refusée."
