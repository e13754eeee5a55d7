"""The secret from which personal links are made. It lives outside the database, with its own backup."""

import base64
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from campaign.base.errors import BadSetting
from campaign.base.settings import Settings, settings


def secret_of(chosen: Settings) -> bytes:
    """The secret: ``CAMPAIGN_SECRET``, else the file beside the database, made at the first need.

    Raises:
        BadSetting: shorter than 32 characters.
    """
    text = chosen.secret or _kept(chosen.secret_file)
    if len(text) < 32:
        raise BadSetting("CAMPAIGN_SECRET doit compter au moins 32 caractères.")
    return text.encode()


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix="secret-")
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link never replaces: of two processes starting at once, one secret wins and both read it.
        with suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text("ascii").strip()


def derived(purpose: str, *parts: object) -> str:
    """base64url(HMAC-SHA256(secret, purpose ‖ parts)): 43 characters, 256 bits, the same each time."""
    message = "\x1f".join([purpose, *map(str, parts)]).encode()
    digest = hmac.new(secret_of(settings()), message, sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def fingerprint(token: str) -> str:
    """What is stored of a token: its SHA-256 (256 random bits need no slow hash, ASVS 6.5.2)."""
    return sha256(token.encode()).hexdigest()
