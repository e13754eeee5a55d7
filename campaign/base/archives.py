"""One archive of a database and its files: written while both are in use, read with suspicion.

A gzipped tar of ``manifest.json`` (first), ``database.db`` and ``files/…``. The manifest names every other member with
its size and SHA-256; a member that is missing, altered, added or oddly named makes the whole archive refused. The
secret of personal links is not in it: it has its own backup.
"""

import gzip
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from campaign.base import clock
from campaign.base.database import ENGINE_ERRORS, Database, translated
from campaign.base.errors import DatabaseBusy, DatabaseTooNew, Refused, UnreadableFile

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database.db", "files"
DAMAGED = "Cette sauvegarde est abîmée ou incomplète : rien n’a été changé. Prenez-en une autre."
_MAX_MANIFEST = 64 * 1024 * 1024  # bytes; about 500 000 files
_TRIES = 3  # a copy asked for amid dense writing may find the database busy
_BLOCK = 1 << 20


def pack(db: Database, files: Path, target: Path, about: Mapping[str, object]) -> dict[str, object]:
    """Write the archive of an open database and of a folder of files; its manifest. ``about`` is added to it.

    The database is copied first: the files it names, never changed once written, are then all there. The archive
    appears whole or not at all, readable by its owner only.

    Raises:
        Refused: ``target`` is something else than an archive; DatabaseBusy, DiskFull, DatabaseDamaged.
    """
    if target.exists() and not is_archive(target):
        raise Refused(f"{target.name} existe déjà et n’est pas une sauvegarde : choisissez un autre nom.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sauvegarde-") as folder:
        copy = Path(folder) / DATABASE
        copy_database(db, copy)
        members = {DATABASE: copy, **dict(_files_in(files))}
        manifest = {
            "format": FORMAT,
            "created_at": clock.stamp(),
            **about,
            "members": {name: _measured(path) for name, path in members.items()},
        }
        draft = Path(folder) / "archive"
        with draft.open("wb") as file:
            _write(file, manifest, members)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(target)
        synced(target.parent)
    return manifest


def copy_database(db: Database, target: Path) -> None:
    """A consistent copy of a database in use, in a new file.

    Raises:
        DatabaseBusy, DiskFull, DatabaseDamaged.
    """
    for left in reversed(range(_TRIES)):
        target.unlink(missing_ok=True)
        try:
            db.conn.execute("VACUUM INTO ?", [str(target)])
        except ENGINE_ERRORS as error:
            said = translated(error)
            if not (isinstance(said, DatabaseBusy) and left):
                raise said from error
        else:
            return


def is_archive(path: Path) -> bool:
    """Whether the file begins as one of our archives."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            first = archive.next()
            return first is not None and first.name == MANIFEST
    except (tarfile.TarError, EOFError, zlib.error, OSError):
        return False


def unpack(path: Path, into: Path) -> dict[str, object]:
    """Write the members of an archive under ``into``, each checked; the manifest.

    Raises:
        UnreadableFile: not an archive of ours, or anything in it differs from its manifest.
        DatabaseTooNew: made by a later version of the software.
    """
    with _damage_told():
        with tarfile.open(path, "r:gz") as archive:
            manifest = _read_manifest(archive)
            wanted = dict(manifest["members"])
            while (member := archive.next()) is not None:
                if not member.isreg() or member.name not in wanted:
                    raise UnreadableFile(DAMAGED)
                _extract(archive, member, wanted.pop(member.name), into)
            # To the very end, where gzip's own sum lies: an archive cut in its last bytes is cut all the same.
            while archive.fileobj.read(_BLOCK):
                pass
    if wanted:
        raise UnreadableFile(DAMAGED)
    return manifest


def _read_manifest(archive: tarfile.TarFile) -> dict[str, object]:
    first = archive.next()
    if first is None or first.name != MANIFEST or not first.isreg() or first.size > _MAX_MANIFEST:
        raise UnreadableFile("Ce fichier n’est pas une sauvegarde de ce logiciel.")
    manifest = json.loads(archive.extractfile(first).read())
    if manifest["format"] > FORMAT:
        raise DatabaseTooNew(
            "Cette sauvegarde vient d’une version plus récente du logiciel. Mettez le logiciel à jour."
        )
    if DATABASE not in manifest["members"]:
        raise UnreadableFile(DAMAGED)
    return manifest


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, said: Mapping[str, object], into: Path) -> None:
    parts = PurePosixPath(member.name).parts
    if member.name != DATABASE and (parts[0] != FILES or ".." in parts or len(parts) < 2):
        raise UnreadableFile(DAMAGED)
    if member.size != said["bytes"]:
        raise UnreadableFile(DAMAGED)
    place = into.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256()
    with archive.extractfile(member) as source, place.open("xb") as file:
        while block := source.read(_BLOCK):
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != said["sha256"]:
        raise UnreadableFile(DAMAGED)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableFile("Ce fichier n’existe pas. Vérifiez son nom.") from error
    except (PermissionError, IsADirectoryError) as error:
        raise UnreadableFile("Ce fichier ne peut pas être lu. Vérifiez son nom et ses droits.") from error
    except tarfile.ReadError as error:
        raise UnreadableFile("Ce fichier n’est pas une sauvegarde de ce logiciel, ou il est abîmé.") from error
    except (
        tarfile.TarError,
        gzip.BadGzipFile,
        EOFError,
        zlib.error,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        raise UnreadableFile(DAMAGED) from error


def _files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        # Drafts of files being received begin with a dot.
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield f"{FILES}/{path.relative_to(folder).as_posix()}", path


def _measured(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = sha256()
        size = 0
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _write(file: BinaryIO, manifest: Mapping[str, object], members: Mapping[str, Path]) -> None:
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6, format=tarfile.PAX_FORMAT) as archive:
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        archive.addfile(_entry(MANIFEST, len(text)), BytesIO(text))
        for name, path in members.items():
            with path.open("rb") as source:
                archive.addfile(_entry(name, manifest["members"][name]["bytes"]), source)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(clock.now().timestamp())
    return entry


def synced(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
