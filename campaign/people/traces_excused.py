"""Columns whose name sounds like a person's and that erasing a contact leaves as they are, each with the reason."""

_OWN = "le Département, ses agents, ses services"
_PLACE = "un lieu, une structure, une chose : pas une personne"
_OTHERS = "quelqu’un d’autre qu’un contact, avec sa propre règle d’effacement"
_PUBLISHED = "publié avec son accord : retiré là où c’est publié"

EXCUSED = {
    "agents.name": _OWN,
    "agents.email": _OWN,
    "identity.contact_name": _OWN,
    "identity.contact_phone": _OWN,
    "identity.contact_email": _OWN,
    "identity.body_name": _OWN,
    "identity.publication_director": _OWN,
    "identity.host_name": _OWN,
    "identity.mail_signature": _OWN,
    "press_sheets.contact_name": _OWN,
    "press_sheets.contact_phone": _OWN,
    "press_sheets.contact_email": _OWN,
    "brand.printer_name": _OWN,
    "round_drivers.name": _OTHERS,
    "media_correspondents.name": _OTHERS,
    "media_correspondents.email": _OTHERS,
    "media_correspondents.phone": _OTHERS,
    "media_recipients.address": _OTHERS,
    "press_quotes.author": _PUBLISHED,
    "debrief_photos.credit": _PUBLISHED,
    "press_visuals.credit": _PUBLISHED,
    "place_pictures.credit": _PUBLISHED,
    "places.name": _PLACE,
    "places.short_name": _PLACE,
    "places.epci_name": _PLACE,
    "places.phone": _PLACE,
    "places.email": _PLACE,
    "organisations.name": _PLACE,
    "poster_spots.epci_name": _PLACE,
    "stock_depots.phone": _PLACE,
    "import_rows.contact_id": "un numéro, qui ne mène plus qu’à une ligne rendue anonyme",
}
