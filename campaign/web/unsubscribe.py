"""« Ne plus recevoir d’invitation »: a page with one button, and the one-click of mail programs (RFC 8058).

The address is a token made from the e-mail alone: it serves whatever became of the link, the contact or the edition.
"""

from starlette.responses import Response

from campaign.accounts.model import PUBLIC, clean_token
from campaign.base import journal, throttle
from campaign.base.database import transaction
from campaign.mail import addresses
from campaign.web.personal_link import BAD_TOKENS, WINDOW, unknown_link
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit


def unsubscribe(visit: Visit) -> Response:
    """GET says what would stop; POST stops it, as often as it comes, with no cookie and whatever its body.

    The answer to POST is a page rather than a redirection, which RFC 8058 forbids.

    Raises:
        TooManyAttempts: thirty unknown addresses lately from this visitor.
    """
    return _answer(visit, opposed=True)


def subscribe_again(visit: Visit) -> Response:
    """« Recevoir de nouveau les invitations ».

    Raises:
        TooManyAttempts.
    """
    return _answer(visit, opposed=False)


def _answer(visit: Visit, *, opposed: bool) -> Response:
    throttle.refuse_beyond(visit.db, f"link:{visit.visitor}", BAD_TOKENS, WINDOW)
    token = clean_token(visit.request.path_params["token"])
    if token is None or not addresses.is_known(visit.db, token):
        return unknown_link(visit)
    if visit.request.method == "POST":
        _note(visit, token, opposed=opposed)
    return render_personal(
        visit,
        "unsubscribe.html",
        token=token,
        opposed=addresses.is_opposed_token(visit.db, token),
        done=visit.request.method == "POST",
    )


def _note(visit: Visit, token: str, *, opposed: bool) -> None:
    with transaction(visit.db):
        if addresses.is_opposed_token(visit.db, token) is opposed:
            return
        if opposed:
            addresses.oppose(visit.db, token)
        else:
            addresses.accept_again(visit.db, token)
        verb = "oppose_invitations" if opposed else "accept_invitations"
        journal.record(visit.db, PUBLIC.journal_name, verb, "address", None)
