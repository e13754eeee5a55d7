"""A received file as a kit, or a refusal that says why. Nothing of it is believed: sizes, names, sums, every value."""

import re
import zipfile
import zlib
from hashlib import sha256
from io import BytesIO

from campaign.base.errors import UnreadableFile
from campaign.handover.model import FORMAT, VERSION, Kit, Lessons, Model, Part, double
from campaign.handover.packing import HELD, MANIFEST, READ_ME, Manifest, file_of
from campaign.handover.questions import check_questions
from campaign.handover.shape import Misshapen, parsed, shaped

MOST_BYTES = 5_000_000  # of the file as received; a full kit of the demonstration weighs about 30 kB
MOST_OPENED = 4_000_000  # of one file once decompressed, whatever its header says
_ENCRYPTED = 0x1
_CODE = re.compile(r"[a-z0-9_-]{1,50}")
NOT_A_KIT = "Ce fichier n’est pas un kit de reprise. Choisissez le fichier .zip fait par « Kit de reprise »."
DAMAGED = "Ce kit est abîmé, incomplet ou modifié : rien n’a été changé. Demandez-en un autre."
TOO_NEW = (
    "Ce kit vient d’une version plus récente du logiciel. Mettez le logiciel à jour, ou demandez un kit fait par "
    "la même version que la vôtre."
)
TOO_BIG = "Ce fichier est trop gros pour un kit de reprise (5 Mo au plus)."


def read_kit(data: bytes) -> Kit:
    """The kit a file holds.

    Raises:
        UnreadableFile: not a kit, damaged, altered, too big, or made by a later version.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(TOO_BIG)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _kit(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        # A zip cut short has lost its table, which comes last.
        raise UnreadableFile(DAMAGED if data[:4] == b"PK\x03\x04" else NOT_A_KIT) from error
    # All that zipfile and its decompressors raise on bytes that somebody changed: the file is refused.
    except (zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, OverflowError) as error:
        raise UnreadableFile(DAMAGED) from error


def _kit(archive: zipfile.ZipFile) -> Kit:
    manifest = _manifest(archive)
    expected = {READ_ME, *(file_of(part) for part in HELD)}
    said = {one.name: one for one in manifest.members}
    present = [one.filename for one in archive.infolist()]
    if set(said) != expected or double(one.name for one in manifest.members) or sorted(present) != sorted(
        [MANIFEST, *expected]
    ):  # fmt: skip
        raise UnreadableFile(DAMAGED)
    found = {}
    for name in sorted(expected):
        data = _opened(archive, name)
        if len(data) != said[name].bytes or sha256(data).hexdigest() != said[name].sha256:
            raise UnreadableFile(DAMAGED)
        found[name] = data
    kit = Kit(**{name: _part(found[file_of(part)], part, kind) for part, (name, kind) in HELD.items()})
    _check(kit)
    return kit


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise UnreadableFile(NOT_A_KIT)
    try:
        read = parsed(_opened(archive, MANIFEST))
    except Misshapen as error:
        raise UnreadableFile(DAMAGED) from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise UnreadableFile(NOT_A_KIT)
    version = read.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise UnreadableFile(TOO_NEW)
    try:
        manifest = shaped(Manifest, read, "manifest")
    except Misshapen as error:
        raise UnreadableFile(DAMAGED) from error
    if manifest.version != VERSION:
        raise UnreadableFile(DAMAGED)
    return manifest


def _opened(archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile(DAMAGED)
    with archive.open(entry) as file:
        data = file.read(MOST_OPENED + 1)
    if len(data) > MOST_OPENED:
        raise UnreadableFile(TOO_BIG)
    return data


def _part(data: bytes, part: Part, kind: object) -> object:
    try:
        return shaped(kind, parsed(data), part.value)
    except Misshapen as error:
        raise _wrong(part, str(error)) from error


def _wrong(part: Part, where: str) -> UnreadableFile:
    return UnreadableFile(f"Ce kit ne peut pas être lu : {part.label}, à l’endroit « {where} ». Rien n’a été changé.")


def _check(kit: Kit) -> None:
    """What no room checks by itself: twice the same code, days that are no days, lines that lead nowhere."""
    days = kit.outline.days
    if not days or days[0] != 0 or list(days) != sorted(set(days)) or days[-1] > 60 or not 1 <= len(days) <= 4:
        raise _wrong(Part.EDITION, "days")
    if not -1000 <= kit.outline.answer_deadline < 0:
        raise _wrong(Part.EDITION, "answer_deadline")
    if not 1980 <= kit.outline.first_day.year <= 2090:
        raise _wrong(Part.EDITION, "first_day")
    twice = {
        Part.CALENDAR: [one.step for one in kit.calendar],
        Part.PLAN: [one.code for one in kit.plan],
        Part.TEXTS: [(one.step, one.progress) for one in kit.texts],
        Part.PRESS: [one.code or one.title.strip().lower() for one in kit.press],
        Part.ITEMS: [one.code.strip().upper() for one in kit.items],
        Part.MODELS: [one.name.strip().lower() for one in kit.models],
        Part.QUESTIONS: [(one.audience, one.version) for one in kit.questions],
        Part.SHEET: [one.code for one in kit.sheet],
    }
    for part, keys in twice.items():
        if (found := double(keys)) is not None:
            said = " ".join(str(one) for one in found) if isinstance(found, tuple) else str(found)
            raise UnreadableFile(f"Ce kit dit deux fois la même chose ({part.label} : {said}). Rien n’a été changé.")
    _check_models(kit.models, {one.code.strip().upper() for one in kit.items})
    if wrong := next((one for one in kit.plan if not _CODE.fullmatch(one.code)), None):
        raise _wrong(Part.PLAN, wrong.title[:40])
    _check_lessons(kit.lessons)
    for line in kit.spending:
        if any(one is not None and one < 0 for one in (line.rate, line.planned, line.committed, line.spent)):
            raise _wrong(Part.SPENDING, line.label)
    for one in kit.questions:
        if problem := check_questions(one):
            raise _wrong(Part.QUESTIONS, problem)


def _check_lessons(lessons: Lessons) -> None:
    for one in lessons.resolutions:
        due = one.days_from_first
        if (one.point is not None and not 0 <= one.point < len(lessons.points)) or (due and abs(due) > 20_000):
            raise _wrong(Part.LESSONS, one.text[:40])


def _check_models(models: tuple[Model, ...], codes: set[str]) -> None:
    for model in models:
        for line in model.lines:
            if line.item.strip().upper() not in codes:
                raise _wrong(Part.MODELS, f"{model.name} : {line.item}")
