"""What every command promises: French, exit statuses, one sentence when refused, nothing but JSON with ``--json``."""

import json
import os
import re
import sqlite3
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from campaign import __version__
from campaign.base import jobs
from campaign.base.settings import ROOT, settings
from campaign.cli import main
from campaign.cli.program import LOG_NAME
from campaign.cli.reference import PAGE, commands, page
from campaign.schema import open_database

# docs/contract.md: those of this release. The others come with their own work.
EXPECTED = {
    "prepare", "demo", "seed", "shops import", "shops export", "geocode", "editions list", "editions add",
    "editions copy", "editions open", "editions export", "editions import", "links create", "links revoke",
    "rounds plan",
    "rounds show", "work", "backup", "restore", "verify",
    "migrate", "users add",
    "users list", "users disable", "purge", "mail send", "mail remind", "mail bounces", "documents build",
    "experience-sheet", "report", "site build",
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(usage|options?:|commands?:|show|this|message|exit|required|default|error|missing|the|invalid|integer|text)\b",
    re.IGNORECASE,
)
WORDS = dict(commands())


def test_the_commands_are_those_of_the_contract():
    assert set(WORDS) == EXPECTED


@pytest.mark.parametrize("words", [*WORDS, "", "shops", "editions", "links", "users"])
def test_the_help_of_every_command_is_in_french(run, words):
    result = run(*words.split(), "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Utilisation : ")
    assert "Affiche cette aide." in result.stdout
    text = re.sub(r"\[?OPTIONS\]?|--[a-z-]+", "", result.stdout).replace(
        f"campaign {words}", ""
    )  # names set by contract
    text = re.sub(r"^\S.*:$", "", text, flags=re.MULTILINE)
    # « message » and « option » are French words too.
    assert {word.lower() for word in ENGLISH.findall(text)} - {"message"} == set()


@pytest.mark.parametrize("words", WORDS)
def test_every_command_takes_the_common_options(words):
    names = {name for option in WORDS[words].params for name in option.opts}
    assert {"--db", "--json"} <= names


def test_every_command_and_option_has_its_help():
    for words, command in WORDS.items():
        assert command.help, words
        for option in command.params:
            assert isinstance(option, click.Argument) or option.help, (words, option)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nope"], "Commande inconnue : nope."),
        (["verif"], "Vouliez-vous verify ?"),
        (["shops", "imports"], "Vouliez-vous import ?"),
        (["verify", "--jsn"], "Option inconnue : --jsn."),
        (["verify", "trop"], "mots en trop"),
        (["shops", "export"], "Il manque FICHIER."),
        (["users", "add", "a@exemple.fr"], "Il manque l’option --role."),
        (["users", "add", "a@exemple.fr", "--role", "chef"], "officer, communication, logistics, reader"),
        (["seed", "--shops", "beaucoup"], "un nombre entier"),
        (["seed", "--shops", "0"], "1 au moins"),
        (["geocode", "--limit"], "L’option --limit"),
        (["links", "create", "premiere"], "La valeur de EDITION n’est pas valable : un nombre entier."),
        (["editions", "add", "--name", "X", "--day", "31/12/2026"], "AAAA-MM-JJ"),
        (["links", "revoke", "1"], "--contact NUMERO, ou --all"),
        (["--json"], "Indiquez une commande."),
    ],
)
def test_a_command_written_wrong_ends_with_two_and_one_french_sentence(run, words, sentence):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert ENGLISH.search(re.sub(r"--[a-z-]+", "", result.stderr)) is None


def test_no_command_at_all_shows_the_help(run):
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commandes" in result.stderr


def test_the_version_is_shown(run):
    assert run("--version").stdout.strip() == __version__


def test_the_database_may_be_named_before_or_after_the_command(run, tmp_path):
    for number, words in enumerate([("--db", "{}", "verify"), ("verify", "--db", "{}")]):
        path = tmp_path / f"choisie-{number}" / "c.db"
        assert run(*[word.format(path) for word in words]).exit_code == 0
        assert path.exists()


def test_the_option_wins_over_the_environment_and_lasts_one_command(run, tmp_path, database):
    run("verify", "--db", tmp_path / "autre.db")
    assert not database.exists()
    assert os.environ["CAMPAIGN_DB"] == str(database)
    assert settings().database == database
    run("verify")
    assert database.exists()


