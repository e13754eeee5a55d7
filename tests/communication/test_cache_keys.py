"""A document made before serves again only as long as everything that draws it is the same."""

import json
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from campaign.base.settings import ROOT
from campaign.communication import cache
from campaign.documents import catalogue
from campaign.documents.presets import Preset

# Loaded, but they put nothing on a page: addresses inside Markdown, encodings of style sheets, what pip left behind.
IDLE = {"mdurl", "webencodings", "setuptools"}


def test_whatever_draws_is_part_of_the_key():
    told = subprocess.run(
        [sys.executable, "-m", "tests.communication.drawn_once"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    opened, modules, drawn = json.loads(told.stdout)
    assert set(catalogue.KINDS) - set(drawn) <= {"fiche-reponse"}  # it wants a shop's answer
    assert len(drawn) % len(Preset) == 0
    inside = [Path(one).relative_to(ROOT) for one in opened if Path(one).is_relative_to(ROOT)]
    ours = {one for one in inside if one.suffix != ".pyc" and not {"tests", ".venv"} & set(one.parts)}
    known = [one.relative_to(ROOT) for one in cache.DRAWN_WITH]
    assert {one for one in ours if not any(one.is_relative_to(each) for each in known)} <= {
        Path("campaign/__init__.py")
    }
    assert Path("assets/print/FOGRA39L.icc") in ours
    distributions = packages_distributions()
    used = {name for module in modules for name in distributions.get(module.partition(".")[0], ())}
    assert used - set(cache.DRAWN_BY) <= IDLE


def test_a_source_that_changes_makes_every_document_again(tmp_path, monkeypatch):
    source = tmp_path / "poster.py"
    source.write_text("first")
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    monkeypatch.setattr(cache, "DRAWN_WITH", (tmp_path,))
    keys = []
    for text in ("first", "second", "first"):
        source.write_text(text)
        cache.template_version.cache_clear()
        keys.append(cache.key_of("affiche-a3", 1))
    cache.template_version.cache_clear()
    assert keys[0] == keys[2] != keys[1]
