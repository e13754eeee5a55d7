"""Every sheet of the registry compared with the others, once for each state of the registry."""

from campaign.base.database import Database, row, rows
from campaign.partners.likeness import SAME_NAMES, Likeness, Look, likeness, look, names_likeness
from campaign.partners.lookalikes import Lookalikes

# (older sheet, the other, score, grounds, marked by an import).
Found = tuple[int, int, int, tuple[str, ...], bool]
MARKED = "signalées par un import"
_SIRET_ELSEWHERE = 70
# Comparing takes a third of a second for a thousand sheets, and the answer only changes with the registry: the last one
# of each database is kept.
_KNOWN: dict[str, tuple[tuple[object, ...], tuple[Found, ...]]] = {}


def found_pairs(db: Database) -> tuple[Found, ...]:
    """Pairs of active shops that may be one, those an import marked first, then by likeness; never those said apart."""
    state = _state(db)
    name = str(rows(db, "PRAGMA database_list")[0]["file"])
    if name not in _KNOWN or _KNOWN[name][0] != state:
        _KNOWN[name] = state, tuple(_compare(db))
    return _KNOWN[name][1]


def _state(db: Database) -> tuple[object, ...]:
    found = row(
        db,
        "SELECT (SELECT count(*) FROM places) AS places, (SELECT coalesce(sum(version), 0) FROM places) AS versions, "
        "(SELECT count(archived_at) FROM places) AS archived, "
        "(SELECT sum(version) FROM organisations) AS organisations, "
        "(SELECT total(first_id * 1000003 + second_id) FROM apart_pairs) AS apart, "
        "(SELECT total(duplicate_of * 7 + id) FROM places WHERE duplicate_of IS NOT NULL) AS marked, "
        "(SELECT max(updated_at) FROM places) AS latest",
    )
    return tuple(found.values()) if found else ()


def _compare(db: Database) -> list[Found]:
    """(older sheet, the other, score, grounds, marked by an import), the surest first."""
    sheets = rows(db, "SELECT * FROM shop_card WHERE kind = 'shop' AND archived_at IS NULL ORDER BY id")
    looks = {int(one["id"]): look(int(one["id"]), one) for one in sheets}
    apart = {(one["first_id"], one["second_id"]) for one in rows(db, "SELECT first_id, second_id FROM apart_pairs")}
    found: dict[tuple[int, int], tuple[Likeness, bool]] = {}
    known = Lookalikes()
    by_siret: dict[str, list[Look]] = {}
    for place_id, mine in looks.items():
        for other, alike in known.alike(mine):
            found[_pair(place_id, other.of)] = alike, False
        for other in by_siret.get(mine.siret, ()):
            found.setdefault(_pair(place_id, other.of), (_one_number(mine, other), False))
        known.add(mine)
        if mine.siret:
            by_siret.setdefault(mine.siret, []).append(mine)
    for one in sheets:
        place_id, of = int(one["id"]), one["duplicate_of"]
        if of in looks and of != place_id:
            alike = likeness(looks[place_id], looks[of]) or Likeness(0, (MARKED,))
            found[_pair(place_id, of)] = alike, True
    listed = [
        (*pair, alike.score, alike.grounds, marked) for pair, (alike, marked) in found.items() if pair not in apart
    ]
    return sorted(listed, key=lambda one: (not one[4], -one[2], one[0], one[1]))


def _one_number(one: Look, other: Look) -> Likeness:
    """A SIRET names one establishment at one address: two sheets that share it are worth a look, wherever they are."""
    wording = ("même nom",) if names_likeness(one.words, other.words) >= SAME_NAMES else ()
    where = "même commune" if one.insee_code == other.insee_code else "autre commune"
    return Likeness(_SIRET_ELSEWHERE + 5 * len(wording), ("même SIRET", *wording, where))


def _pair(one: object, other: object) -> tuple[int, int]:
    first, second = sorted((int(str(one)), int(str(other))))
    return first, second
