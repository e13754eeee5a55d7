"""Pages for what went wrong: one per status, in the style of the quilt, with a sentence that says what to do."""

import logging

from starlette.responses import Response

from campaign.base.database import Database
from campaign.base.errors import (
    CampaignError,
    Conflict,
    EditionOver,
    LinkExpired,
    LinkNotValid,
    LinkReplaced,
    NotAllowed,
    NotFound,
    TooManyAttempts,
    Unavailable,
)
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.web.rendering import render_alone

log = logging.getLogger(__name__)

# status -> title, sentence
WORDS = {
    400: ("Cette demande est incomplète", "Rechargez la page, puis recommencez."),
    403: ("Cette page est réservée", "Demandez l’accès à un·e chargé·e de prévention."),
    404: ("Cette page a déjà trouvé preneur", "Elle a changé d’adresse, ou le lien est incomplet."),
    405: ("Pas par ce chemin", "Cette adresse se lit, elle ne reçoit rien. Revenez à la page d’accueil."),
    409: ("Quelqu’un est passé avant vous", "Rechargez la page pour voir ce qui a changé."),
    410: ("Ce lien n’est plus valable", "Demandez-en un nouveau."),
    413: ("C’est trop long", "Le formulaire dépasse ce que nous pouvons recevoir. Raccourcissez, puis recommencez."),
    415: ("Ce format ne convient pas", "Passez par le formulaire de la page."),
    429: ("Un peu de patience", "Trop d’essais. Attendez dix minutes, puis recommencez."),
    500: ("Un tiroir s’est coincé", "L’erreur vient de nous. Réessayez ; si elle revient, appelez-nous."),
    503: ("Nous rangeons la boutique", "Le service revient dans un instant. Réessayez : rien n’a été enregistré."),
}
_STATUS = (
    (LinkExpired, 410), (LinkReplaced, 410), (LinkNotValid, 404), (NotFound, 404), (NotAllowed, 403),
    (TooManyAttempts, 429), (Conflict, 409), (EditionOver, 410), (Unavailable, 503), (CampaignError, 400),
)  # fmt: skip


def status_of(error: BaseException) -> int:
    """The HTTP status of an error; 500 for one outside our tree."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def failure_of(error: BaseException, db: Database | None = None) -> Response:
    """The page of an error. An error outside our tree is logged with where it happened, never with what was typed."""
    status = status_of(error)
    if status == 500:
        log.error("Unexpected error in a plain page: %s", type(error).__name__, exc_info=error)
    return failure(status, error.message if isinstance(error, CampaignError) else None, db)


def failure(status: int, sentence: str | None = None, db: Database | None = None) -> Response:
    """A page for a status; ``sentence`` replaces the usual one. Works without a database."""
    title, usual = WORDS.get(status, WORDS[400 if status < 500 else 500])
    headers = {"Retry-After": "600"} if status == 429 else {"Retry-After": "30"} if status == 503 else {}
    return render_alone(
        "failure.html", status, headers, _identity(db), title=title, sentence=sentence or usual, status=status
    )


def _identity(db: Database | None) -> Identity:
    if db is None:
        return Identity()
    try:
        return identity(db)
    except CampaignError:
        return Identity()
