"""Keeps personal links out of the server's own log: an address that opens a door is a password."""

import logging
import re

_PERSONAL = re.compile(
    r"(/(?:p/(?:arret|affiche|citation|presse|reunion)|p|t|c)/)"
    r"(?!(?:renvoi|arret|affiche|citation|presse|reunion)(?:[/?\s\"]|$))[^/?\s\"]+"
)
_LOGGERS = ("uvicorn.access", "uvicorn.error", "uvicorn.asgi", "starlette", "streamlit")


def masked(text: str) -> str:
    """« /p/abc…/merci » -> « /p/…/merci », « /p/arret/abc… » -> « /p/arret/… »."""
    return _PERSONAL.sub(r"\1…", text)


class MaskPersonalLinks(logging.Filter):
    """Masks the token of /p/…, /t/… and /c/… in a record's message and arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record, cleaned."""
        record.msg = masked(record.msg) if isinstance(record.msg, str) else record.msg
        if isinstance(record.args, tuple):
            record.args = tuple(masked(one) if isinstance(one, str) else one for one in record.args)
        return True


def install() -> None:
    """Put the filter on the server's loggers and on their handlers; doing it twice changes nothing."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        for target in (logger, *logger.handlers):
            if not any(isinstance(one, MaskPersonalLinks) for one in target.filters):
                target.addFilter(MaskPersonalLinks())
