"""What the registry understands of a real, dirty list: communes, points, probable duplicates and opening hours."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from benchmarks import data
from benchmarks.figures import Figure, shown
from benchmarks.hours import hours_read
from campaign.accounts.model import SYSTEM
from campaign.base.database import Row, rows
from campaign.base.french import plural
from campaign.base.operations import new_operation
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.pairs import probable_pairs
from campaign.schema import open_database
from campaign.territory.views import distance_km

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "shops"
LIST, KEY = FOLDER / "boutiques_reemploi_open.csv", FOLDER / "boutiques_reemploi_open_corrige.csv"
# What somebody looked at, as fingerprints: nothing of the list itself is kept here. Anything new is not in it.
JUDGED = Path(__file__).with_name("registry_judged.txt")
_RIGHT_PLACE_KM = 0.1
_INVERTED = "longitude_signe_inverse"

_AIMS = "Buts : communes 97 %, tous les points inversés, 85 % des paires, une fausse pour deux vraies au plus."
_WHAT_A_PAIR_IS = (
    "Communes, points et paires sont comparés à une correction indicative, dont une paire veut dire « même lieu ou "
    "même nom » : deux fiches d’une même structure dans deux villes en font partie."
)
_OTHER_READER = "d’un autre programme (opening-hours-rs)"

Pair = frozenset[str]
Judged = Mapping[str, frozenset[str]]


def run() -> Figure:
    """One import of the whole list into an empty registry: figures, no duration."""
    assert LIST.exists(), f"Cette mesure lit {LIST.name}, dans le dossier « shared » à côté du projet."
    typed, key = _by_id(LIST), _by_id(KEY)
    with data.folder():
        db = open_database()
        plan = prepare_import(db, SYSTEM, LIST.name, LIST.read_bytes())
        result = apply_import(db, SYSTEM, plan, None, new_operation())
        stored = {str(one["external_id"]): one for one in rows(db, "SELECT * FROM shop_card")}
        ids = {int(one["id"]): external_id for external_id, one in stored.items()}
        on_screen = {frozenset((ids[one.kept.id], ids[one.copy.id])) for one in probable_pairs(db, SYSTEM)}
        db.close()
    marked = _pairs({one: ids[int(found["duplicate_of"] or found["id"])] for one, found in stored.items()})
    theirs = _pairs({one: found["grappe"] for one, found in key.items()})
    judged = _judged()
    hours, compared, by_eye, unseen = _hours(typed, stored, judged)
    lines = [
        _communes(stored, key),
        _inverted(stored, key),
        *_duplicates("à l’import", marked, theirs),
        *_duplicates("à l’écran « Doublons »", on_screen, theirs),
        *hours,
    ]
    return Figure(
        "registry",
        "Ce que le registre comprend d’une vraie liste",
        [["ce qui est compté", "nombre", "sur", "part"], *lines],
        [
            f"{plural(result.counts.read, 'ligne')} publiques de lieux du réemploi, dans un registre vide. {_AIMS}",
            _WHAT_A_PAIR_IS,
            *_disagreements(marked, theirs, judged),
            f"Horaires : {compared} lectures comparées jour par jour, sur deux ans, à celles {_OTHER_READER} ; "
            + (f"{by_eye} relues à l’œil." if not unseen else f"{by_eye} relues à l’œil, {unseen} pas encore."),
        ],
    )


def _by_id(path: Path) -> dict[str, Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return {found["id"]: found for found in csv.DictReader(file)}


def _judged() -> Judged:
    """« same », « apart » (pairs), « read » (hours) -> fingerprints of what was judged so by eye."""
    found: dict[str, set[str]] = {"same": set(), "apart": set(), "read": set(), "misread": set()}
    for line in JUDGED.read_text("utf-8").splitlines():
        kind, _, mark = line.partition(" ")
        found[kind].add(mark)
    return {kind: frozenset(marks) for kind, marks in found.items()}


def mark_of(*texts: str) -> str:
    """The fingerprint of texts, whatever their order."""
    return hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]


def _line(what: str, count: int, total: int) -> list[str]:
    return [what, shown(count), shown(total), f"{shown(100 * count / total, 1)} %" if total else "—"]


def _communes(stored: Mapping[str, Row], key: Mapping[str, Row]) -> list[str]:
    known = [one for one, found in key.items() if found["code_insee"]]
    right = sum(stored[one]["insee_code"] == key[one]["code_insee"] for one in known)
    return _line("communes justes", right, len(known))


def _inverted(stored: Mapping[str, Row], key: Mapping[str, Row]) -> list[str]:
    inverted = [one for one, found in key.items() if _INVERTED in found["anomalies"].split("|")]
    right = sum(_is_there(stored[one], key[one]) for one in inverted)
    return _line("points inversés redressés (à moins de 100 m)", right, len(inverted))


def _is_there(found: Row, right: Row) -> bool:
    if found["latitude"] is None:
        return False
    at = (found["latitude"], found["longitude"], float(right["lat_ref"]), float(right["lon_ref"]))
    return distance_km(*at) <= _RIGHT_PLACE_KM


def _pairs(groups: Mapping[str, str]) -> set[Pair]:
    members = defaultdict(list)
    for one, group in groups.items():
        members[group].append(one)
    return {frozenset(pair) for listed in members.values() for pair in combinations(listed, 2)}


def _duplicates(where: str, mine: set[Pair], theirs: set[Pair]) -> list[list[str]]:
    return [
        _line(f"paires de doublons trouvées {where}", len(mine & theirs), len(theirs)),
        _line(f"paires proposées {where}, hors de la correction", len(mine - theirs), len(mine)),
    ]


def _disagreements(mine: set[Pair], theirs: set[Pair], judged: Judged) -> Iterable[str]:
    more, missed = mine - theirs, theirs - mine
    same = sum(mark_of(*pair) in judged["same"] for pair in more)
    apart = sum(mark_of(*pair) in judged["apart"] for pair in missed)
    yield (
        f"Désaccords relus à l’œil, à l’import : {plural(len(more), 'paire proposée', 'paires proposées')} hors de la "
        f"correction, dont {same} à la même porte (le point de la liste est ailleurs, la correction s’y fie) ; "
        f"{plural(len(missed), 'paire manquée', 'paires manquées')}, dont {apart} en deux lieux ou deux structures."
    )


def _hours(
    typed: Mapping[str, Row], stored: Mapping[str, Row], judged: Judged
) -> tuple[list[list[str]], int, int, int]:
    """The lines of hours, then how many readings another program confirms or denies, how many an eye, how many none.

    What is ambiguous, incomplete or about something else (deposits, estimates) is rightly kept as text.
    """
    texts = {one: found["horaires"].strip() for one, found in typed.items() if found["horaires"].strip()}
    read = [(text, str(stored[one]["opening_hours"])) for one, text in texts.items() if stored[one]["opening_hours"]]
    elsewhere = [hours_read([text]) for text, _ in read]
    marks = [mark_of(*pair) for pair in read]
    wrong = sum(bool(found.wrong) or mark in judged["misread"] for found, mark in zip(elsewhere, marks, strict=True))
    compared = sum(found.compared for found in elsewhere)
    others = [mark for found, mark in zip(elsewhere, marks, strict=True) if not found.compared]
    by_eye = sum(mark in judged["read"] | judged["misread"] for mark in others)
    lines = [
        _line("horaires lus", len(read), len(texts)),
        _line("horaires gardés comme texte", len(texts) - len(read), len(texts)),
        _line("horaires mal lus", wrong, len(read)),
    ]
    return lines, compared, by_eye, len(others) - by_eye
