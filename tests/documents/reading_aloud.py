"""What a screen reader gets of a tagged PDF, and what two checkers of tagged PDF find in it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import outloud
import pdfua
from outloud.model import Document
from outloud.rules._common import element_text


@dataclass(frozen=True)
class Said:
    """One element in reading order: its kind, what is said of it itself, where a link of it leads."""

    kind: str
    words: str
    depth: int


def aloud(file: bytes) -> list[Said]:
    """Every element that says something, in order; what replaces the signs drawn is said instead of them."""
    with _kept(file) as path:
        document = Document(str(path))
        try:
            found = []
            for one in document.elements:
                own = " ".join(element_text(document, one, include_children=False).split())
                words = one.alt or one.actual_text or own
                if words:
                    found.append(Said(one.type, " ".join(words.split()), one.depth))
            return found
        finally:
            document.close()


def problems(file: bytes) -> tuple[list[str], list[str]]:
    """Errors, then warnings, of outloud and of pdfua."""
    with _kept(file) as path:
        heard = outloud.check(str(path))
        assert not heard.error, heard.error
        found = [(one.severity, f"{one.rule} p. {one.page} {one.message} {one.evidence}") for one in heard.findings]
        for one in pdfua.validate(str(path)).findings:
            found.append((one.severity.name.lower(), f"{one.rule_id} {one.message}"))
    return [line for how, line in found if how == "error"], [line for how, line in found if how == "warning"]


class _kept:  # noqa: N801 - a context manager, as those of the standard library
    """The file on disk, since outloud reads no bytes."""

    def __init__(self, file: bytes) -> None:
        self._file, self._folder = file, tempfile.TemporaryDirectory()

    def __enter__(self) -> Path:
        path = Path(self._folder.name) / "file.pdf"
        path.write_bytes(self._file)
        return path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()
