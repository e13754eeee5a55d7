"""What every page and every document shows of the département."""

from campaign.base import kept_files
from campaign.base.database import Database
from campaign.identity.brand import LOGOS, Brand, Logo
from campaign.identity.model import Identity
from campaign.identity.store import all_logos, load, load_brand


def identity(db: Database) -> Identity:
    """The identity as the public sees it."""
    return load(db)


def brand(db: Database) -> Brand:
    """Colours, printer, texts of the printed documents."""
    return load_brand(db)


def logos(db: Database) -> list[Logo]:
    """The partners' logos in their printed order; their pictures through ``logo_picture``."""
    return all_logos(db)


def logo_picture(db: Database, logo: Logo) -> bytes:
    """The re-encoded picture of a logo.

    Raises:
        NotFound: its file is gone.
    """
    return kept_files.read(LOGOS, logo.file)
