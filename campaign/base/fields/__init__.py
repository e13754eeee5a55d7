"""One field as people type it: checked, and written in one way only.

Each function takes the text and the name of the form field, returns the value to keep, and refuses with one French
sentence (and a proposal when there is a likely value). An empty value is refused: whether a field may stay empty is
the form's business.
"""

from campaign.base.fields.contact import email, is_mobile, phone, phone_in_words, website
from campaign.base.fields.figures import decimal_fr, whole_number
from campaign.base.fields.moments import date_fr, time_fr
from campaign.base.fields.place import coordinates, insee_code, postcode, siret

__all__ = [
    "coordinates",
    "date_fr",
    "decimal_fr",
    "email",
    "insee_code",
    "is_mobile",
    "phone",
    "phone_in_words",
    "postcode",
    "siret",
    "time_fr",
    "website",
    "whole_number",
]
