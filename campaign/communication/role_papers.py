"""« Qui fait quoi » among an edition's files, when it is asked for by name: it holds the names of the project team."""

import hashlib
from collections.abc import Callable, Sequence

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.communication.assembling import Line
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.roles.model import ActorRole
from campaign.roles.sheets import KIND, sheets_file

FOLDER = "03_roles"
# The département gets every page, a shop or a territory its own.
_PAGES = {Scale.DEPARTEMENT: tuple(ActorRole), Scale.SHOP: (ActorRole.SHOPS,), Scale.EPCI: (ActorRole.ANIMATORS,)}


@guarded
def role_papers(
    db: Database, by: Actor, edition_id: int, kinds: Sequence[str], audience: Audience | None,
    put: Callable[[str, bytes], None],
) -> list[Line]:  # fmt: skip
    """Make the pages of an audience (None: all, in one file), hand the file to ``put``; its line of the manifest.

    Raises:
        NotFound.
    """
    if KIND not in kinds:
        return []
    whom = audience or DEPARTEMENT
    roles = _PAGES[whom.scale]
    made = sheets_file(db, by, edition_id, roles)
    whose = f"-{roles[0].slug}" if len(roles) == 1 else ""
    path = f"{FOLDER}/{KIND}{whose}.pdf"
    put(path, made.data)
    digest = hashlib.sha256(made.data).hexdigest()
    notices, blocking = (tuple(str(one) for one in found) for found in (made.notices, made.blocking))
    return [Line(path, KIND, str(whom), "pdf", made.pages, made.trim_mm, digest, notices, blocking)]
