"""« Tout ce que nous gardons sur … »: one file for whoever asks (GDPR, article 15)."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from html import escape

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal
from campaign.base.database import Database, rows, transaction, value
from campaign.base.exports import dated
from campaign.base.fields import phone_in_words
from campaign.base.french import day_in_words, moment_in_words, typographic
from campaign.base.text import slug
from campaign.partners.model import CONTACT_LABELS
from campaign.people.keys import parameters_of
from campaign.people.model import Held, Section
from campaign.people.trace import Trace
from campaign.people.traces import TRACES

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\+\d{8,15}")
MESSAGES = {
    "step": "Message d’une étape", "link_again": "Lien personnel redemandé", "owed": "Rappel du matériel à rendre",
    "meeting": "Réunion", "minutes": "Compte rendu de réunion", "dates_ask": "Question sur les jours",
    "dates_remind": "Relance sur les jours", "dates_decided": "Jours décidés", "role_remind": "Rappel d’un rôle à lire",
    "quote": "Citation à relire", "press": "Envoi à la presse", "trial": "Essai",
}  # fmt: skip
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#20303a}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #c9d2d6}"
    "div{overflow-x:auto}h2{margin:1.5rem 0 0;font-size:1.15rem}p.rights{border-top:2px solid;padding-top:1rem}"
)
_RIGHTS = (
    "Vous pouvez demander la correction ou l’effacement de ces données, vous opposer à nos messages, saisir la CNIL. "
    "Les liens personnels n’y figurent pas : seule leur empreinte est gardée. Les sauvegardes gardent une copie de ces "
    "données douze mois au plus."
)


@guarded
def held(db: Database, by: Actor, contact_id: int, sentences: Mapping[str, str]) -> Held:
    """Everything kept about a contact, the same person under another line included. ``sentences``: what each verb of
    the journal says in French.

    Raises:
        NotFound.
    """
    parameters = parameters_of(db, contact_id)
    sections = []
    for trace in TRACES:
        found = rows(db, trace.read, parameters)
        if found:
            # A column that holds nothing tells nothing; of the person themself, what is empty is said too.
            columns = tuple(one for one in found[0] if trace.table == "contacts" or any(line[one] for line in found))
            listed = tuple(tuple(_said(trace, name, one[name], sentences) for name in columns) for one in found)
            sections.append(Section(trace.title, columns, listed))
    name = str(value(db, "SELECT name FROM contacts WHERE id = ?", [contact_id]))
    return Held(name, clock.now(), tuple(sections))


@guarded
def held_file(db: Database, by: Actor, contact_id: int, sentences: Mapping[str, str]) -> tuple[str, bytes]:
    """The name and the bytes of a ZIP: a page to read, and the same as JSON. The journal notes that it was made.

    Raises:
        NotFound.
    """
    kept = held(db, by, contact_id, sentences)
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ce-que-nous-gardons.html", as_page(kept))
        archive.writestr("ce-que-nous-gardons.json", as_json(kept))
    with transaction(db):
        journal.record(db, by.journal_name, "export_contact", "contact", contact_id)
    return f"donnees-{slug(kept.name) or contact_id}.zip", dated(book.getvalue(), kept.made_at)


def as_json(kept: Held) -> str:
    """For a program: the same headings, the same values."""
    sections = [
        {"title": one.title, "rows": [dict(zip(one.columns, line, strict=True)) for line in one.rows]}
        for one in kept.sections
    ]
    told = {"name": kept.name, "made_at": clock.stamp(kept.made_at), "sections": sections}
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_page(kept: Held) -> str:
    """For a person: one table a heading."""
    title = f"Tout ce que nous gardons sur {kept.name}"
    parts = [
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>",
        f"<p>Fait le {escape(moment_in_words(kept.made_at, year=True))}.</p>",
    ]
    for one in kept.sections:
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in one.columns)
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(typographic(cell))}</td>" for cell in line) + "</tr>" for line in one.rows
        )
        parts.append(f"<h2>{escape(one.title)}</h2><div><table><tr>{heads}</tr>{lines}</table></div>")
    parts.append(f'<p class="rights">{escape(typographic(_RIGHTS))}</p></body></html>')
    return "\n".join(parts)


def _said(trace: Trace, column: str, found: object, sentences: Mapping[str, str]) -> str:
    text = "" if found is None else str(found)
    if column in trace.codes and text:
        return trace.codes[column](text).label
    if column == "Action":
        return sentences.get(text, text)
    if column == "Message":
        return MESSAGES.get(text, text)
    if column == "Champ":
        return CONTACT_LABELS.get(text, text)
    if _STAMP.match(text):
        return moment_in_words(clock.from_stamp(text), year=True)
    if _DAY.fullmatch(text):
        return day_in_words(date.fromisoformat(text))
    return phone_in_words(text) if _NUMBER.fullmatch(text) else text
