"""What a measure gives, and the page it is written on."""

import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from campaign.base import clock
from campaign.base.database import SQLITE_VERSION
from campaign.base.french import date_in_figures, number

NAMES = (
    "answers", "screens", "public", "shop_import", "registry", "messages", "documents", "kits", "rounds", "report",
    "consultation", "backplan", "start",
)  # fmt: skip
PAGE = Path(__file__).resolve().parents[1] / "docs" / "mesures.md"
_HEAD = """# Mesures

Mesurées par `make bench` (tout) ou par la commande écrite sous chaque titre (une seule).
Chaque chiffre est une médiane ; entre parenthèses, le plus petit et le plus grand. Tout tourne sur la même machine,
navigateur et clients compris : un serveur à lui seul ferait mieux. Les essais, eux, ne vérifient jamais une durée.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: its table (headings first) and what it says, in French."""

    name: str
    title: str
    table: Sequence[Sequence[str]]
    sentences: Sequence[str]


def spread(values: Sequence[float], digits: int = 0) -> str:
    """« 12 (11 – 14) »: median, least and greatest."""
    low, middle, high = (shown(one, digits) for one in (min(values), statistics.median(values), max(values)))
    return middle if low == high else f"{middle} ({low} – {high})"


def shown(value: float, digits: int = 0) -> str:
    """A figure as the French write it, rounded."""
    return number(round(value, digits) if digits else round(value))


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which ``percent`` % of the values lie."""
    return statistics.quantiles(values, n=100)[percent - 1]


def write(figures: Sequence[Figure]) -> None:
    """Put each figure in its section of docs/mesures.md; sections of others stay as they were."""
    sections = _sections()
    for figure in figures:
        sections[figure.name] = _section(figure)
    ordered = [sections[name] for name in NAMES if name in sections]
    PAGE.write_text(_HEAD + "".join(f"\n{text.strip()}\n" for text in ordered), "utf-8")


def _sections() -> dict[str, str]:
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    found = {}
    for part in text.split("\n## ")[1:]:
        name = part.split("`python -m benchmarks ", 1)[-1].split("`", 1)[0]
        found[name] = f"## {part}"
    return found


def _section(figure: Figure) -> str:
    head, *lines = figure.table
    rows = [head, ["---", *["--:"] * (len(head) - 1)], *lines]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    sentences = "\n".join(f"- {sentence}" for sentence in figure.sentences)
    return f"## {figure.title}\n\n`python -m benchmarks {figure.name}` — {_conditions()}\n\n{table}\n\n{sentences}\n"


def _conditions() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=PAGE.parent, capture_output=True, text=True, check=False
    ).stdout.strip()
    parts = [
        f"le {date_in_figures(clock.today())}",
        _machine(),
        f"Python {platform.python_version()}",
        f"SQLite {'.'.join(map(str, SQLITE_VERSION))}",
        f"Streamlit {version('streamlit')}",
        f"Starlette {version('starlette')}",
        f"révision {commit or 'inconnue'}",
    ]
    return ", ".join(parts) + "."


def _machine() -> str:
    information = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = [line.partition(":")[2].strip() for line in information.splitlines() if line.startswith("model name")]
    memory = Path("/proc/meminfo").read_text("utf-8").split()[1] if Path("/proc/meminfo").exists() else "0"
    gigabytes = round(int(memory) / 1024 / 1024)
    return f"{len(models)} cœurs ({models[0] if models else platform.machine()}), {gigabytes} Go, {platform.system()}"
