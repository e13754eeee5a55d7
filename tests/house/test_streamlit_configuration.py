"""Streamlit's effective configuration, as the server reads it: a value that drifts opens a door or loses the theme."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from campaign.base.settings import ASSETS, ROOT

HARDENED = {
    "server.headless": True,
    "server.address": "127.0.0.1",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.maxUploadSize": 10,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.disableDataExport": True,
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "logger.level": "warning",
    "theme.base": "light",
    "theme.primaryColor": "#00666B",
    "theme.backgroundColor": "#FFFDF8",
    "theme.textColor": "#34142E",
    "theme.headingFont": "Caprasimo, Figtree, serif",
}


@pytest.fixture
def effective(monkeypatch):
    """What ``streamlit run`` would use from the project's folder, without the machine's own settings."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("HOME", str(ROOT / "tests"))
    config.get_config_options(force_reparse=True)
    yield config.get_option
    monkeypatch.undo()
    config.get_config_options(force_reparse=True)


@pytest.mark.parametrize(("option", "value"), HARDENED.items())
def test_a_hardened_setting_is_in_force(effective, option, value):
    assert effective(option) == value


def test_every_colour_of_the_palette_is_given_in_its_three_shades(effective):
    for colour in ("red", "orange", "yellow", "green", "blue", "violet", "gray"):
        for part in ("Color", "BackgroundColor", "TextColor"):
            assert effective(f"theme.{colour}{part}"), f"{colour}{part}"


def test_every_font_of_the_theme_is_a_file_we_serve():
    written = tomllib.loads(Path(ROOT, ".streamlit", "config.toml").read_text("utf-8"))
    faces = written["theme"]["fontFaces"]
    assert {(face["family"], face["weight"]) for face in faces} >= {
        ("Figtree", 400),
        ("Figtree", 800),
        ("Caprasimo", 400),
    }
    for face in faces:
        assert face["url"].startswith("/ressources/fonts/")
        assert (ASSETS / face["url"].removeprefix("/ressources/")).is_file()


def test_no_other_file_of_settings_is_written():
    written = tomllib.loads(Path(ROOT, ".streamlit", "config.toml").read_text("utf-8"))
    assert not (ROOT / ".streamlit" / "secrets.toml").exists()
    assert set(written) == {"server", "browser", "client", "runner", "logger", "theme"}


def test_only_the_evidence_is_sent_with_more_than_five_megabytes():
    for path in sorted((ROOT / "campaign" / "ui").glob("*.py")):
        for call in path.read_text("utf-8").split("st.file_uploader(")[1:]:
            most = "MAX_FILE // MEGABYTE" if path.name.startswith("evidence_") else "5"
            assert f"max_upload_size={most}" in call[:400], path.name
