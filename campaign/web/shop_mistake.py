"""« Signaler une erreur »: anybody says what is wrong on a shop's page, without a name; GET shows, POST keeps."""

import logging
from collections.abc import Sequence

from starlette.responses import RedirectResponse, Response

from campaign.accounts.model import PUBLIC
from campaign.base import operations
from campaign.base.errors import CampaignError, InvalidForm, NotFound
from campaign.base.fields import phone_in_words
from campaign.editions.views import current_edition
from campaign.participation.public_shop import PublicShop
from campaign.participation.views import public_shop
from campaign.partners.mistakes import MOST_WORDS, Mistake
from campaign.partners.reporting import report_mistake
from campaign.web.failures import status_of
from campaign.web.rendering import render
from campaign.web.visit import Visit

log = logging.getLogger(__name__)
TRAP = "suite"  # a field that nobody sees: who fills it is a robot


def mistake(visit: Visit) -> Response:
    """The form of a confirmed shop; what was typed comes back with a refusal.

    Raises:
        NotFound: no confirmed shop by that name.
    """
    shop = public_shop(visit.db, current_edition(visit.db), visit.request.path_params["slug"])
    if visit.request.method != "POST":
        return _page(visit, shop, sent=visit.asked("fait") == "1")
    if visit.typed(TRAP):
        log.info("a report was left aside: its hidden field was filled")
        return _sent(shop)
    words, operation = visit.typed("mots"), visit.typed("operation")
    try:
        report_mistake(visit.db, PUBLIC, shop.place_id, visit.typed("erreur"), words, operation, visit.visitor)
    except InvalidForm as refused:
        return _page(visit, shop, 422, problems=[(one.field, one.message) for one in refused.problems])
    except NotFound:
        raise
    except CampaignError as trouble:
        return _page(visit, shop, status_of(trouble), trouble=trouble.message)
    return _sent(shop)


def _sent(shop: PublicShop) -> Response:
    return RedirectResponse(f"/boutiques/{shop.slug}/erreur?fait=1", 303)


def _page(
    visit: Visit, shop: PublicShop, status: int = 200, *, sent: bool = False,
    problems: Sequence[tuple[str, str]] = (), trouble: str = "",
) -> Response:  # fmt: skip
    response = render(
        visit,
        "shop_mistake.html",
        status,
        shop=shop,
        sent=sent,
        said=[(name, text) for name, text in _said(shop) if text],
        mistakes=tuple(Mistake),
        chosen=visit.typed("erreur"),
        words=visit.typed("mots"),
        problems=problems,
        wrong_fields=dict(problems),
        trouble=trouble,
        most=MOST_WORDS,
        trap=TRAP,
        operation=operations.new_operation(),
    )
    # Kept by nobody: two visitors with the same form would be taken for one who clicked twice.
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _said(shop: PublicShop) -> list[tuple[str, str]]:
    return [
        ("Adresse", f"{shop.address}, {shop.postcode} {shop.commune}".strip(", ")),
        ("Téléphone", phone_in_words(shop.phone) if shop.phone else ""),
        ("Horaires habituels", shop.opening_hours_text),
    ]
