"""Quotes as the team writes them. Their authors alone approve them (``approval``): any new word asks again."""

from collections.abc import Mapping

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, Row, insert, row, transaction, update_version, value
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotFound, Refused
from campaign.base.fields import email as checked_email
from campaign.base.text import clean, clean_text
from campaign.press.keeping import too_long
from campaign.press.model import COMMON, MAX_QUOTE, Quote, QuoteState
from campaign.press.reach import check_reach, live_edition
from campaign.press.store import known_quote, quotes_of

MAX_QUOTES, MAX_AUTHOR, MAX_ROLE = 60, 80, 120
LABELS = {
    "text": "Ses mots", "author": "Prénom et nom", "role": "Fonction", "email": "Adresse électronique",
    "audience": "S’imprime dans",
}  # fmt: skip
_SPOKEN = ("audience", "author", "role", "text")  # what the author approves: changed, it is to be approved again


@guarded
def add_quote(db: Database, by: Actor, edition_id: int, values: Mapping[str, str], operation: str) -> int:
    """Add somebody's words after the others, to be approved; the quote's id.

    Raises:
        InvalidForm; Refused: too many, or a shop that may not advertise; NotFound: no such audience; EditionOver.
    """
    columns, email = checked_quote({"audience": COMMON, "author": "", "role": "", "text": "", "email": "", **values})
    with transaction(db):
        if (done := operations.replay(db, operation, "add_quote", edition_id)) is not None:
            return done["id"]
        _check_audience(db, by, edition_id, columns["audience"])
        if len(quotes_of(db, edition_id)) >= MAX_QUOTES:
            raise Refused(f"{MAX_QUOTES} citations au plus : retirez-en une d’abord.")
        last = value(db, "SELECT max(position) FROM press_quotes WHERE edition_id = ?", [edition_id]) or 0
        placed = {"edition_id": edition_id, "state": str(QuoteState.DRAFT), "position": int(last) + 1}
        quote_id = insert(db, "press_quotes", {**columns, **placed})
        _set_email(db, quote_id, email)
        _note(db, by, "add_quote", quote_id, operation, columns["audience"])
        operations.remember(db, operation, "add_quote", edition_id, {"id": quote_id})
    return quote_id


@guarded
def change_quote(
    db: Database, by: Actor, quote_id: int, version: int, values: Mapping[str, str], operation: str
) -> None:
    """Change a quote read at ``version``. Other words, another name or another audience: its author approves again,
    and the link sent before stops opening.

    Raises:
        InvalidForm; NotFound; Conflict; Refused: a shop that may not advertise; EditionOver.
    """
    columns, email = checked_quote(values)
    with transaction(db):
        if operations.replay(db, operation, "change_quote", quote_id) is not None:
            return
        before = known_quote(db, quote_id)
        _check_audience(db, by, before.edition_id, columns.get("audience", before.audience))
        changed = {name: new for name, new in columns.items() if name in _SPOKEN and getattr(before, name) != new}
        again = again_to_approve(before) if changed else {}
        if not update_version(db, "press_quotes", quote_id, version, {**columns, **again} or {"role": before.role}):
            raise _conflict(db, before)
        if email is not None:
            _set_email(db, quote_id, email)
        kept = {name: (getattr(before, name), new) for name, new in changed.items() if name != "audience"}
        _note(db, by, "change_quote", quote_id, operation, columns.get("audience", before.audience), kept)
        operations.remember(db, operation, "change_quote", quote_id)


@guarded
def remove_quote(db: Database, by: Actor, quote_id: int, operation: str) -> None:
    """Take a quote away: it prints no more and its link stops opening. ``restore_quote`` brings it back as it was.

    Raises:
        NotFound.
    """
    _set_removed(db, by, quote_id, "remove_quote", operation)


@guarded
def restore_quote(db: Database, by: Actor, quote_id: int, operation: str) -> None:
    """Bring a removed quote back, with what its author had decided.

    Raises:
        NotFound; EditionOver.
    """
    _set_removed(db, by, quote_id, "restore_quote", operation)


