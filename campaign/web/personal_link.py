"""Opening a personal link: bad ones are counted by visitor, and each state that leads nowhere has its page."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from campaign.accounts import links
from campaign.accounts.model import Actor, PersonalLink, Role
from campaign.base import journal, operations, throttle
from campaign.base.database import transaction
from campaign.base.errors import InvalidInput, LinkExpired, LinkNotValid, LinkReplaced, NotFound, Unavailable
from campaign.base.fields import email as checked_email
from campaign.participation.link_again import ask_link_again
from campaign.participation.views import ContactPage, ShopAnswer, contact_page
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

log = logging.getLogger(__name__)
BAD_TOKENS = 30  # docs/architecture.md: 30 in ten minutes from one address
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Opened:
    """A valid link: who holds it, and what it shows."""

    token: str
    link: PersonalLink
    actor: Actor
    page: ContactPage

    @property
    def address(self) -> str:
        """« /p/TOKEN », with the clean token (a mail program may have added signs around it)."""
        return f"/p/{self.token}"

    def shop(self, typed: str) -> ShopAnswer | None:
        """The shop meant: the one named, or the only one; None when there is a choice to make.

        Raises:
            NotFound: not one of this contact's.
        """
        if not typed:
            return self.page.shops[0] if len(self.page.shops) == 1 else None
        for one in self.page.shops:
            if str(one.place.id) == typed:
                return one
        raise NotFound("Cette boutique n’est pas la vôtre.")


def open_personal_link(visit: Visit) -> Opened:
    """The link of this address.

    Raises:
        TooManyAttempts: thirty bad ones lately from this visitor. LinkNotValid and its kinds. NotFound: nobody's now.
    """
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    received = visit.request.path_params["token"]
    try:
        link = links.open_link(visit.db, received)
    except LinkNotValid as refusal:
        if type(refusal) is LinkNotValid:
            throttle.count(visit.db, key)
        raise
    actor = Actor(Role.CONTACT, link.contact_id)
    return Opened(links.token_of(link), link, actor, contact_page(visit.db, actor, link))


def note_visit(visit: Visit, opened: Opened) -> None:
    """One line per visit. A page that cannot write is still shown."""
    with suppress(Unavailable):
        links.note_visit(visit.db, opened.link)


def journal_foreign_place(visit: Visit, opened: Opened, typed: str) -> None:
    """Somebody sent another shop's number through this link."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
    with transaction(visit.db):
        journal.record(visit.db, opened.actor.journal_name, "foreign_place_refused", "place", number)


def link_failure(visit: Visit, refusal: LinkNotValid | None = None) -> Response:
    """The page of a link that does not open, with the way to get another one: the same for every unknown token."""
    status = 410 if isinstance(refusal, LinkExpired | LinkReplaced) else 404
    sentence = refusal.message if refusal else LinkNotValid.default
    return _link_page(visit, status, lost=False, sentence=sentence)


def unknown_link(visit: Visit) -> Response:
    """An address below /p/ that is no link at all: counted and answered as an unknown one."""
    key = f"link:{visit.visitor}"
    throttle.refuse_beyond(visit.db, key, BAD_TOKENS, WINDOW)
    throttle.count(visit.db, key)
    return link_failure(visit)


def send_again(visit: Visit) -> Response:
    """« Renvoyez-moi mon lien »: the form, and the same words whether the address is known or not.

    Raises:
        TooManyAttempts, OperationReused.
    """
    if visit.request.method != "POST":
        return _link_page(visit, 200, lost=True, sent=visit.asked("fait") == "1")
    typed = visit.typed("email")
    try:
        address = checked_email(typed)
    except InvalidInput as problem:
        return _link_page(visit, 422, lost=True, typed=typed, problem=problem.message)
    ask_link_again(visit.db, address, visit.visitor, visit.typed("operation"))
    return RedirectResponse("/p/renvoi?fait=1", 303)


def _link_page(
    visit: Visit,
    status: int,
    *,
    lost: bool,
    sentence: str = "",
    sent: bool = False,
    typed: str = "",
    problem: str = "",
) -> Response:
    return render_personal(
        visit,
        "link.html",
        status,
        lost=lost,
        sentence=sentence,
        sent=sent,
        typed=typed,
        problem=problem,
        operation=operations.new_operation(),
    )
