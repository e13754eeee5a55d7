"""Comparing the registry with a file of the register of establishments: which SIRET are open, which are closed.

The file is an extract of INSEE's « StockEtablissement » (columns siret, etatAdministratifEtablissement: A or F,
dateDebut: since when), or any CSV with a SIRET and a state. Nothing is fetched: somebody gives the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, fields, journal, operations
from campaign.base.database import Database, Row, rows, transaction
from campaign.base.errors import InvalidInput, UnreadableFile
from campaign.base.french import plural
from campaign.base.text import search_key
from campaign.partners.confirmations import How, note_confirmed
from campaign.partners.importing.text_table import read_text_records
from campaign.partners.model import SiretState

MAX_BYTES = 5 * 1024 * 1024
_SIRET = ("siret", "numero siret", "n siret", "siret etablissement", "siretetablissement")
_STATE = (
    "etatadministratifetablissement", "etat administratif etablissement", "etat administratif de l etablissement",
    "etat etablissement", "etatetablissement", "etat administratif", "etat", "statut",
)  # fmt: skip
# Since when the state holds: INSEE's « dateDebut » is the beginning of the current period.
_SINCE = ("date fermeture", "datefermeture", "date de fermeture", "datedebut", "date debut")
_OPEN = frozenset({"a", "actif", "active", "ouvert", "ouverte", "en activite", "o"})
_CLOSED = frozenset({"f", "ferme", "fermee", "cesse", "cessee", "c", "inactif", "inactive"})
_NO_COLUMNS = (
    "Il faut deux colonnes : « siret » et « etatAdministratifEtablissement » (ou « etat »). "
    "Gardez les titres de colonnes du fichier de l’Insee."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the register says of one SIRET; ``since`` when the file has the date."""

    state: SiretState
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A file read: what it says by SIRET, and the numbers of the lines without a readable SIRET or state."""

    said: dict[str, Said]
    unreadable: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found among the ``known`` sheets with a SIRET; names of those closed, and of those absent."""

    known: int
    opened: int
    closed: tuple[str, ...]
    absent: tuple[str, ...]
    unreadable: int
    complete: bool

    @property
    def sentence(self) -> str:
        """« 12 SIRET comparés : 9 en activité, 1 fermé. 2 absents du fichier, laissés tels quels. »"""
        said = f"{plural(self.known, 'SIRET comparé', 'SIRET comparés')} : {self.opened} en activité, "
        said += f"{plural(len(self.closed), 'fermé')}."
        if self.absent:
            left = "à revoir" if self.complete else "laissé tel quel" if len(self.absent) == 1 else "laissés tels quels"
            said += f" {plural(len(self.absent), 'absent')} du fichier, {left}."
        if self.unreadable:
            said += f" {plural(self.unreadable, 'ligne illisible', 'lignes illisibles')} dans le fichier."
        return said


