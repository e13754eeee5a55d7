"""The papers that go with a kit: what goes where, what to order from the printer, what to check before."""

import json
from collections.abc import Sequence

from campaign.base.exports import csv_bytes
from campaign.base.french import days_in_words, plural
from campaign.communication.assembling import WORD, Line
from campaign.communication.content import Source
from campaign.communication.model import read_audience
from campaign.communication.order import Ordered, order_rows
from campaign.documents.catalogue import KINDS
from campaign.documents.preflight import Verdict
from campaign.documents.presets import Preset

READ_ME, ORDER, CHECKS, MANIFEST = (
    "LISEZ-MOI.txt",
    "fiche-de-fabrication.csv",
    "tableau-de-controle.csv",
    "manifest.json",
)
TO_MEND, WITHOUT, TO_READ, TO_PRINT, READY = "À corriger", "Sans fichier", "À relire", "Prête à imprimer", "Prête"


def read_me(source: Source, lines: Sequence[Line], preset: Preset) -> bytes:
    """A text that any computer opens: what each folder holds, for whom, and what is still to mend."""
    made = [line for line in lines if line.path]
    to_mend = sum(bool(line.blocking) for line in made)
    refused = len(lines) - len(made)
    words = [
        f"Les bons jours de l’occasion – {source.edition.name}",
        f"{days_in_words(source.edition.days)}, {plural(len(source.shops), 'boutique')} {source.place.in_form}",
        "",
        f"Fichiers préparés pour : {preset.label.lower()}. {plural(len(made), 'pièce')}.",
        "",
        "CE QUE CONTIENT CE DOSSIER",
        "departement : les pièces communes, qui nomment toutes les boutiques.",
        "epci-… : les mêmes, avec les seules boutiques de l’intercommunalité ; à remettre à son animateur.",
        "boutique-… : les pièces de chaque boutique, sous son numéro de la carte ; à lui remettre.",
        f"*.{WORD} : le dossier de presse et le communiqué en Word, pour qui en reprend le texte.",
        f"{ORDER} : pour chaque pièce, le format, le papier, les encres et la quantité ; à remettre à l’imprimeur.",
        f"{CHECKS} : ce qui est prêt, ce qui est à relire, ce qui est à corriger.",
        f"{MANIFEST} : la liste des fichiers, pour les logiciels.",
        "",
        "AVANT D’IMPRIMER",
    ]
    if to_mend:
        words.append(
            f"{plural(to_mend, 'fichier')} à corriger : leur nom finit par « a-corriger ». Ne les imprimez pas ; "
            "le tableau de contrôle dit pourquoi."
        )
    if to_read := sum(state(line, preset) == TO_READ for line in lines):
        words.append(f"{plural(to_read, 'fichier')} à relire : le tableau de contrôle dit quoi.")
    if refused:
        words.append(f"{plural(refused, 'pièce')} sans fichier : le tableau de contrôle dit pourquoi.")
    if preset is Preset.SCREEN:
        words.append("Ces fichiers sont faits pour l’écran : demandez le kit « Imprimeur » pour imprimer.")
    words.append("Relisez une pièce de chaque sorte : noms, jours, heures, logos.")
    return ("\ufeff" + "\r\n".join(words) + "\r\n").encode()


def order_form(source: Source, lines: Sequence[Line], preset: Preset) -> bytes:
    """One row per kind made: format, inks, paper, copies proposed and why, printer."""
    ordered = []
    for kind in dict.fromkeys(line.kind for line in lines if line.path and line.format == "pdf"):
        made = [line for line in lines if line.kind == kind and line.path]
        ordered.append(Ordered(kind, max(line.pages for line in made), len(made), made[0].trim_mm))
    rows = order_rows(source, ordered, preset)
    return csv_bytes(list(rows[0]) if rows else ("Pièce",), [list(row.values()) for row in rows])


def check_table(source: Source, lines: Sequence[Line], preset: Preset) -> bytes:
    """One row per piece, those to mend first; what was looked at in each file has a column."""
    subjects = list(dict.fromkeys(check.subject for line in lines for check in line.checks))
    rows = []
    for line in lines:
        checked = {check.notice for check in line.checks}
        said = " ".join(one for one in (*line.blocking, *line.warnings) if one not in checked)
        for_whom = source.name_of(read_audience(line.audience))
        found = [_found(line, subject) for subject in subjects]
        label = f"{KINDS[line.kind].label}, Word" if line.format == WORD else KINDS[line.kind].label
        rows.append((state(line, preset), label, for_whom, said, *found, line.path or ""))
    order = (TO_MEND, WITHOUT, TO_READ, TO_PRINT, READY)
    headers = ("État", "Pièce", "Pour", "Remarques", *subjects, "Fichier")
    return csv_bytes(headers, sorted(rows, key=lambda row: order.index(row[0])))


def state(line: Line, preset: Preset) -> str:
    """« Prête à imprimer » only for a print file read back with nothing to mend."""
    if line.path is None:
        return WITHOUT
    if line.blocking:
        return TO_MEND
    if line.warnings:
        return TO_READ
    return TO_PRINT if preset.finish.inks and line.checks else READY


def _found(line: Line, subject: str) -> str:
    """« 297 × 420 mm. », « À corriger : … »; '' where nothing of the kind was looked at."""
    return " ".join(
        check.sentence if check.verdict is Verdict.GOOD else f"{check.verdict.label} : {check.sentence}"
        for check in line.checks
        if check.subject == subject
    )


def manifest_bytes(lines: Sequence[Line]) -> bytes:
    """manifest.json, a list (contract.md)."""
    return (json.dumps([line.as_dict() for line in lines], ensure_ascii=False, indent=1) + "\n").encode()
