"""The demonstration: two past editions and one under way, told in order through the actions of an ordinary day."""

from datetime import date

from campaign.accounts.actions import prepare_demonstration_agents
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, transaction, value
from campaign.base.errors import NotEmpty, Refused
from campaign.base.settings import settings
from campaign.demonstration.cast import cast_of
from campaign.demonstration.days import on
from campaign.demonstration.past_told import tell_first_edition, tell_second_edition
from campaign.demonstration.third_told import tell_third_edition

DEPARTEMENT = "49"


def refuse_unless_empty(db: Database) -> None:
    """Raises NotEmpty when anything was already entered: accounts, places, contacts or editions."""
    for table in ("agents", "places", "contacts", "editions"):
        if value(db, f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608 - our own words
            raise NotEmpty("La base contient déjà des données : choisissez une base vide.")


@guarded
def fill_demonstration(db: Database, by: Actor) -> dict[str, int]:
    """Fill an empty database of Maine-et-Loire; ``{"editions": 3, "shops": 20}``. All or nothing.

    The same each time, the dates of the third edition apart: they follow today's.

    Raises:
        NotEmpty; Refused: another département.
    """
    if settings().departement != DEPARTEMENT:
        raise Refused("La démonstration n’existe que pour le Maine-et-Loire (CAMPAIGN_DEPARTEMENT=49).")
    with transaction(db):
        refuse_unless_empty(db)
        with on(date(2013, 6, 3), 9):
            prepare_demonstration_agents(db, by)
        cast = cast_of(db, by)
        first = tell_first_edition(cast)
        second = tell_second_edition(cast, first)
        tell_third_edition(cast, second, clock.today())
        # The two sheets marked as probable copies are not shops of their own.
        shops = value(db, "SELECT count(*) FROM places WHERE kind = 'shop' AND duplicate_of IS NULL")
        return {"editions": int(value(db, "SELECT count(*) FROM editions")), "shops": int(shops)}
