"""Who acts, with which role; what a password and a personal link must be."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from campaign.base.errors import InvalidInput
from campaign.base.labels import Labelled

MIN_PASSWORD = 12  # ANSSI and CNIL: length rather than odd signs, no forced renewal
MAX_PASSWORD = 200
SESSION_LIFE = timedelta(hours=12)
SESSION_IDLE = timedelta(hours=2)
LINK_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Role(Labelled):
    """A role and the French name people give it (docs/domain.md)."""

    OFFICER = "officer", "chargé·e de prévention"
    COMMUNICATION = "communication", "équipe communication"
    LOGISTICS = "logistics", "équipe logistique"
    READER = "reader", "lecture seule"
    CONTACT = "contact", "boutique (lien personnel)"
    DRIVER = "driver", "conducteur (lien de tournée)"
    PUBLIC = "public", "tout le monde"
    SYSTEM = "system", "le logiciel"


AGENT_ROLES = (Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks for something: an agent, a contact through a personal link, the public, the software itself."""

    role: Role
    id: int | None = None
    name: str = ""

    @property
    def journal_name(self) -> str:
        """« agent:3 », « contact:12 », « system »: an id, since the journal holds no personal value."""
        kind = "agent" if self.role in AGENT_ROLES else str(self.role)
        return kind if self.id is None else f"{kind}:{self.id}"


PUBLIC = Actor(Role.PUBLIC)
SYSTEM = Actor(Role.SYSTEM, name="le logiciel")


@dataclass(frozen=True, slots=True)
class Agent(Actor):
    """An agent of the département with an account."""

    email: str = ""
    must_change_password: bool = False
    disabled_at: datetime | None = None
    last_seen_at: datetime | None = None
    version: int = 1

    @property
    def short_name(self) -> str:
        """« Camille R. »: what the corner of the screen shows."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}." if rest else first


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """A contact's one link for a whole edition. Its token is computed, never stored.

    ``opened_at`` is the first time a person saw the page of this address, ``seen_at`` the latest of any.
    """

    id: int
    contact_id: int
    edition_id: int
    generation: int
    created_at: datetime
    expires_on: date
    opened_at: datetime | None = None
    revoked_at: datetime | None = None
    seen_at: datetime | None = None


def check_password(password: str, known_words: list[str]) -> str:
    """The password, NFC-normalised, if it is long enough and not one everybody uses.

    ``known_words`` are the person's own (name, e-mail), which may not make up the password.

    Raises:
        InvalidInput: the sentence says what to choose instead.
    """
    from zxcvbn import zxcvbn  # 60 000 words, read only where a password is chosen

    password = unicodedata.normalize("NFC", password)
    if len(password) < MIN_PASSWORD:
        raise InvalidInput("password", f"{MIN_PASSWORD} caractères au moins : quatre mots font un bon mot de passe.")
    if len(password) > MAX_PASSWORD:
        raise InvalidInput("password", f"{MAX_PASSWORD} caractères au plus.")
    words = [*known_words, "bons jours", "occasion", "departement", "motdepasse", "azerty", "azertyuiop", "qsdfghjklm"]
    if zxcvbn(password[:72], user_inputs=words)["score"] < 2:
        raise InvalidInput("password", "Ce mot de passe est trop courant. Choisissez quatre mots sans lien entre eux.")
    return password


def clean_token(received: str) -> str | None:
    """The token in what a mail program left of an address, or None when there is none.

    Signs that quoting and line cutting add around it are dropped (``>``, ``=``, brackets, final dot).
    """
    bare = received.strip(" \t\r\n<>=.,;:!?()[]\"'»«\u00a0")
    return bare if LINK_TOKEN.fullmatch(bare) else None
