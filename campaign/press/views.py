"""The press kit as it stands: the framework, who adapted what, figures, quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import kept_files
from campaign.base.database import Database, rows
from campaign.base.errors import NotFound
from campaign.documents.press_text import PressPicture
from campaign.press.default_framework import DEFAULT_BLOCKS
from campaign.press.model import (
    AudienceBlock,
    Block,
    BlockState,
    Figure,
    LocalText,
    PressSheet,
    Quote,
    Visual,
    for_audience,
)
from campaign.press.store import VISUALS, blocks_of, locals_of, quotes_of, sheet_of, typed_figures, visuals_of


@dataclass(frozen=True, slots=True)
class Material:
    """All that the press kits of an edition are made from; ``locals`` by block id and audience."""

    sheet: PressSheet
    blocks: tuple[Block, ...]
    locals: Mapping[tuple[int, str], LocalText]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    visuals: tuple[Visual, ...]

    def blocks_for(self, audience: str, territory: str = "") -> list[AudienceBlock]:
        """Each block as an audience has it; ``territory`` is that of a shop, whose text it reads when it wrote none."""
        return [
            for_audience(
                block,
                self.locals.get((block.id, audience)),
                self.locals.get((block.id, territory)) if territory else None,
            )
            for block in self.blocks
        ]

    def quotes_for(self, audience: str, territory: str = "") -> list[Quote]:
        """Its own quotes first, then its territory's, then everyone's."""
        order = [audience, territory, ""] if territory else [audience, ""]
        wanted = list(dict.fromkeys(order))
        return [quote for one in wanted for quote in self.quotes if quote.audience == one]

    def adapted(self) -> dict[str, list[Block]]:
        """By audience, the blocks it adapted and that are not locked."""
        found: dict[str, list[Block]] = {}
        by_id = {one.id: one for one in self.blocks}
        for (block_id, audience), local in self.locals.items():
            if local.text is not None and block_id in by_id and not by_id[block_id].locked:
                found.setdefault(audience, []).append(by_id[block_id])
        return found


def default_blocks(edition_id: int) -> list[Block]:
    """The framework nobody wrote yet; its ids are negative until the first write keeps it."""
    return [
        Block(-rank, edition_id, one.code, one.title, one.text, one.locked, rank)
        for rank, one in enumerate(DEFAULT_BLOCKS, start=1)
    ]


@guarded
def material(db: Database, by: Actor, edition_id: int) -> Material:
    """The press kit of an edition, whole. A reader gets no author's address: it is not theirs to see."""
    hidden = {"email": ""} if by.role is Role.READER else {}
    return Material(
        sheet=sheet_of(db, edition_id),
        blocks=tuple(blocks_of(db, edition_id) or default_blocks(edition_id)),
        locals=locals_of(db, edition_id),
        figures=tuple(typed_figures(db, edition_id)),
        quotes=tuple(replace(one, **hidden) for one in quotes_of(db, edition_id)),
        visuals=tuple(visuals_of(db, edition_id)),
    )


@guarded
def removed_blocks(db: Database, by: Actor, edition_id: int) -> list[tuple[str, str]]:
    """The blocks that were taken off, which can be put back: (code, title)."""
    sql = "SELECT code, title FROM press_blocks WHERE edition_id = ? AND removed ORDER BY id"
    return [(one["code"], one["title"]) for one in rows(db, sql, [edition_id])]


def pictures(visuals: Sequence[Visual]) -> list[PressPicture]:
    """The visuals with their bytes; one whose file was lost is left out."""
    found = []
    for one in visuals:
        try:
            found.append(PressPicture(kept_files.read(VISUALS, one.file), one.caption, one.credit, one.alternative))
        except NotFound:
            continue
    return found


def state_counts(blocks: Sequence[AudienceBlock]) -> dict[BlockState, int]:
    """How many blocks of each state."""
    counted = dict.fromkeys(BlockState, 0)
    for one in blocks:
        counted[one.state] += 1
    return counted
