"""``experience-sheet EDITION --out FILE``: the sheet as people publish it, by the ending of the file's name."""

import json

import pytest


@pytest.fixture
def edition(run, answer) -> int:
    run("editions", "add", "--name", "Novembre 2013", "--day", "2013-11-13", "--day", "2013-11-16")
    return answer("editions", "list")[0]["id"]


@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF-"), (".docx", b"PK"), (".json", b"{")])
def test_the_ending_of_the_name_says_what_is_written(answer, edition, tmp_path, ending, begins):
    file = tmp_path / "papiers" / f"fiche{ending.upper()}"
    told = answer("experience-sheet", edition, "--out", file)
    assert file.read_bytes().startswith(begins)
    assert told["path"] == str(file)
    assert (told["pages"] is not None) == (ending == ".pdf")
    assert told["state"] == "draft"
    assert len(told["parts"]) == 16


def test_the_file_of_values_holds_what_the_command_answers(answer, edition, tmp_path):
    file = tmp_path / "fiche.json"
    told = answer("experience-sheet", edition, "--out", file)
    assert json.loads(file.read_text("utf-8")) == {key: told[key] for key in told.keys() - {"path", "pages"}}


def test_people_read_a_sentence(run, edition, tmp_path):
    result = run("experience-sheet", edition, "--out", tmp_path / "fiche.pdf")
    assert result.exit_code == 0
    assert "Les bons jours de l’occasion, novembre 2013 : brouillon" in result.stdout


@pytest.mark.parametrize(("number", "name", "said"), [("1", "fiche.odt", ".pdf, .docx, .json"),
                                                      ("9", "fiche.pdf", "n’existe pas")])  # fmt: skip
def test_a_wrong_ending_or_edition_is_refused_in_one_sentence(run, edition, tmp_path, number, name, said):
    result = run("experience-sheet", number, "--out", tmp_path / name)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / name).exists()
