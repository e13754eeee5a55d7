"""What every page shows of the département."""

from campaign.base.database import Database
from campaign.identity.model import Identity
from campaign.identity.store import load


def identity(db: Database) -> Identity:
    """The identity as the public sees it."""
    return load(db)
