"""The pictures of a shop that residents may see: those of the confirmed shops of the public's edition alone."""

from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.editions.model import Edition
from campaign.participation.public_shop import PublicShop
from campaign.participation.views import public_shop
from campaign.partners.pictures_model import PlacePicture
from campaign.partners.pictures_store import shown_pictures


def public_pictures(db: Database, shop: PublicShop) -> list[PlacePicture]:
    """The pictures of a public shop: photos in their order, the logo last."""
    return shown_pictures(db, shop.place_id)


def public_picture(db: Database, edition: Edition | None, slug: str, picture_id: int) -> PlacePicture:
    """One picture of a confirmed shop by its address.

    Raises:
        NotFound: no such picture, taken away, another shop's, or a shop that does not take part.
    """
    for one in public_pictures(db, public_shop(db, edition, slug)):
        if one.id == picture_id:
            return one
    raise NotFound("Cette image n’est pas, ou plus, sur la page de la boutique.")
