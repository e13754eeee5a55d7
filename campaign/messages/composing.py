"""From a text and its facts to what a person reads: subject, plain text, HTML. No database is written here."""

import re
from dataclasses import dataclass

from campaign.base.french import JOIN, typographic
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.base.variables import filled, names_in
from campaign.mail import html
from campaign.messages.facts import Facts
from campaign.messages.model import ASKS_DEBRIEF, INVITATIONS, Progress, Step

LONGEST_SUBJECT = 180  # signs once filled: a list of ten shops would hide what is asked
_ADDRESS = re.compile(r"(https?://\S+)")
_BUTTONS = {
    Progress.NOTHING: "Je réponds",
    Progress.BEGUN: "Je termine ma réponse",
    Progress.TO_COMPLETE: "Je complète ma réponse",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A message as one person reads it."""

    subject: str
    text: str
    html: str


def written(
    step: Step, progress: Progress, subject: str, body: str, facts: Facts, *, unsubscribe_url: str = "", word: str = ""
) -> Written:
    """The text of a step for one recipient. ``word``, added when sending one again, stands first; what the text does
    not place stands last. Values are put in once, so none is read as a variable."""
    values = facts.values(dict.fromkeys(names_in(subject) + names_in(body)))
    parts = [clean(word, multiline=True), filled(body, values), *unplaced(step, body, facts)]
    said = _in_french("\n\n".join(part for part in parts if part.strip()))
    said = re.sub(r"\n{3,}", "\n\n", said).strip()
    headline = _one_line(filled(subject, values))
    signature = _in_french("\n".join(facts.identity.signature))
    foot = _in_french(footer(step, facts, unsubscribe_url))
    leads_to = facts.leads_to(names_in(body))
    label = _BUTTONS[progress] if step in INVITATIONS else "Voir ma page"
    if leads_to == facts.debrief_link:
        label = "Faire le bilan" if not ASKS_DEBRIEF.get(step) else "Répondre en deux minutes"
    blocks = html.blocks(said, leads_to, label)
    plain = "\n\n".join(part for part in (said, signature, foot) if part) + "\n"
    return Written(headline, plain, html.page(headline, blocks, signature, foot))


def unplaced(step: Step, body: str, facts: Facts) -> list[str]:
    """What an adapted text left out and that is said all the same: the role of whoever is invited, then the note."""
    placed, found = names_in(body), []
    if step is Step.INVITATION and "votre_role" not in placed:
        found.append(facts.role)
    if "precision" not in placed:
        found.append(clean(facts.note, multiline=True))
    return [one for one in found if one]


def footer(step: Step, facts: Facts, unsubscribe_url: str) -> str:
    """Why this person is written to, from where their address comes, how to object (GDPR, articles 14 and 21)."""
    rights = f"Vos données et vos droits : {settings().public_url}/donnees-personnelles"
    if step not in INVITATIONS:
        take_part = "avez participé" if step in ASKS_DEBRIEF else "participez"
        return (
            f"Vous recevez ce message pratique parce que vous {take_part} à l’édition « {clean(facts.edition.name)} » "
            f"avec {facts.names}. Il ne contient pas d’invitation.\n\n{rights}"
        )
    holder = facts.identity.body_name
    why = (
        "Pourquoi ce message ? Votre adresse figure dans notre répertoire des boutiques solidaires. Elle vient de "
        "votre boutique, de votre réseau ou d’une information publique, et ne sert qu’aux bons jours de l’occasion."
        + (f" Responsable : {holder.rstrip('. ')}." if holder else "")
        if step is Step.INVITATION
        else f"Ce message suit l’invitation envoyée pour {facts.names} (édition « {clean(facts.edition.name)} »)."
    )
    stop = (
        f"Ne plus recevoir d’invitation ni de relance : {unsubscribe_url}\n"
        "Si vous participez, les messages pratiques (livraison, horaires) continuent d’arriver."
    )
    return f"{why}\n\n{stop}\n\n{rights}"


def _one_line(text: str) -> str:
    joined = re.sub(r"\s*\n+(?:- )?", " ; ", text.strip())
    line = _in_french(clean(joined)).rstrip(" :;,\u00a0")
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _in_french(text: str) -> str:
    """No-break spaces and apostrophes, addresses apart; without the word joiner, which some programs show as a box."""
    pieces = _ADDRESS.split(text)
    return "".join(one if rank % 2 else typographic(one) for rank, one in enumerate(pieces)).replace(JOIN, "")
