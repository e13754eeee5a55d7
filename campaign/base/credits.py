"""Whom to name beside a picture, as people type it."""

import re

_PHOTO_OF = re.compile(r"^(?:(?:photo(?:graphie)?|crédit)s?\s*(?:de\s|d[’']|:)|©)\s*:?\s*", re.I)


def name_of_credit(typed: str) -> str:
    """« Photo de Félicie Martin » → « Félicie Martin »: the label says the rest."""
    return _PHOTO_OF.sub("", typed.strip())
