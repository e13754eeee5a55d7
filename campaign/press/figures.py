"""Figures that somebody types for the press, each with its source. Nobody types those of ``records``."""

import re
from collections.abc import Mapping
from itertools import chain, count

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.saving import checked
from campaign.base import journal, operations
from campaign.base.database import Database, Row, insert, row, rows, transaction, update_version, value
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.fields import website
from campaign.base.french import NBSP, THIN, enumerate_in_words
from campaign.base.text import clean, clean_text, slug
from campaign.base.variables import names_in
from campaign.press.audiences import audience_name
from campaign.press.facts import FIGURE
from campaign.press.reach import live_edition
from campaign.press.records import RECORDED
from campaign.press.store import blocks_of, locals_of, typed_figures

MAX_FIGURES, MAX_VALUE, MAX_LABEL, MAX_SOURCE = 20, 40, 90, 200
_LONGEST_CODE = 30  # « chiffre_ » and a rank still make a variable's name
LABELS = {"value": "Chiffre", "label": "Ce qu’il compte", "source": "Source", "source_url": "Adresse de la source"}
_NUMBER = r"[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_VALUE = re.compile(
    rf"(?:(?P<about>environ|près de|plus de|moins de|au moins|jusqu’à)\s+|entre\s+(?P<low>{_NUMBER})\s+et\s+)?"
    rf"(?P<number>{_NUMBER})(?P<unit>[ \u00a0\u202f]?[^\d\s.,][^\d]*)?",
    re.I,
)
_POINT = re.compile(r"\d+\.\d{1,2}(?!\d)")
_VERBS = ("add_figure", "change_figure", "restore_figure")


@guarded
def add_figure(db: Database, by: Actor, edition_id: int, values: Mapping[str, str], operation: str) -> str:
    """Add a figure after the others; its code, « budget » of ``{{chiffre_budget}}``.

    Raises:
        InvalidForm; Refused: too many; EditionOver.
    """
    columns = checked_figure({"value": "", "label": "", "source": "", "source_url": "", **values})
    with transaction(db):
        if (done := operations.replay(db, operation, "add_figure", edition_id)) is not None:
            return done["code"]
        live_edition(db, edition_id)
        if len(typed_figures(db, edition_id)) >= MAX_FIGURES:
            raise Refused(f"{MAX_FIGURES} chiffres au plus : un journaliste en retient trois. Retirez-en un d’abord.")
        code = _free_code(db, edition_id, str(columns["label"]))
        last = value(db, "SELECT max(position) FROM press_figures WHERE edition_id = ?", [edition_id]) or 0
        placed = {"edition_id": edition_id, "code": code, "position": int(last) + 1}
        figure_id = insert(db, "press_figures", {**columns, **placed})
        _note(db, by, "add_figure", figure_id, code, operation)
        operations.remember(db, operation, "add_figure", edition_id, {"code": code})
    return code


@guarded
def change_figure(
    db: Database, by: Actor, figure_id: int, version: int, values: Mapping[str, str], operation: str
) -> None:
    """Change a figure read at ``version``; its code stays, so that the texts that name it go on.

    Raises:
        InvalidForm; NotFound; Conflict; EditionOver.
    """
    columns = checked_figure(values)
    with transaction(db):
        if operations.replay(db, operation, "change_figure", figure_id) is not None:
            return
        before = _known(db, figure_id)
        live_edition(db, before["edition_id"])
        changes = columns or {"label": before["label"]}
        if not update_version(db, "press_figures", figure_id, version, changes):
            theirs = {LABELS[name]: str(before[name]) for name in ("value", "label", "source")}
            raise conflict_on(db, "figure", figure_id, _VERBS, theirs)
        _note(db, by, "change_figure", figure_id, before["code"], operation)
        operations.remember(db, operation, "change_figure", figure_id)


@guarded
def remove_figure(db: Database, by: Actor, figure_id: int, operation: str) -> None:
    """Take a figure away; ``restore_figure`` brings it back. Its code is never given to another.

    Raises:
        NotFound; Refused: texts name it, and the sentence says which; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "remove_figure", figure_id) is not None:
            return
        found = _known(db, figure_id)
        live_edition(db, found["edition_id"])
        if used := _uses(db, found["edition_id"]).get(found["code"], []):
            raise Refused(
                f"Ce chiffre sert dans : {enumerate_in_words(used)}. Retirez-le d’abord de "
                f"{'ce texte' if len(used) == 1 else 'ces textes'}."
            )
        db.conn.execute("UPDATE press_figures SET removed = 1, version = version + 1 WHERE id = ?", [figure_id])
        _note(db, by, "remove_figure", figure_id, found["code"], operation)
        operations.remember(db, operation, "remove_figure", figure_id)


@guarded
def restore_figure(db: Database, by: Actor, figure_id: int, operation: str) -> None:
    """Bring a removed figure back.

    Raises:
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_figure", figure_id) is not None:
            return
        found = row(db, "SELECT edition_id, code FROM press_figures WHERE id = ? AND removed", [figure_id])
        if found is None:
            raise NotFound("Ce chiffre n’a pas été retiré.")
        live_edition(db, found["edition_id"])
        db.conn.execute("UPDATE press_figures SET removed = 0, version = version + 1 WHERE id = ?", [figure_id])
        _note(db, by, "restore_figure", figure_id, found["code"], operation)
        operations.remember(db, operation, "restore_figure", figure_id)


