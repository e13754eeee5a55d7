"""The pages the law asks for, and what robots may read."""

from starlette.responses import PlainTextResponse, Response

from campaign.base.settings import settings
from campaign.web.rendering import render
from campaign.web.visit import Visit


def legal_notice(visit: Visit) -> Response:
    """Publisher, director, host, credits."""
    return render(visit, "legal_notice.html")


def personal_data(visit: Visit) -> Response:
    """Which data, why, how long, which rights."""
    return render(visit, "personal_data.html")


def accessibility(visit: Visit) -> Response:
    """The accessibility declaration."""
    return render(visit, "accessibility.html")


def site_map(visit: Visit) -> Response:
    """Every page a visitor may want."""
    from campaign.web.public import public

    return render(visit, "site_map.html", shops=public(visit).shops)


def robots(visit: Visit) -> Response:
    """Personal pages and the agents' are left out; the demonstration entirely."""
    lines = ["User-agent: *"]
    kept_away = ("/",) if visit.demonstration else ("/p/", "/t/", "/c/", "/connexion")
    lines += [f"Disallow: {one}" for one in kept_away]
    lines += ["Allow: /", f"Sitemap: {settings().public_url}/plan-du-site"] if not visit.demonstration else []
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=3600"})
