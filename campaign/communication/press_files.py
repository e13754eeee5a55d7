"""The press kit and the press release as Word files, kept as the printed ones are."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import InvalidInput, Refused
from campaign.base.text import slug
from campaign.communication import cache
from campaign.communication.building import Piece, piece_of
from campaign.communication.content import Source, read_source
from campaign.communication.model import Audience
from campaign.communication.press_content import PRESS_KINDS, content_with_press
from campaign.documents.catalogue import Built
from campaign.documents.press_word import word_of

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file to take away; ``made.blocking`` says what to mend before it leaves, its name then too."""

    name: str
    made: Built


@guarded
def word_file(db: Database, by: Actor, edition_id: int, kind: str, audience: Audience) -> WordFile:
    """The press kit or the press release of an audience as a Word file; the same data give the same bytes.

    Raises:
        InvalidInput: neither of them; NotFound: no such edition, or the audience takes no part;
        Refused: nothing confirmed yet, or this audience may not have its own (the sentence quotes the rule). DiskFull.
    """
    return word_from(read_source(db, by, edition_id), kind, audience)


def word_from(source: Source, kind: str, audience: Audience) -> WordFile:
    """The same, from what was read."""
    if kind not in PRESS_KINDS:
        raise InvalidInput("kind", "Seuls le dossier de presse et le communiqué se font en Word.", PRESS_KINDS[0])
    asked = piece_of(source, kind, audience)
    if asked.rule:
        raise Refused(asked.rule)
    made = word_built(source, asked)
    mend = "_a-corriger" if made.blocking else ""
    return WordFile(f"{slug(asked.kind.label)}-{slug(source.name_of(audience))}{mend}.docx", made)


def word_built(source: Source, piece: Piece) -> Built:
    """The file of a piece that may be made."""
    content, key = word_said(source, piece)
    found = cache.piece(key)
    if found is None:
        found = word_of(piece.kind.code, content)
        cache.keep_piece(key, found)
    return found


def word_said(source: Source, piece: Piece) -> tuple[object, str]:
    """What the file says, and the key under which it is kept."""
    content = content_with_press(source, piece.audience, piece.kind.code)
    return content, cache.key_of("word", piece.kind.code, str(piece.audience), content)
