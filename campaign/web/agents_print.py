"""What agents print from the registry: the list as it is on screen, and one shop's sheet. Paper only, no interface."""

from collections.abc import Callable, Sequence
from functools import wraps
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.base.fields import phone_in_words
from campaign.base.text import clean
from campaign.partners.model import Kind, Place
from campaign.partners.views import contacts_of, place, places
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

MOST = 5_000  # sheets on one print
_FILTER = 300  # characters of what was filtered


def for_agents(work: Callable[[Visit, Agent], Response]) -> Callable[[Visit], Response]:
    """A page for whoever is signed in; others are led to sign in, then back."""

    @wraps(work)
    def page(visit: Visit) -> Response:
        if visit.agent is None:
            asked = visit.request.url.path
            asked += f"?{visit.request.url.query}" if visit.request.url.query else ""
            return RedirectResponse(f"/connexion?suite={quote(asked, safe='')}", 303)
        if visit.agent.must_change_password:
            return RedirectResponse("/mot-de-passe", 303)
        return work(visit, visit.agent)

    return page


@for_agents
def shops_list(visit: Visit, agent: Agent) -> Response:
    """The registry's list: every shop, or those named by ``fiches`` (« 12.7.31 ») in their order."""
    known = places(visit.db, agent)
    asked = visit.asked("fiches")
    if asked:
        by_id = {str(one.id): one for one in [*known, *places(visit.db, agent, archived=True)]}
        known = [by_id[one] for one in dict.fromkeys(asked.split(".")[:MOST]) if one in by_id]
    return render_personal(
        visit,
        "print_shops.html",
        shops=known,
        said=clean(visit.asked("filtre"))[:_FILTER],
        agent=agent,
        printed_on=clock.today(),
    )


@for_agents
def shop_sheet(visit: Visit, agent: Agent) -> Response:
    """One sheet with its contacts.

    Raises:
        NotFound: no such sheet.
    """
    number = visit.request.path_params["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise NotFound("Cette fiche n’existe pas.")
    found = place(visit.db, agent, int(number))
    return render_personal(
        visit,
        "print_sheet.html",
        place=found,
        blocks=_blocks(found),
        contacts=contacts_of(visit.db, agent, found.id),
        agent=agent,
        printed_on=clock.today(),
    )


def _blocks(found: Place) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """(title, (label, text)…): an empty line stays, to be filled in by hand."""
    said = "oui" if found.may_advertise else "non"
    shop = [
        ("Horaires habituels", found.opening_hours_text),
        ("Rayons", ", ".join(one.label for one in found.categories)),
        ("Publicité individuelle", said),
    ]
    return [
        ("Qui", [("Structure", found.organisation), ("Réseau", found.network), ("SIRET", found.siret)]),
        ("Où", [
            ("Adresse", ", ".join(part for part in (found.address, found.address_more) if part)),
            ("Commune", f"{found.postcode} {found.commune}".strip()),
            ("Intercommunalité", found.epci_name),
            ("Point sur la carte", found.location_quality.label),
        ]),
        ("Joindre", [
            ("Téléphone", phone_in_words(found.phone) if found.phone else ""),
            ("Adresse électronique", found.email), ("Site internet", found.website),
        ]),
        *([("Ouvrir et vendre", shop)] if found.kind is Kind.SHOP else []),
        ("Entre nous", [("Note interne", found.note)]),
    ]  # fmt: skip
