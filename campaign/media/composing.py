"""What a message to the press says: its text filled, the embargo first, the press page last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.base.errors import InvalidInput
from campaign.base.french import JOIN, moment_in_words, typographic
from campaign.base.settings import settings
from campaign.base.text import clean, clean_text
from campaign.base.variables import Variable, check, filled, names_in
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT, Audience, read_audience
from campaign.communication.press_content import figures_for, values_for
from campaign.communication.public_press import press_key
from campaign.identity.model import Identity
from campaign.mail import html
from campaign.press.facts import allowed

MAX_SUBJECT, MAX_TEXT = 150, 3000
BUTTON = "Ouvrir la page de presse"
NAME, LINK = "nom", "lien_presse"
_ADDRESS = re.compile(r"(https?://\S+)")
DEFAULT_SUBJECT = "{{boutiques_solidaires_capitale}} {{ouvrent}} {{leurs_portes}} {{territoire_en}}, {{jours_courts}}"
DEFAULT_TEXT = (
    "Bonjour {{nom}},\n\n"
    "{{les_jours_capitale}}, {{boutiques_solidaires}} {{territoire_de}} {{accueillent}} les habitants pour "
    "{{operation}}.\n\n"
    "Le communiqué, le dossier de presse et des visuels libres de droits pour la presse sont ici :\n\n"
    "{{lien_presse}}\n\n"
    "Pour une interview ou une visite de boutique : {{contact_presse}}."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A message as somebody of the press reads it."""

    subject: str
    text: str
    html: str


def audience_from(written: str) -> Audience:
    """The audience as the documents know it: '' is the département.

    Raises:
        InvalidInput.
    """
    return read_audience(written) if written else DEPARTEMENT


def press_address(audience: str) -> str:
    """The press page, the local one for an EPCI."""
    page = f"{settings().public_url.rstrip('/')}/presse"
    return f"{page}?pour={audience}" if audience else page


def address_for(source: Source, audience: str, now: datetime) -> str:
    """What a message leads to: while an embargo runs, the address that opens the page to the press alone."""
    if not source.press.sheet.under_embargo(now):
        return press_address(audience)
    page = f"{settings().public_url.rstrip('/')}/p/presse/{press_key(source.edition.id)}"
    return f"{page}?pour={audience}" if audience else page


def variables(source: Source, audience: str) -> dict[str, Variable]:
    """What the text of a message to the press may say."""
    own = {
        NAME: Variable("Nom de la personne", "Prénom Nom"),
        LINK: Variable("Adresse de la page de presse", press_address(audience)),
    }
    return {**own, **allowed(figures_for(source, audience_from(audience)))}


def checked(source: Source, audience: str, subject: str, text: str) -> tuple[str, str]:
    """Subject and text ready to be kept.

    Raises:
        InvalidInput: empty, too long, an unknown variable (with the likely one), or one that nobody can fill today.
    """
    subject = clean_text(subject, field="subject", label="l’objet", max_length=MAX_SUBJECT)
    text = clean_text(text, field="text", label="le texte", max_length=MAX_TEXT, multiline=True)
    names = variables(source, audience)
    values = _values(source, audience, "Prénom Nom", press_address(audience))
    for field, typed in (("subject", subject), ("text", text)):
        check(typed, names, field)
        for name in names_in(typed):
            if not values[name]:
                said = names[name].label
                raise InvalidInput(field, f"« {{{{{name}}}}} » n’est pas connu ({said}) : retirez-le du texte.")
    if LINK in names_in(subject):
        raise InvalidInput("subject", "L’adresse de la page va dans le texte, pas dans l’objet.")
    return subject, text


def written(source: Source, audience: str, subject: str, text: str, name: str, way_out: str, now: datetime) -> Written:
    """The message for one person. While an embargo runs, it stands in the subject and at the top. A paragraph whose
    variable has become unknown since is left out; a text that does not place the page's address gets it last."""
    link = address_for(source, audience, now)
    values = _values(source, audience, name, link)
    body = "\n\n".join(
        filled(one, values) for one in text.split("\n\n") if all(values.get(name) for name in names_in(one))
    )
    if LINK not in names_in(text):
        body = f"{body}\n\n{link}"
    headline = filled(subject, {name: value or "…" for name, value in values.items()})
    until = source.press.sheet.embargo_until
    if until and source.press.sheet.under_embargo(now):
        moment = moment_in_words(until, year=True)
        headline = f"[Sous embargo jusqu’au {moment}] {headline}"
        body = f"SOUS EMBARGO jusqu’au {moment} : merci de ne rien publier ni diffuser avant.\n\n{body}"
    headline, body = in_french(clean(headline)), in_french(body).strip()
    signature = in_french("\n".join(source.identity.signature))
    foot = in_french(_footer(source.identity, way_out))
    plain = "\n\n".join(part for part in (body, signature, foot) if part) + "\n"
    return Written(headline, plain, html.page(headline, html.blocks(body, link, BUTTON), signature, foot))


def in_french(text: str) -> str:
    """No-break spaces and apostrophes, addresses apart; without the word joiner, which some programs show as a box."""
    pieces = _ADDRESS.split(text)
    return "".join(one if rank % 2 else typographic(one) for rank, one in enumerate(pieces)).replace(JOIN, "")


def _values(source: Source, audience: str, name: str, link: str) -> Mapping[str, str]:
    known = values_for(source, audience_from(audience))
    return {**known, NAME: clean(name), LINK: link}


def _footer(identity: Identity, way_out: str) -> str:
    holder = f" Responsable : {identity.body_name.rstrip('. ')}." if identity.body_name else ""
    return (
        "Pourquoi ce message ? Votre adresse professionnelle figure dans notre fichier presse, qui ne sert qu’aux bons "
        f"jours de l’occasion.{holder}\n\n"
        f"Ne plus recevoir nos messages : {way_out}\n\n"
        f"Vos données et vos droits : {settings().public_url}/donnees-personnelles"
    )