def test_a_refusal_ends_with_one_and_writes_nothing_on_standard_output(shell, database):
    database.parent.mkdir()
    database.write_bytes(b"ceci n'est pas une base" * 100)
    for words in (["verify"], ["verify", "--json"], ["editions", "list", "--json"], ["migrate"]):
        result = shell(*words)
        assert (result.returncode, result.stdout) == (1, "")
        assert "abîmée" in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_database_made_by_a_later_version_is_refused(run, database):
    run("verify")
    later = sqlite3.connect(database)
    later.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('base', 'm099', '2030')")
    later.commit()
    later.close()
    # The file was prepared by this process already: another one looks at it afresh.
    from campaign import schema

    schema._prepared.clear()
    result = run("migrate")
    assert (result.exit_code, "plus récente" in result.stderr) == (1, True)


def test_an_unexpected_error_gives_a_sentence_and_its_trace_goes_to_a_file_without_data(run, tmp_path, monkeypatch):
    from campaign.cli import upkeep

    quoted = "secret@" + "exemple.fr"

    def broken(*_):
        raise RuntimeError(quoted)

    chosen = tmp_path / "choisie" / "campaign.db"
    run("verify", "--db", chosen)
    monkeypatch.setattr(upkeep.backups, "verify", broken)
    result = run("verify", "--json", "--db", chosen)
    assert (result.exit_code, result.stdout) == (1, "")
    assert LOG_NAME in result.stderr
    assert "Traceback" not in result.stderr
    log = (chosen.parent / LOG_NAME).read_text("utf-8")
    assert "RuntimeError" in log
    assert "test_command_line.py" in log
    assert quoted not in log + result.stderr


@pytest.mark.parametrize("words", [["restore", "absente.tar.gz"], ["shops", "import", "absente.csv"]])
def test_a_missing_file_is_told_in_a_sentence(run, tmp_path, words):
    result = run(words[0], *words[1:-1], tmp_path / words[-1])
    assert result.exit_code == 1
    assert "n’existe pas" in result.stderr


def test_a_folder_that_cannot_hold_the_database_is_told(run, tmp_path):
    (tmp_path / "fichier").write_text("x")
    result = run("verify", "--db", tmp_path / "fichier" / "campaign.db")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_json_is_one_value_and_nothing_else_even_beside_a_terminal_of_another_alphabet(shell):
    account = "users add zoe@exemple.fr --role reader --name Œuvré"
    for words in ("verify", "editions list", "users list", "purge", "migrate", "geocode", "work --once", account):
        result = shell(*words.split(), "--json", PYTHONIOENCODING="latin-1")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.count("\n") == 1
        json.loads(result.stdout)
    assert json.loads(shell("users", "list", "--json").stdout)[0]["name"] == "Œuvré"


def test_progress_stays_out_of_a_pipe(shell):
    result = shell("seed", "--shops", 3, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["shops"] == 3


def test_progress_shows_on_a_terminal(monkeypatch, capfd):
    from campaign.cli.output import progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("Lignes") as show:
        show(1, 4)
    out, err = capfd.readouterr()
    assert out == ""
    assert "Lignes : 1/4 (25 %)" in err


def test_the_page_of_commands_is_up_to_date():
    assert PAGE.read_text("utf-8") == page(), "lancez tools/build_command_reference.py"


def test_what_is_written_is_journalled_as_the_software(run):
    run("users", "add", "a@exemple.fr", "--role", "officer")
    db = open_database()
    actors = {actor for (actor,) in db.conn.execute("SELECT actor FROM journal").fetchall()}
    db.close()
    assert actors == {"system"}


def test_the_program_exits_as_click_would_for_a_script():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0


def test_the_worker_stops_when_the_service_is_stopped(database):
    process = subprocess.Popen(
        [sys.executable, "-m", "campaign", "work", "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        db = open_database()
        while jobs.last_beat(db, "worker") is None:
            assert process.poll() is None, process.stderr.read()
        db.close()
        process.terminate()
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, json.loads(out), err) == (0, {"stopped": True}, "")


def test_a_command_does_not_load_what_draws_for_others():
    asked = "import sys, campaign.cli; print({'docx', 'openpyxl', 'pyvrp', 'pandas'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
