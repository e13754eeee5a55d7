"""What the actions on texts share: the framework kept at its first write, every text kept, checked words, conflicts."""

import re

from campaign.accounts.authors import name_of_actor
from campaign.base import clock, rich_text, variables
from campaign.base.database import Database, insert, row
from campaign.base.errors import Conflict, InvalidInput, NotFound
from campaign.base.french import number
from campaign.base.text import clean, clean_text
from campaign.press.default_framework import BY_CODE, DEFAULT_BLOCKS, TITLE
from campaign.press.facts import FIGURE, VARIABLES
from campaign.press.model import COMMON, MAX_TEXT, MAX_TITLE, Block, LocalText
from campaign.press.records import RECORDED
from campaign.press.store import block_from, local_from, typed_figures

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
_GOOD_LINK = re.compile(r"https://[^\s/{}]+\.[^\s{}]+|mailto:[^\s@{}]+@[^\s@{}]+", re.I)
ONE_LINE = (TITLE,)  # blocks that print as one line


def ensure_framework(db: Database, edition_id: int, actor: str) -> None:
    """Keep the default framework the first time anything of it is written; inside the caller's transaction."""
    if row(db, "SELECT 1 FROM press_blocks WHERE edition_id = ?", [edition_id]) is not None:
        return
    for rank, one in enumerate(DEFAULT_BLOCKS, start=1):
        values = {
            "edition_id": edition_id,
            "code": one.code,
            "title": one.title,
            "text": one.text,
            "locked": int(one.locked),
            "position": rank,
            "actor": actor,
            "at": clock.stamp(),
        }
        block_id = insert(db, "press_blocks", values)
        keep_text(db, block_id, COMMON, 1, one.title, one.text, actor)


def keep_text(
    db: Database, block_id: int, audience: str, version: int, title: str, text: str | None, actor: str
) -> None:
    """Add a text to those that were ever kept."""
    values = {"block_id": block_id, "audience": audience, "version": version, "title": title, "text": text}
    insert(db, "press_texts", {**values, "actor": actor, "at": clock.stamp()})


def known_block(db: Database, edition_id: int, code: str) -> Block:
    """The block of that code. Raises NotFound."""
    sql = "SELECT * FROM press_blocks WHERE edition_id = ? AND code = ? AND NOT removed"
    found = row(db, sql, [edition_id, code])
    if found is None:
        raise NotFound("Ce bloc n’est plus dans la trame. Rechargez la page.")
    return block_from(found)


def known_local(db: Database, block: Block, audience: str) -> LocalText | None:
    """What an audience wrote of a block, None when it never did."""
    found = row(db, "SELECT * FROM press_locals WHERE block_id = ? AND audience = ?", [block.id, audience])
    return local_from(found) if found else None


def last_text(db: Database, block_id: int, audience: str) -> str | None:
    """The latest text an audience had, whether it went back to the framework since or not."""
    sql = (
        "SELECT text FROM press_texts WHERE block_id = ? AND audience = ? AND text IS NOT NULL "
        "ORDER BY version DESC LIMIT 1"
    )
    found = row(db, sql, [block_id, audience])
    return found["text"] if found else None


def conflict(db: Database, last: Block | LocalText) -> Conflict:
    """The refusal when somebody wrote first, with the text that now stands."""
    said = last.text if last.text is not None else "Revenu à la trame commune."
    return Conflict(name_of_actor(db, last.actor), last.at or clock.now(), {"Texte": said})


def checked_text(db: Database, edition_id: int, block: Block, typed: str) -> str:
    """The text as it is kept: cleaned, short enough, its variables known, its links leading to a page or a mailbox.

    Raises:
        InvalidInput: the sentence says what to mend.
    """
    text = clean(rich_text.pasted(typed), multiline=True)
    if block.code in ONE_LINE:
        text = " ".join(text.split("\n"))
    if len(text) > MAX_TEXT:
        raise InvalidInput("text", too_long(len(text), MAX_TEXT))
    variables.check(text, allowed_names(db, edition_id), "text")
    check_links(text)
    return text


def checked_title(typed: str) -> str:
    """The title of a block that the team added.

    Raises:
        InvalidInput.
    """
    title = clean(typed)
    if len(title) > MAX_TITLE:
        raise InvalidInput("title", too_long(len(title), MAX_TITLE))
    return clean_text(title, field="title", label="le titre du bloc", max_length=MAX_TITLE)


def too_long(count: int, most: int) -> str:
    """« 30 000 signes : 24 000 de trop. »"""
    return f"{number(count)} signes : {number(count - most)} de trop."


def check_links(text: str) -> None:
    """Refuse a link that leads to neither a page nor a mailbox.

    Raises:
        InvalidInput: with the address that was meant, when it can be guessed.
    """
    for href in _LINK.findall(text):
        if _GOOD_LINK.fullmatch(href):
            continue
        if "{" in href:
            raise InvalidInput("text", "Dans un lien, écrivez l’adresse entière : une variable ne peut pas y être.")
        bare = re.sub(r"^http://", "", href, flags=re.I)
        likely = f"https://{bare}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", bare) else None
        meant = f" Écrivez {likely}." if likely else ""
        sentence = "Lien refusé : une adresse de page commence par https://, une adresse de messagerie par mailto:."
        raise InvalidInput("text", f"{sentence}{meant}", likely)


def allowed_names(db: Database, edition_id: int) -> list[str]:
    """Every variable a text of this edition may use."""
    codes = [*RECORDED, *(one.code for one in typed_figures(db, edition_id))]
    return [*VARIABLES, *(f"{FIGURE}{code}" for code in codes)]


def is_fixed(block: Block) -> bool:
    """Whether a block stays at the head of the press kit: what makes the press release does not move."""
    return block.code in BY_CODE and not BY_CODE[block.code].printed
