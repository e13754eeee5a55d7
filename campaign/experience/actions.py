"""The sheet as the officer and the communication team write it, part by part; the officer says when it is ready."""

from campaign.accounts.authors import conflict_on, name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations, rich_text
from campaign.base.database import Database, transaction
from campaign.base.errors import Conflict, InvalidInput, NotFound, Refused
from campaign.base.french import number
from campaign.base.text import clean
from campaign.editions.views import edition as edition_view
from campaign.experience.model import (
    BY_CODE,
    DIFFICULTIES,
    KEYWORDS,
    SUCCESSES,
    KeptPart,
    Part,
    keywords_of,
    line_key,
    with_line,
    without_line,
    written_keywords,
)
from campaign.experience.store import last_text, mark, part_of, touch, write_part

SUBJECT = "experience"
BACK = "Revenu au texte proposé."
_SHEET_VERBS = (
    "change_experience", "restore_experience", "keep_experience", "move_experience", "confirm_difficulty",
    "ready_experience", "draft_experience",
)  # fmt: skip


@guarded
def change_part(
    db: Database, by: Actor, edition_id: int, code: str, version: int, text: str, proposed: str, operation: str
) -> None:
    """Write a part read at ``version`` (0: never touched); ``proposed`` is the proposed text that was on screen.

    The same text as the proposed one is no change of it: the part follows the proposal again.

    Raises:
        InvalidInput: too long; NotFound; Conflict: with the text that stands.
    """
    part = _known(db, edition_id, code)
    kept = checked(part, text)
    own = None if kept == checked(part, proposed) else kept
    with transaction(db):
        if operations.replay(db, operation, "change_experience", f"{edition_id}/{code}") is not None:
            return
        before = part_of(db, edition_id, code)
        _write(db, by, edition_id, code, version, own, proposed, before)
        _note(db, by, "change_experience", edition_id, code, operation)
        operations.remember(db, operation, "change_experience", f"{edition_id}/{code}")


@guarded
def restore_proposed(
    db: Database, by: Actor, edition_id: int, code: str, version: int, proposed: str, operation: str
) -> None:
    """Go back to the proposed text; ``bring_back`` undoes.

    Raises:
        NotFound; Conflict.
    """
    _known(db, edition_id, code)
    with transaction(db):
        if operations.replay(db, operation, "restore_experience", f"{edition_id}/{code}") is not None:
            return
        _write(db, by, edition_id, code, version, None, proposed, part_of(db, edition_id, code))
        _note(db, by, "restore_experience", edition_id, code, operation)
        operations.remember(db, operation, "restore_experience", f"{edition_id}/{code}")


@guarded
def bring_back(db: Database, by: Actor, edition_id: int, code: str, operation: str) -> None:
    """Take the last written text again, after ``restore_proposed``.

    Raises:
        NotFound; Refused: nothing was ever written.
    """
    _known(db, edition_id, code)
    with transaction(db):
        if operations.replay(db, operation, "change_experience", f"{edition_id}/{code}") is not None:
            return
        before = part_of(db, edition_id, code)
        text = last_text(db, before.id) if before else None
        if before is None or text is None:
            raise Refused("Personne n’a encore écrit cette partie.")
        _write(db, by, edition_id, code, before.version, text, before.basis, before)
        _note(db, by, "change_experience", edition_id, code, operation)
        operations.remember(db, operation, "change_experience", f"{edition_id}/{code}")


@guarded
def keep_own(db: Database, by: Actor, edition_id: int, code: str, version: int, proposed: str, operation: str) -> None:
    """Keep the written text knowing that the proposed one has changed to ``proposed``.

    Raises:
        NotFound; Refused: nothing was written; Conflict.
    """
    _known(db, edition_id, code)
    with transaction(db):
        if operations.replay(db, operation, "keep_experience", f"{edition_id}/{code}") is not None:
            return
        before = part_of(db, edition_id, code)
        if before is None or before.text is None:
            raise Refused("Cette partie suit déjà le texte proposé.")
        _write(db, by, edition_id, code, version, before.text, proposed, before)
        _note(db, by, "keep_experience", edition_id, code, operation)
        operations.remember(db, operation, "keep_experience", f"{edition_id}/{code}")


@guarded
def confirm_difficulty(
    db: Database, by: Actor, edition_id: int, version: int, line: str, proposed: str, operation: str
) -> None:
    """« Oui, la garder »: that line is a difficulty indeed, it is not asked again.

    Raises:
        NotFound; Conflict.
    """
    _known(db, edition_id, DIFFICULTIES)
    with transaction(db):
        if operations.replay(db, operation, "confirm_difficulty", edition_id) is not None:
            return
        before = part_of(db, edition_id, DIFFICULTIES)
        confirmed = tuple(dict.fromkeys([*(before.confirmed if before else ()), line_key(line)]))
        text, basis = (before.text, before.basis) if before and before.text is not None else (None, proposed)
        _write(db, by, edition_id, DIFFICULTIES, version, text, basis, before, confirmed)
        _note(db, by, "confirm_difficulty", edition_id, DIFFICULTIES, operation)
        operations.remember(db, operation, "confirm_difficulty", edition_id)