@guarded
def move_figure(db: Database, by: Actor, figure_id: int, earlier: bool, operation: str) -> None:
    """Exchange a figure with its neighbour; at the end of the line, nothing changes.

    Raises:
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "move_figure", figure_id) is not None:
            return
        found = _known(db, figure_id)
        live_edition(db, found["edition_id"])
        ordered = [one.id for one in typed_figures(db, found["edition_id"])]
        here = ordered.index(figure_id)
        there = here - 1 if earlier else here + 1
        if 0 <= there < len(ordered):
            ordered[here], ordered[there] = ordered[there], ordered[here]
            for position, one in enumerate(ordered, start=1):
                db.conn.execute("UPDATE press_figures SET position = ? WHERE id = ?", [position, one])
            _note(db, by, "move_figure", figure_id, found["code"], operation)
        operations.remember(db, operation, "move_figure", figure_id)


@guarded
def figure_uses(db: Database, by: Actor, edition_id: int) -> dict[str, list[str]]:
    """By code of a figure, the texts that name it: « « Le contexte » (trame commune) »."""
    return _uses(db, edition_id)


def _uses(db: Database, edition_id: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    blocks = {one.id: one for one in blocks_of(db, edition_id)}
    texts = [(one.title, "trame commune", one.text) for one in blocks.values()]
    texts += [
        (blocks[block_id].title, audience_name(db, audience), local.text)
        for (block_id, audience), local in sorted(locals_of(db, edition_id).items())
        if local.text is not None and block_id in blocks
    ]
    for title, whose, text in texts:
        for name in names_in(text):
            if name.startswith(FIGURE):
                found.setdefault(name.removeprefix(FIGURE), []).append(f"« {title} » ({whose})")
    return found


def checked_figure(values: Mapping[str, str]) -> Row:
    """The columns of what was typed.

    Raises:
        InvalidForm.
    """
    checks = {
        "value": checked_value,
        "label": lambda typed: clean_text(
            typed, field="label", label="ce que compte le chiffre", max_length=MAX_LABEL
        ),
        "source": lambda typed: clean_text(
            typed, field="source", label="la source : un chiffre sans source ne s’imprime pas", max_length=MAX_SOURCE
        ),
        "source_url": _checked_url,
    }  # fmt: skip
    return checked(values, checks)


def checked_value(typed: str) -> str:
    """« 41500 € TTC » -> « 41 500 € TTC »: a number, perhaps with « environ » before it and a unit after it.

    Raises:
        InvalidInput: no number, several, or one that is not written as in French.
    """
    said = clean(typed).replace("'", "’")
    if not said:
        raise InvalidInput("value", "Indiquez le chiffre.")
    if len(said) > MAX_VALUE:
        raise InvalidInput("value", f"{MAX_VALUE} signes au plus ; le reste va dans « {LABELS['label']} ».")
    if point := _POINT.search(said):
        proposal = said.replace(point[0], point[0].replace(".", ","))
        raise InvalidInput("value", "En français, les décimales viennent après une virgule.", proposal)
    found = _VALUE.fullmatch(said)
    if found is None:
        raise InvalidInput("value", "Écrivez un nombre et son unité : 41 500 €, 12 %, environ 250 tonnes.")
    before = f"{found['about'].lower()} " if found["about"] else ""
    if found["low"]:
        before = f"entre {_grouped(found['low'])} et "
    unit = f"{NBSP}{found['unit'].strip()}" if found["unit"] else ""
    return f"{before}{_grouped(found['number'])}{unit}"


def _grouped(number: str) -> str:
    """« 41500 », « 41.500 » and « 41 500 » are « 41 500 »; four digits together stay together, as a year does."""
    whole, comma, decimals = number.partition(",")
    digits = re.sub(r"\D", "", whole)
    apart = len(digits) > 4 or digits != whole
    return (f"{int(digits):,}".replace(",", THIN) if apart else digits) + comma + decimals


def _checked_url(typed: str) -> str:
    if not typed.strip():
        return ""
    address = website(typed, "source_url")
    if not address.startswith("https://"):
        raise InvalidInput(
            "source_url", "L’adresse de la source commence par https://.", f"https://{address.partition('://')[2]}"
        )
    return address


def _free_code(db: Database, edition_id: int, label: str) -> str:
    """The label's code, with a rank when another figure, there or removed, has it."""
    sql = "SELECT code FROM press_figures WHERE edition_id = ?"
    taken = {*RECORDED, *(one["code"] for one in rows(db, sql, [edition_id]))}
    base = slug(label, fallback="chiffre").replace("-", "_")[: _LONGEST_CODE - 3].strip("_")
    return next(one for one in chain([base], (f"{base}_{rank}" for rank in count(2))) if one not in taken)


def _known(db: Database, figure_id: int) -> Row:
    found = row(db, "SELECT * FROM press_figures WHERE id = ? AND NOT removed", [figure_id])
    if found is None:
        raise NotFound("Ce chiffre n’est plus là.")
    return found


def _note(db: Database, by: Actor, verb: str, figure_id: int, code: str, operation: str) -> None:
    journal.record(db, by.journal_name, verb, "figure", figure_id, operation, {"figure": code})
