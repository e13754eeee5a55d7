"""The pictures of a shop's page: their addresses, their sizes, and the pictures themselves at two widths."""

from dataclasses import dataclass
from functools import lru_cache
from threading import BoundedSemaphore

from starlette.responses import Response

from campaign.base import kept_files
from campaign.base.errors import NotFound
from campaign.base.pictures import small_jpeg
from campaign.base.settings import settings
from campaign.participation.public_pictures import public_picture, public_pictures
from campaign.participation.public_shop import PublicShop
from campaign.partners.pictures_model import PICTURES, PictureKind, PlacePicture
from campaign.web.visit import Visit

# Twelve megapixels take fifty megabytes while they are read; what is drawn already waits for nobody.
_TWO_AT_ONCE = BoundedSemaphore(2)
NARROW, WIDE = 480, 960  # pixels: a telephone's column, and the same on a fine screen


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as a page draws it: ``address`` is the wide one's, ``narrow`` the other's; ``width`` and ``height``
    those of the wide one, in pixels."""

    address: str
    narrow: str
    width: int
    height: int
    narrow_width: int
    alt: str
    credit: str

    @property
    def absolute(self) -> str:
        """The whole address, for other sites."""
        return f"{settings().public_url}{self.address}"


@dataclass(frozen=True, slots=True)
class ShopPictures:
    """``photos`` in their order, the main one first; ``logo`` when there is one."""

    photos: tuple[ShownPicture, ...] = ()
    logo: ShownPicture | None = None


NO_PICTURES = ShopPictures()


def shop_pictures(visit: Visit, shop: PublicShop) -> ShopPictures:
    """What the page of a shop shows."""
    found = public_pictures(visit.db, shop)
    photos = tuple(_shown(shop, one) for one in found if one.kind is PictureKind.PHOTO)
    logos = [_shown(shop, one) for one in found if one.kind is PictureKind.LOGO]
    return ShopPictures(photos, logos[0] if logos else None)


def shop_picture(visit: Visit) -> Response:
    """One picture of a confirmed shop, ``largeur=480`` or wider; asked again each time, since it may be taken away.

    Raises:
        NotFound: no such picture, taken away, or not of this shop.
    """
    number = visit.request.path_params["number"]
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise NotFound("Cette image n’est pas, ou plus, sur la page de la boutique.")
    found = public_picture(visit.db, visit.edition, visit.request.path_params["slug"], int(number))
    width = NARROW if visit.asked("largeur") == str(NARROW) else WIDE
    headers = {"ETag": f'"{found.file[:16]}-{width}"', "Cache-Control": "public, no-cache"}
    if visit.request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(_drawn(found.file, width), media_type="image/jpeg", headers=headers)


@lru_cache(maxsize=32)  # a hundred kilobytes each; the file's name is its content's hash
def _drawn(file: str, width: int) -> bytes:
    with _TWO_AT_ONCE:
        return small_jpeg(kept_files.read(PICTURES, file), width)


def _shown(shop: PublicShop, one: PlacePicture) -> ShownPicture:
    address, width = f"/boutiques/{shop.slug}/photo/{one.id}.jpg", min(WIDE, one.width)
    return ShownPicture(
        address=address,
        narrow=f"{address}?largeur={NARROW}",
        width=width,
        height=max(1, round(one.height * width / one.width)),
        narrow_width=min(NARROW, one.width),
        alt=one.alt,
        credit=one.credit,
    )