def read_register(data: bytes) -> Register:
    """What a CSV file of the register says, the latest period of each SIRET.

    Raises:
        UnreadableFile: over 5 MB, not a CSV list, or without the two columns.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile("Fichier trop volumineux : 5 Mo au plus. Ne gardez que votre département.")
    if not data.strip():
        raise UnreadableFile("Ce fichier est vide.")
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableFile("Enregistrez ce classeur au format CSV, puis choisissez-le de nouveau.")
    records = [(number, cells) for number, cells in read_text_records(data).records if any(cells)]
    if not records:
        raise UnreadableFile("Ce fichier est vide.")
    titles = [search_key(title) for title in records[0][1]]
    columns = [_column(titles, names) for names in (_SIRET, _STATE, _SINCE)]
    if columns[0] is None or columns[1] is None:
        raise UnreadableFile(_NO_COLUMNS)
    said: dict[str, Said] = {}
    unreadable = []
    for number, cells in records[1:]:
        siret, state, since = (cells[at].strip() if at is not None and at < len(cells) else "" for at in columns)
        read = _line(siret, state, since)
        if read is None:
            unreadable.append(number)
        elif read[0] not in said or (read[1].since or date.min) >= (said[read[0]].since or date.min):
            said[read[0]] = read[1]
    return Register(said, tuple(unreadable))


@guarded
def compare_register(db: Database, by: Actor, data: bytes, complete: bool, operation: str) -> Compared:
    """Note on each sheet with a SIRET what the register says; an open one confirms its SIRET.

    ``complete``: the file holds every establishment of the area, so that a SIRET it does not hold is to be looked at;
    otherwise it is an extract, and what it does not hold stays as it was.

    Raises:
        UnreadableFile.
    """
    register = read_register(data)
    with transaction(db):
        if (done := operations.replay(db, operation, "compare_register")) is not None:
            return Compared(**{**done, "closed": tuple(done["closed"]), "absent": tuple(done["absent"])})
        sheets = rows(db, "SELECT * FROM places WHERE siret <> '' AND archived_at IS NULL ORDER BY search_key, id")
        opened, closed, absent = 0, [], []
        for sheet in sheets:
            said = register.said.get(str(sheet["siret"]))
            if said is None:
                absent.append(str(sheet["name"]))
                if complete:
                    _note(db, by, sheet, Said(SiretState.UNKNOWN), operation)
                continue
            _note(db, by, sheet, said, operation)
            if said.state is SiretState.OPEN:
                opened += 1
                note_confirmed(db, sheet["id"], ["siret"], by.journal_name, How.REGISTER)
            else:
                closed.append(str(sheet["name"]))
        found = Compared(
            len(sheets), opened, tuple(closed), tuple(absent), len(register.unreadable), complete
        )  # fmt: skip
        counts = {"known": found.known, "open": opened, "closed": len(closed), "absent": len(absent)}
        journal.record(db, by.journal_name, "compare_register", "database", None, operation, counts)
        result = {name: getattr(found, name) for name in Compared.__dataclass_fields__}
        operations.remember(db, operation, "compare_register", result=result)
    return found


def _note(db: Database, by: Actor, sheet: Row, said: Said, operation: str) -> None:
    """The state is the register's, not a field that somebody edits: the sheet keeps its version."""
    closed_on = said.since.isoformat() if said.since and said.state is SiretState.CLOSED else None
    news = sheet["siret_checked_on"] is None or (sheet["siret_state"], sheet["siret_closed_on"]) != (
        str(said.state), closed_on,
    )  # fmt: skip
    db.conn.execute(
        "UPDATE places SET siret_state = ?, siret_checked_on = ?, siret_closed_on = ? WHERE id = ?",
        [str(said.state), clock.today().isoformat(), closed_on, sheet["id"]],
    )
    if not news:
        return
    if said.state is not SiretState.OPEN:
        # What somebody said of this number before no longer counts: they answer what the register says now.
        db.conn.execute("DELETE FROM field_confirmations WHERE place_id = ? AND field = 'siret'", [sheet["id"]])
    details = {"state": str(said.state)}
    journal.record(db, by.journal_name, "compare_register", "place", sheet["id"], operation, details)


def _column(titles: Sequence[str], names: Sequence[str]) -> int | None:
    return next((titles.index(name) for name in names if name in titles), None)


def _line(typed_siret: str, typed_state: str, typed_since: str) -> tuple[str, Said] | None:
    key = search_key(typed_state)
    state = SiretState.OPEN if key in _OPEN else SiretState.CLOSED if key in _CLOSED else None
    if state is None:
        return None
    try:
        number = fields.siret(typed_siret)
    except InvalidInput as problem:
        # A spreadsheet drops the zeros at the beginning: the number with its key right is proposed back.
        if problem.proposal is None:
            return None
        number = problem.proposal
    try:
        since = fields.date_fr(typed_since) if typed_since else None
    except InvalidInput:
        since = None
    return number, Said(state, since)
