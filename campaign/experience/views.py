"""The sheet as screens and files read it: what was written over what is proposed; nothing is written."""

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.views import is_demonstration
from campaign.base import clock
from campaign.base.database import Database
from campaign.experience.checking import doubts_of
from campaign.experience.facts import known_of
from campaign.experience.model import DIFFICULTIES, PARTS, ExperienceSheet, KeptPart, Part, ShownPart, State
from campaign.experience.prefilling import proposed, title_of
from campaign.experience.store import parts_of, sheet_row


@guarded
def experience_sheet(db: Database, by: Actor, edition_id: int) -> ExperienceSheet:
    """The sheet of an edition, part by part.

    Raises:
        NotFound.
    """
    known = known_of(db, by, edition_id)
    usual, kept, sheet = proposed(known), parts_of(db, edition_id), sheet_row(db, edition_id)
    moments = [one.at for one in kept.values()]
    return ExperienceSheet(
        edition_id=edition_id,
        edition_name=known.edition.name,
        days=known.edition.days_text,
        title=title_of(known.edition),
        body_name=known.identity.body_name,
        state=State.READY if sheet.ready_at else State.DRAFT,
        parts=tuple(_shown(db, one, usual[one.code], kept.get(one.code)) for one in PARTS),
        updated_on=max(moments).astimezone(clock.PARIS).date() if moments else None,
        ready_at=sheet.ready_at,
        version=sheet.version,
        demonstration=is_demonstration(db),
    )


def _shown(db: Database, part: Part, usual: str, kept: KeptPart | None) -> ShownPart:
    own = kept is not None and kept.text is not None
    text = kept.text or "" if own and kept else usual
    doubts = doubts_of(text, kept.confirmed if kept else ()) if part.code == DIFFICULTIES else ()
    return ShownPart(
        part=part,
        text=text,
        proposed=usual,
        own=own,
        behind=own and kept is not None and kept.basis != usual,
        who=name_of_actor(db, kept.actor) if kept else "",
        at=kept.at if kept else None,
        version=kept.version if kept else 0,
        doubts=doubts,
    )