@guarded
def move_quote(db: Database, by: Actor, quote_id: int, earlier: bool, operation: str) -> None:
    """Exchange a quote with its neighbour: the first one prints in the press release.

    Raises:
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "move_quote", quote_id) is not None:
            return
        moved = known_quote(db, quote_id)
        live_edition(db, moved.edition_id)
        # Its neighbour among those of the same audience: the others print elsewhere.
        ordered = [one.id for one in quotes_of(db, moved.edition_id)]
        mine = [one.id for one in quotes_of(db, moved.edition_id) if one.audience == moved.audience]
        there = mine.index(quote_id) + (-1 if earlier else 1)
        if 0 <= there < len(mine):
            here, other = ordered.index(quote_id), ordered.index(mine[there])
            ordered[here], ordered[other] = ordered[other], ordered[here]
            for position, one in enumerate(ordered, start=1):
                db.conn.execute("UPDATE press_quotes SET position = ? WHERE id = ?", [position, one])
            _note(db, by, "move_quote", quote_id, operation, moved.audience)
        operations.remember(db, operation, "move_quote", quote_id)


def checked_quote(values: Mapping[str, str]) -> tuple[Row, str | None]:
    """The columns of what was typed, and the author's address apart (None when it was not in the form).

    Raises:
        InvalidForm.
    """
    problems: list[InvalidInput] = []
    kept: Row = {}
    checks = {
        "text": checked_words,
        "author": lambda typed: clean_text(
            typed, field="author", label="le prénom et le nom de la personne", max_length=MAX_AUTHOR
        ),
        "role": lambda typed: clean_text(
            typed, field="role", label="la fonction", max_length=MAX_ROLE, required=False
        ),
        "email": lambda typed: checked_email(typed) if typed.strip() else "",
        "audience": clean,
    }  # fmt: skip
    for name, check in checks.items():
        if name in values:
            try:
                kept[name] = check(values[name])
            except InvalidInput as problem:
                problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    email = kept.pop("email", None)
    return kept, email


def checked_words(typed: str) -> str:
    """The words of a quote: one paragraph, without the guillemets that the layout puts around them.

    Raises:
        InvalidInput: nothing said, or too long to be quoted.
    """
    said = " ".join(clean(typed).split("\n"))
    bare = said[1:-1].strip() if said[:1] in '«“"' and said[-1:] in '»”"' and len(said) > 1 else said
    if not bare:
        raise InvalidInput("text", "Écrivez les mots de la citation.")
    if len(bare) > MAX_QUOTE:
        raise InvalidInput("text", too_long(len(bare), MAX_QUOTE))
    return bare


def again_to_approve(quote: Quote) -> Row:
    """The columns of a quote that nobody has approved yet; a link that was made stops opening."""
    made = quote.state is not QuoteState.DRAFT
    return {
        "state": str(QuoteState.DRAFT),
        "generation": quote.generation + int(made),
        "asked": "",
        "asked_at": None,
        "decided_at": None,
        "remark": "",
    }


def _conflict(db: Database, quote: Quote) -> Conflict:
    theirs = {LABELS["text"]: quote.text, LABELS["author"]: quote.author}
    if quote.decided_at:  # the author has no account: the journal has no name for them
        return Conflict(quote.author, quote.decided_at, theirs)
    return conflict_on(db, "quote", quote.id, ("add_quote", "change_quote"), theirs)


def _check_audience(db: Database, by: Actor, edition_id: int, audience: str) -> None:
    if audience == COMMON:
        live_edition(db, edition_id)
    else:
        check_reach(db, by, edition_id, audience)


def _set_email(db: Database, quote_id: int, email: str) -> None:
    db.conn.execute("DELETE FROM press_authors WHERE quote_id = ?", [quote_id])
    if email:
        insert(db, "press_authors", {"quote_id": quote_id, "email": email})


def _set_removed(db: Database, by: Actor, quote_id: int, verb: str, operation: str) -> None:
    removed = int(verb == "remove_quote")
    with transaction(db):
        if operations.replay(db, operation, verb, quote_id) is not None:
            return
        found = row(
            db, "SELECT edition_id, audience FROM press_quotes WHERE id = ? AND removed <> ?", [quote_id, removed]
        )
        if found is None:
            raise NotFound("Cette citation n’est plus là.")
        if not removed:
            live_edition(db, found["edition_id"])
        db.conn.execute("UPDATE press_quotes SET removed = ?, version = version + 1 WHERE id = ?", [removed, quote_id])
        _note(db, by, verb, quote_id, operation, found["audience"])
        operations.remember(db, operation, verb, quote_id)


def _note(
    db: Database, by: Actor, verb: str, quote_id: int, operation: str, audience: str, personal: Mapping | None = None
) -> None:
    details = {"audience": audience}
    journal.record(db, by.journal_name, verb, "quote", quote_id, operation, details, personal)
