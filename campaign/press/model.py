"""A framework of blocks common to everyone, what each territory or shop writes in its place, and what prints."""

from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.labels import Labelled

MAX_TITLE, MAX_TEXT, MAX_QUOTE = 90, 6000, 600  # signs of a block's title, of its text, of a quote
RELEASE_IDEAL, RELEASE_MOST = 1500, 2000  # signs of a press release (documents.md, § 4)
COMMON = ""  # the audience of the framework itself; others are written « epci:244900015 », « shop:12 » (contract.md)


class BlockState(Labelled):
    """What an audience has of a block."""

    LOCKED = "locked", "commun verrouillé"
    COMMON = "common", "commun"
    ADAPTED = "adapted", "adapté"
    EMPTY = "empty", "vide"


class QuoteState(Labelled):
    """A quote prints only once its author approved it."""

    DRAFT = "draft", "à faire valider"
    ASKED = "asked", "envoyée à son auteur"
    APPROVED = "approved", "validée"
    REFUSED = "refused", "refusée"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the framework, as the département wrote it.

    ``locked``: nobody else may adapt it. ``custom``: added by the team, printed as a section of its own under its
    title. ``code`` is stable: « lead », « near_you », or « bloc-7 » for a custom one.
    """

    id: int
    edition_id: int
    code: str
    title: str
    text: str
    locked: bool
    position: int
    custom: bool = False
    actor: str = ""
    at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class LocalText:
    """What an audience wrote in place of a common block; ``based_on`` is the version of the block it started from.

    ``text`` is None once it went back to the framework: the row stays, so that its version goes on.
    """

    block_id: int
    audience: str
    text: str | None
    based_on: int
    actor: str = ""
    at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class AudienceBlock:
    """A block as one audience has it: what prints, and whether the common one changed since it was adapted."""

    block: Block
    text: str
    state: BlockState
    behind: bool = False
    local: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for the press, never without its source. ``code`` makes the variable ``{{chiffre_code}}``.

    ``record`` names what it was counted from (« participation »…), '' when somebody typed it.
    """

    code: str
    value: str
    label: str
    source: str
    source_url: str = ""
    record: str = ""
    id: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, for an audience or for all (``audience`` '').

    ``asked`` are the words that were sent to their author; ``remark`` is what the author said on refusing;
    ``generation`` counts the links: an older one no longer opens.
    """

    id: int
    edition_id: int
    audience: str
    author: str
    role: str
    text: str
    email: str
    state: QuoteState
    decided_at: datetime | None = None
    version: int = 1
    asked: str = ""
    asked_at: datetime | None = None
    remark: str = ""
    generation: int = 0

    @property
    def by_author(self) -> bool:
        """Whether the author approved other words than those they were sent."""
        return self.state is QuoteState.APPROVED and self.asked != self.text


@dataclass(frozen=True, slots=True)
class Visual:
    """A picture for the press; ``file`` is its fingerprint among the kept files, sizes are in pixels.

    ``people``: somebody can be recognised, who said yes.
    """

    id: int
    edition_id: int
    file: str
    caption: str
    credit: str
    alternative: str
    width: int
    height: int
    position: int = 0
    people: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class PressSheet:
    """What the whole press kit of an edition says besides its blocks; empty contact fields are the identity's.

    ``embargo_until`` is an instant; ``published_at`` is when the press page was opened, None while it is not.
    """

    edition_id: int
    dated: date | None = None
    embargo_until: datetime | None = None
    contact_name: str = ""
    contact_service: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    published_at: datetime | None = None
    version: int = 1

    def under_embargo(self, now: datetime) -> bool:
        """Whether the press may not publish yet."""
        return self.embargo_until is not None and now < self.embargo_until


def for_audience(block: Block, local: LocalText | None, inherited: LocalText | None = None) -> AudienceBlock:
    """What an audience has of a block. ``inherited`` is its territory's text, which a shop reads when it wrote none.

    The framework never erases a local text: a newer common one only marks it ``behind``.
    """
    own = local if local and local.text is not None else None
    chosen = own or (inherited if inherited and inherited.text is not None else None)
    if block.locked or chosen is None:
        state = BlockState.LOCKED if block.locked else BlockState.COMMON
        return AudienceBlock(block, block.text, state if block.text.strip() else BlockState.EMPTY, local=local)
    state = BlockState.ADAPTED if chosen.text.strip() else BlockState.EMPTY
    return AudienceBlock(block, chosen.text, state, chosen.based_on < block.version, local)