@guarded
def move_to_successes(
    db: Database, by: Actor, edition_id: int, versions: tuple[int, int], line: str, proposed: tuple[str, str],
    operation: str,
) -> None:  # fmt: skip
    """« La mettre dans les facteurs de réussite »: both parts at once. ``versions`` and ``proposed``: those of the
    difficulties, then of the success factors, as they were on screen.

    Raises:
        NotFound: that line is no longer there; Conflict.
    """
    _known(db, edition_id, DIFFICULTIES)
    with transaction(db):
        if operations.replay(db, operation, "move_experience", edition_id) is not None:
            return
        moves = ((DIFFICULTIES, without_line), (SUCCESSES, with_line))
        for (code, moved), version, usual in zip(moves, versions, proposed, strict=True):
            before = part_of(db, edition_id, code)
            own = before is not None and before.text is not None
            text, basis = (before.text or "", before.basis) if own and before else (usual, usual)
            changed = checked(BY_CODE[code], moved(text, line))
            if code == DIFFICULTIES and changed == text:
                raise NotFound("Cette ligne n’est plus dans les difficultés. Rechargez la page.")
            _write(db, by, edition_id, code, version, changed, basis, before)
        _note(db, by, "move_experience", edition_id, DIFFICULTIES, operation)
        operations.remember(db, operation, "move_experience", edition_id)


@guarded
def mark_ready(db: Database, by: Actor, edition_id: int, version: int, operation: str) -> None:
    """Say that the sheet, as read at ``version``, may be published. Any later change makes it a draft again.

    Raises:
        NotFound; Conflict: somebody changed a part since.
    """
    _mark(db, by, edition_id, version, clock.stamp(), "ready_experience", operation)


@guarded
def mark_draft(db: Database, by: Actor, edition_id: int, version: int, operation: str) -> None:
    """Take « prête » back.

    Raises:
        NotFound; Conflict.
    """
    _mark(db, by, edition_id, version, None, "draft_experience", operation)


def checked(part: Part, typed: str) -> str:
    """The text as it is kept: what was pasted from Word in our signs, short enough; keywords as the base writes them.

    Raises:
        InvalidInput.
    """
    text = clean(rich_text.pasted(typed), multiline=True)
    if part.code == KEYWORDS:
        text = written_keywords(keywords_of(text))
    if len(text) > part.most:
        more = number(len(text) - part.most)
        raise InvalidInput("text", f"{part.label} : {number(len(text))} signes, {more} de trop.")
    return text


def _known(db: Database, edition_id: int, code: str) -> Part:
    edition_view(db, edition_id)
    if code not in BY_CODE:
        raise NotFound("Cette partie n’existe pas.")
    return BY_CODE[code]


def _write(
    db: Database, by: Actor, edition_id: int, code: str, version: int, text: str | None, basis: str,
    before: KeptPart | None, confirmed: tuple[str, ...] | None = None,
) -> None:  # fmt: skip
    said = confirmed if confirmed is not None else before.confirmed if before else ()
    if not write_part(db, edition_id, code, version, text, basis, by.journal_name, said):
        raise _conflict(db, before)
    touch(db, edition_id)


def _conflict(db: Database, last: KeptPart | None) -> Conflict:
    if last is None:  # a version of a part that was never written
        return Conflict("un·e collègue", clock.now())
    theirs = {BY_CODE[last.code].label: last.text if last.text is not None else BACK}
    return Conflict(name_of_actor(db, last.actor), last.at, theirs)


def _mark(
    db: Database, by: Actor, edition_id: int, version: int, ready_at: str | None, verb: str, operation: str
) -> None:
    edition_view(db, edition_id)
    with transaction(db):
        if operations.replay(db, operation, verb, edition_id) is not None:
            return
        if not mark(db, edition_id, version, ready_at):
            raise conflict_on(db, SUBJECT, edition_id, _SHEET_VERBS, {})
        journal.record(db, by.journal_name, verb, SUBJECT, edition_id, operation)
        operations.remember(db, operation, verb, edition_id)


def _note(db: Database, by: Actor, verb: str, edition_id: int, code: str, operation: str) -> None:
    journal.record(db, by.journal_name, verb, SUBJECT, edition_id, operation, {"part": code})
