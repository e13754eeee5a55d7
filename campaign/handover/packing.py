"""A kit as one zip: a manifest, one readable JSON file a part, and what a person needs to know. Pure."""

import zipfile
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

from campaign.base.french import day_in_words, plural
from campaign.debrief.model import QuestionSet
from campaign.handover.model import (
    FORMAT,
    VERSION,
    Kit,
    Lessons,
    MailText,
    Model,
    Moment,
    Outline,
    Part,
    PlanTask,
    PressBlock,
    SheetPart,
    Spent,
    StockItem,
)
from campaign.handover.shape import written
from campaign.press.default_framework import BY_CODE

MANIFEST, READ_ME = "manifest.json", "LISEZ-MOI.txt"
# Each part: the field of the kit it holds, and what that is.
HELD: dict[Part, tuple[str, Any]] = {
    Part.EDITION: ("outline", Outline),
    Part.CALENDAR: ("calendar", tuple[Moment, ...]),
    Part.PLAN: ("plan", tuple[PlanTask, ...]),
    Part.TEXTS: ("texts", tuple[MailText, ...]),
    Part.PRESS: ("press", tuple[PressBlock, ...]),
    Part.ITEMS: ("items", tuple[StockItem, ...]),
    Part.MODELS: ("models", tuple[Model, ...]),
    Part.SPENDING: ("spending", tuple[Spent, ...]),
    Part.QUESTIONS: ("questions", tuple[QuestionSet, ...]),
    Part.LESSONS: ("lessons", Lessons),
    Part.SHEET: ("sheet", tuple[SheetPart, ...]),
}
# The day written on each file of the zip: the same kit made the same day has the same bytes.
_NOON = (12, 0, 0)
LEFT_OUT = (
    "les personnes : comptes, contacts, auteurs de citations, journalistes, conducteurs",
    "les boutiques et les autres partenaires, leurs réponses, leurs bilans, leurs photos",
    "les citations, les visuels et les chiffres du dossier de presse",
    "les fournisseurs, les financeurs, les notes, les documents joints, les montants des salaires",
    "les pièces numérotées, les lieux de stockage, les quantités en stock",
    "qui fait chaque tâche du rétroplanning, ses notes, les plans qui la paient",
    "l’identité, les couleurs et les logos : ils sont ceux de chaque département",
)


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of one file. ``count``: how many things it holds."""

    name: str
    count: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a kit is, before reading it."""

    format: str
    version: int
    made_on: date
    members: tuple[Member, ...]


def file_of(part: Part) -> str:
    """The name of its file."""
    return f"{part.value}.json"


def packed(kit: Kit, made_on: date) -> bytes:
    """The zip."""
    files = {file_of(part): written(getattr(kit, name)) for part, (name, _) in HELD.items()}
    files[READ_ME] = read_me(kit, made_on).encode()
    counts = {file_of(part): count for part, count in kit.counts.items()}
    members = tuple(
        Member(name, counts.get(name, 1), len(data), sha256(data).hexdigest()) for name, data in files.items()
    )
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {MANIFEST: written(Manifest(FORMAT, VERSION, made_on, members)), **files}.items():
            entry = zipfile.ZipInfo(name, (made_on.year, made_on.month, made_on.day, *_NOON))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return held.getvalue()


def own_texts(kit: Kit) -> list[tuple[str, str]]:
    """What people wrote in the kit, as it leaves: (where, text), to be read before the file is sent."""
    found = [(one.step.label, f"{one.subject}\n{one.body}") for one in kit.texts if one.adapted]
    found += [
        (one.title, one.text) for one in kit.press if one.code not in BY_CODE or BY_CODE[one.code].text != one.text
    ]
    found += [(one.quadrant.label, one.text) for one in kit.lessons.points]
    found += [("Décision", f"{one.text}{f' ({one.who})' if one.who else ''}") for one in kit.lessons.resolutions]
    found += [("Tâche", one.title) for one in kit.plan]
    found += [("Dépense", one.label) for one in kit.spending]
    return found + [(one.title, one.text) for one in kit.sheet]


def read_me(kit: Kit, made_on: date) -> str:
    """What a person who opens the zip reads first."""
    inside = [f"- {part.value}.json : {part.counted(count)}" for part, count in kit.counts.items()]
    held = [
        f"- edition.json : le nom, le thème, les objectifs, {plural(len(kit.outline.days), 'jour')}",
        "- calendrier.json : quand chaque message est parti, en jours depuis J",
        *inside,
    ]
    return "\n".join(
        [
            "KIT DE REPRISE – Les bons jours de l’occasion",
            "",
            f"Édition « {kit.outline.name} », kit fait le {day_in_words(made_on)}.",
            "",
            "Ce kit transmet ce qu’une édition a appris à une autre édition, ou à un autre département.",
            "Pour le reprendre : écran « Éditions », bouton « Reprendre un kit », ou la commande",
            "    python -m campaign editions import FICHIER",
            "",
            "Ce qu’il contient :",
            *held,
            "",
            "Ce qu’il ne contient pas :",
            *(f"- {one}" for one in LEFT_OUT),
            "",
            "Les adresses électroniques, les téléphones, les adresses web et les noms connus de l’installation",
            "d’origine sont remplacés, dans les textes écrits par l’équipe, par une mention entre crochets,",
            "par exemple [nom retiré]. Un nom que le logiciel ne connaît pas peut y rester : l’équipe d’origine a été",
            "invitée à relire ses textes avant d’envoyer ce fichier. Relisez-les aussi après la reprise.",
            "",
            "Les dates sont comptées en jours depuis le premier jour de l’édition (J = 0). À la reprise, elles sont",
            "recalculées pour les nouveaux jours. « null » veut dire inconnu, jamais zéro.",
            "",
            "Ne modifiez pas ces fichiers : chacun est reconnu à son empreinte, un fichier changé est refusé.",
            "",
        ]
    )
