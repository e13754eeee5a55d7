"""Pictures for the press: re-encoded without what the camera wrote, captioned, credited, described, agreed to."""

from collections.abc import Mapping

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, kept_files, operations
from campaign.base.database import Database, Row, insert, row, transaction, update_version, value
from campaign.base.errors import InvalidForm, InvalidInput, NotFound, Refused
from campaign.base.pictures import cleaned
from campaign.base.text import clean_text
from campaign.press.model import Visual
from campaign.press.reach import live_edition
from campaign.press.store import VISUALS, visual_from, visuals_of

MAX_VISUALS, MAX_CAPTION, MAX_CREDIT, MAX_ALTERNATIVE = 12, 160, 80, 300
LABELS = {
    "caption": "Légende", "credit": "Crédit", "alternative": "Ce qu’elle montre, pour qui ne la voit pas",
    "people": "Des personnes y sont reconnaissables", "consent": "Elles ont accepté par écrit d’être publiées",
}  # fmt: skip
_WHAT = {
    "caption": ("la légende", MAX_CAPTION),
    "credit": ("le crédit : qui a pris la photo ou fait le dessin", MAX_CREDIT),
    "alternative": ("ce que montre l’image", MAX_ALTERNATIVE),
}
# The largest a picture is printed in the press kit, alone on its line: (width, height) in millimetres.
PRINTED_MM = (166, 58)


@guarded
def add_visual(
    db: Database, by: Actor, edition_id: int, data: bytes, values: Mapping[str, object], operation: str
) -> int:
    """Keep a picture after the others; its id. ``people`` and ``consent`` are the two boxes.

    Raises:
        UnreadableFile: the sentence says why; InvalidForm; Refused: twelve already; EditionOver.
    """
    columns = checked_visual({"caption": "", "credit": "", "alternative": "", "people": False, **values})
    picture = cleaned(data)
    with transaction(db):
        if (done := operations.replay(db, operation, "add_visual", edition_id)) is not None:
            return done["id"]
        live_edition(db, edition_id)
        known = visuals_of(db, edition_id)
        if len(known) >= MAX_VISUALS:
            raise Refused(f"{MAX_VISUALS} visuels au plus : retirez-en un d’abord.")
        # Written under the lock: removing the same picture elsewhere must not take the file away meanwhile.
        file = kept_files.keep(VISUALS, picture.data)
        if any(one.file == file for one in known):
            raise Refused("Cette image est déjà parmi les visuels.")
        last = value(db, "SELECT max(position) FROM press_visuals WHERE edition_id = ?", [edition_id]) or 0
        placed = {"edition_id": edition_id, "file": file, "width": picture.width, "height": picture.height}
        visual_id = insert(db, "press_visuals", {**columns, **placed, "position": int(last) + 1})
        _note(db, by, "add_visual", visual_id, edition_id, operation)
        operations.remember(db, operation, "add_visual", edition_id, {"id": visual_id})
    return visual_id


@guarded
def change_visual(
    db: Database, by: Actor, visual_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the words of a picture read at ``version``.

    Raises:
        InvalidForm; NotFound; Conflict; EditionOver.
    """
    columns = checked_visual(values)
    with transaction(db):
        if operations.replay(db, operation, "change_visual", visual_id) is not None:
            return
        before = _known(db, visual_id)
        live_edition(db, before.edition_id)
        if not update_version(db, "press_visuals", visual_id, version, columns or {"caption": before.caption}):
            theirs = {LABELS["caption"]: before.caption, LABELS["credit"]: before.credit}
            raise conflict_on(db, "visual", visual_id, ("add_visual", "change_visual"), theirs)
        _note(db, by, "change_visual", visual_id, before.edition_id, operation)
        operations.remember(db, operation, "change_visual", visual_id)


@guarded
def remove_visual(db: Database, by: Actor, visual_id: int, operation: str) -> None:
    """Take a picture away and erase its file: somebody who changed their mind is nowhere any more.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "remove_visual", visual_id) is not None:
            return
        before = _known(db, visual_id)
        db.conn.execute("DELETE FROM press_visuals WHERE id = ?", [visual_id])
        _note(db, by, "remove_visual", visual_id, before.edition_id, operation)
        operations.remember(db, operation, "remove_visual", visual_id)
        if not value(db, "SELECT 1 FROM press_visuals WHERE file = ?", [before.file]):
            kept_files.forget(VISUALS, before.file)


@guarded
def move_visual(db: Database, by: Actor, visual_id: int, earlier: bool, operation: str) -> None:
    """Exchange a picture with its neighbour; at the end of the line, nothing changes.

    Raises:
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "move_visual", visual_id) is not None:
            return
        moved = _known(db, visual_id)
        live_edition(db, moved.edition_id)
        ordered = [one.id for one in visuals_of(db, moved.edition_id)]
        here = ordered.index(visual_id)
        there = here - 1 if earlier else here + 1
        if 0 <= there < len(ordered):
            ordered[here], ordered[there] = ordered[there], ordered[here]
            for position, one in enumerate(ordered, start=1):
                db.conn.execute("UPDATE press_visuals SET position = ? WHERE id = ?", [position, one])
            _note(db, by, "move_visual", visual_id, moved.edition_id, operation)
        operations.remember(db, operation, "move_visual", visual_id)


@guarded
def visual_picture(db: Database, by: Actor, visual: Visual) -> bytes:
    """The picture itself.

    Raises:
        NotFound: its file was lost.
    """
    return kept_files.read(VISUALS, visual.file)


def printed_dpi(visual: Visual) -> int:
    """Dots per inch at the largest size at which the press kit prints it."""
    wide, high = PRINTED_MM
    return round(visual.width / (min(wide, high * visual.width / visual.height) / 25.4))


def checked_visual(values: Mapping[str, object]) -> Row:
    """The columns of what was typed.

    Raises:
        InvalidForm: a word is missing, or somebody recognisable did not agree.
    """
    problems: list[InvalidInput] = []
    columns: Row = {}
    for name, (label, most) in _WHAT.items():
        if name in values:
            try:
                columns[name] = clean_text(str(values[name]), field=name, label=label, max_length=most)
            except InvalidInput as problem:
                problems.append(problem)
    if "people" in values:
        columns["people"] = int(bool(values["people"]))
        if values["people"] and not values.get("consent"):
            said = "Une personne reconnaissable doit avoir accepté par écrit : cochez la case, ou changez d’image."
            problems.append(InvalidInput("consent", said))
    if problems:
        raise InvalidForm(problems)
    return columns


def _known(db: Database, visual_id: int) -> Visual:
    found = row(db, "SELECT * FROM press_visuals WHERE id = ?", [visual_id])
    if found is None:
        raise NotFound("Ce visuel n’est plus là.")
    return visual_from(found)


def _note(db: Database, by: Actor, verb: str, visual_id: int, edition_id: int, operation: str) -> None:
    journal.record(db, by.journal_name, verb, "visual", visual_id, operation, {"edition": edition_id})
