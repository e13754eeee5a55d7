"""« Preuves » on screen: what is there, what is missing, who may do what; nothing typed is interpreted."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock, kept_files
from campaign.base.operations import new_operation
from campaign.evidence.actions import add_piece, remove_piece
from campaign.evidence.beginning import begin_list
from campaign.evidence.giving import give_file, remove_file
from campaign.evidence.proposed import PROPOSED
from campaign.evidence.store import FILES
from campaign.evidence.views import evidence
from campaign.planning.attachments import attach
from campaign.planning.backplan import begin_plan, set_state
from campaign.planning.plan_views import backplan
from campaign.planning.spending import add_line
from campaign.roles.team import add_member
from campaign.ui.evidence_choice import Shown
from tests.evidence import samples
from tests.pages.conftest import bare, said

SCREEN = "evidence.py"


@pytest.fixture
def listed(edition) -> int:
    return edition()


@pytest.fixture
def told(db, officer, listed) -> int:
    """Three pieces: one with a file, one late of a task that is done, one without object."""
    begin_plan(db, officer, listed, new_operation())
    first, *_ = (
        add_piece(db, officer, listed, values, new_operation())
        for values in (
            {"title": "Bons de livraison", "proves": "Ce qui a été remis", "role": "logistics", "person": "Claude D."},
            {"title": "BAT signés", "tasks": ["proof"], "role": "communication",
             "due_on": clock.today() - timedelta(days=1)},
            {"title": "Captures d’écran", "why_not": "La page est restée en ligne"},
        )
    )  # fmt: skip
    give_file(db, officer, first, "bon-felicie.pdf", samples.pdf(), new_operation())
    task = backplan(db, officer, listed).by_code("proof")
    set_state(db, officer, task.id, task.version, "done", new_operation())
    return listed


def shown(at) -> str:
    parts = [bare(said(at)), *(bare(frame.value.to_csv()) for frame in [*at.dataframe, *at.table])]
    return "\n".join(parts).replace("\u202f", " ").replace("\u00a0", " ")


def keys(at) -> set[str]:
    return {str(one.key) for one in at.button}


def downloads(at) -> list[str]:
    return [bare(one.proto.label) for one in at.get("download_button")]


def press(at, key: str):
    return at.button(key=key).click().run()


def titles(at) -> list[str]:
    return list(at.dataframe[0].value["Preuve"])


def test_the_screen_says_how_far_the_evidence_is_and_what_is_missing(told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert not at.exception
    text = shown(at)
    assert "Édition d’essai : 1 preuve réunie sur 2, 1 en retard." in text
    assert "Prouve « Valider le BAT des affiches et des dépliants »" in text
    assert "1 fichier, 1 ko sur 100 Mo." in text
    assert list(at.dataframe[0].value["État"]) == [["Existante"], ["En retard"], ["Sans objet"]]
    assert "bon-felicie.pdf" in downloads(at)
    assert "Logistique, Claude D." in text


def test_a_reader_reads_and_downloads_and_writes_nothing(told, enter, page):
    enter(Role.READER)
    at = page(SCREEN)
    assert not at.exception
    assert {"bon-felicie.pdf", "Dossier complet (ZIP)", "La liste (Excel)"} <= set(downloads(at))
    assert "Claude D." not in shown(at)
    writing = ("primary", "evidence-give", "evidence-edit", "evidence-remove", "evidence-drop", "evidence-begin",
               "evidence-copy", "gap-")  # fmt: skip
    assert not [key for key in keys(at) if key.startswith(writing)]


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS])
def test_the_team_adds_and_gives_but_does_not_take_out(told, enter, page, role):
    enter(role)
    found = keys(page(SCREEN))
    assert {"primary", "evidence-give", "evidence-edit"} <= found
    assert not [key for key in found if key.startswith(("evidence-remove", "evidence-drop"))]


@pytest.mark.parametrize(
    ("state", "kept"),
    [("to_make", ["BAT signés"]), ("late", ["BAT signés"]), ("existing", ["Bons de livraison"]),
     ("not_needed", ["Captures d’écran"])],
)  # fmt: skip
def test_the_list_is_looked_through_by_state(told, enter, page, state, kept):
    enter(Role.READER)
    at = page(SCREEN)
    at.button_group(key="evidence-shown").set_value(Shown(state)).run()
    assert titles(at) == kept


def test_the_list_is_looked_through_by_words_role_and_task(told, enter, page):
    enter(Role.READER)
    at = page(SCREEN)
    at.text_input(key="evidence-search").set_value("felicie pdf").run()
    assert titles(at) == ["Bons de livraison"]
    at.text_input(key="evidence-search").set_value("sirène").run()
    assert "Aucune preuve ne correspond." in shown(at)
    at.text_input(key="evidence-search").set_value("").run()
    at.selectbox(key="evidence-role").select("Communication").run()
    assert titles(at) == ["BAT signés"]


def test_a_link_from_the_backplan_shows_the_evidence_of_a_task(told, enter, page):
    enter(Role.READER)
    assert titles(page(SCREEN, tache="proof")) == ["BAT signés"]
    assert len(titles(page(SCREEN, tache="nothing"))) == 3


def test_an_edition_without_a_list_offers_two_ways_to_begin(db, officer, listed, edition, enter, page):
    edition(in_days=300, name="La suivante")
    enter(Role.LOGISTICS)
    at = page(SCREEN, edition=listed)
    assert "Aucune preuve suivie." in shown(at)
    assert "evidence-copy" in keys(at)
    at = press(at, "evidence-begin")
    assert f"{len(PROPOSED)} preuves ajoutées." in shown(at)
    assert len(titles(at)) == len(PROPOSED)
    assert "La liste les avait déjà toutes." in shown(press(at, "evidence-begin"))


def test_what_is_taken_out_is_undone_at_once_or_later(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = press(page(SCREEN), "evidence-remove")
    assert "« Bons de livraison » est retirée de la liste." in shown(at)
    assert titles(at) == ["BAT signés", "Captures d’écran"]
    piece_id = evidence(db, officer, told).removed[0].id
    at = press(at, f"undo-evidence-{piece_id}")
    assert titles(at)[0] == "Bons de livraison"
    file_id = evidence(db, officer, told).tracked[0].piece.files[0].id
    remove_file(db, officer, file_id, new_operation())
    remove_piece(db, officer, piece_id, new_operation())
    at = page(SCREEN)
    at = press(at, f"restore-evidence-{piece_id}")
    assert "C’est remis en place." in shown(at)
    assert titles(press(at, f"restore-evidence-file-{file_id}"))[0] == "Bons de livraison"
    assert evidence(db, officer, told).tracked[0].piece.files[0].id == file_id


def test_a_lost_file_is_told_and_breaks_nothing(db, officer, told, enter, page):
    kept_files.forget(FILES, evidence(db, officer, told).tracked[0].piece.files[0].file)
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert not at.exception
    assert "Ce fichier n’est plus là" in shown(at)
    assert "bon-felicie.pdf" not in downloads(at)


def test_what_the_software_holds_already_is_cited_and_a_reader_learns_no_name(db, officer, told, enter, page):
    values = {"nature": "printed", "label": "Affiches", "tax": "ttc", "planned": "10"}
    line_id = add_line(db, officer, told, values, new_operation())
    attach(db, officer, line_id, "facture-dupont.pdf", samples.pdf(), new_operation())
    enter(Role.READER)
    at = page(SCREEN)
    labels = [bare(one.label) for one in at.button]
    assert ":primary[Pièces jointes des dépenses : 1 document]" in [one.replace("\u00a0", " ") for one in labels]
    assert "dupont" not in shown(at).lower() + " ".join(labels)


def test_hostile_words_are_shown_as_they_were_typed(db, officer, listed, enter, page):
    title = "![x](//y) **gras** <b>x</b> :red[x] =1+1"
    piece_id = add_piece(db, officer, listed, {"title": title, "proves": title, "kept_at": title}, new_operation())
    give_file(db, officer, piece_id, f"{title}.pdf", samples.pdf(), new_operation())
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert not at.exception
    raw = "\n".join(str(one.value) for one in [*at.markdown, *at.header])
    for alive in ("![x](//y)", "**gras**", "<b>x</b>", " :red[x]"):
        assert alive not in raw


def test_the_dialog_adds_and_changes_a_piece(db, officer, told, enter, dialog):
    enter(Role.COMMUNICATION)
    at = dialog("evidence_form.edit_piece", told, None)
    assert not at.exception
    at.text_input(key="evidence-form-new-title").set_value("Revue de presse")
    at.multiselect(key="evidence-form-new-tasks").set_value(["press_kit_given"])
    at.selectbox(key="evidence-form-new-role").select("Communication").run()
    press(at, "evidence-form-new-save")
    added = evidence(db, officer, told).tracked[-1].piece
    assert (added.title, added.tasks, added.role.label) == ("Revue de presse", ("press_kit_given",), "Communication")
    at = dialog("evidence_form.edit_piece", told, added.id)
    at.checkbox(key=f"evidence-form-{added.id}-none").check().run()
    assert "pourquoi elle est sans objet" in shown(press(at, f"evidence-form-{added.id}-save")).lower()
    at.text_input(key=f"evidence-form-{added.id}-why").set_value("Aucun article").run()
    press(at, f"evidence-form-{added.id}-save")
    assert evidence(db, officer, told).tracked[-1].piece.why_not == "Aucun article"


def test_the_dialog_proposes_the_people_of_the_project_team(db, officer, told, enter, dialog):
    add_member(db, officer, told, {"name": "Claude Exemple", "role": "logistics"}, new_operation())
    enter(Role.OFFICER)
    at = dialog("evidence_form.edit_piece", told, None)
    assert at.selectbox(key="evidence-form-new-person").options == ["Claude Exemple"]


def test_the_dialog_of_a_task_shows_its_evidence_as_it_was_typed(db, officer, told, enter, dialog):
    values = {"title": "Preuve **grasse**", "tasks": ["proof"]}
    add_piece(db, officer, told, values, new_operation())
    enter(Role.READER)
    at = dialog("backplan_task.open_task", told, backplan(db, officer, told).by_code("proof").id)
    assert not at.exception
    assert "Preuve : Preuve **grasse**" in shown(at)
    assert "**grasse**" not in "\n".join(str(one.value) for one in at.markdown)


def test_an_empty_title_is_refused_and_what_was_typed_stays(told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("evidence_form.edit_piece", told, None)
    at.text_area(key="evidence-form-new-proves").set_value("Ce qui a été remis").run()
    at = press(at, "evidence-form-new-save")
    assert "Rien n’est enregistré." in shown(at)
    assert at.text_area(key="evidence-form-new-proves").value == "Ce qui a été remis"


def test_files_given_together_are_kept_but_those_refused_say_why(db, officer, told, enter, dialog):
    piece = evidence(db, officer, told).tracked[1].piece
    enter(Role.LOGISTICS)
    at = dialog("evidence_giving.give_files", piece.id, piece.title)
    given = [("bat.pdf", samples.pdf(), "application/pdf"), ("outil.pdf", b"MZ\x90\x00\x01", "application/pdf")]
    at.file_uploader(key=f"evidence-give-{piece.id}-files").set_value(given).run()
    at = press(at, f"evidence-give-{piece.id}-save")
    assert not at.exception
    text = shown(at)
    assert "1 fichier joint." in text
    assert "outil.pdf : Format non reconnu" in text
    press(at, f"evidence-give-{piece.id}-save")  # pressed again: nothing twice
    assert [one.name for one in evidence(db, officer, told).tracked[1].piece.files] == ["bat.pdf"]


def test_a_file_is_looked_at_in_a_dialog(db, officer, told, enter, dialog):
    piece_id = evidence(db, officer, told).tracked[1].piece.id
    text = give_file(db, officer, piece_id, "notes.txt", "Réunion du 1er juillet".encode(), new_operation())
    lost = give_file(db, officer, piece_id, "b.pdf", samples.pdf(2), new_operation())
    kept_files.forget(FILES, evidence(db, officer, told).tracked[1].piece.files[1].file)
    enter(Role.READER)
    assert dialog("evidence_detail.look", text, "notes.txt").text[0].value == "Réunion du 1er juillet"
    assert "n’est plus là" in shown(dialog("evidence_detail.look", lost, "b.pdf"))


def test_the_list_of_another_edition_is_taken_in_a_dialog(db, officer, told, edition, enter, dialog):
    other = edition(in_days=400, name="La suivante")
    enter(Role.COMMUNICATION)
    at = dialog("evidence_begin.copy_from", other)
    assert not at.exception
    press(at, "evidence-copy-go")
    assert [one.piece.title for one in evidence(db, officer, other).tracked] == [
        "Bons de livraison", "BAT signés", "Captures d’écran",
    ]  # fmt: skip


def test_a_long_list_opens(db, officer, listed, enter, page):
    begin_list(db, officer, listed, new_operation())
    for one in range(150):
        add_piece(db, officer, listed, {"title": f"Preuve n° {one}"}, new_operation())
    enter(Role.READER)
    at = page(SCREEN)
    assert not at.exception
    assert len(titles(at)) == 150 + len(PROPOSED)
