"""``editions export`` and ``editions import``: the hand-over kit of an edition, given and taken."""

import os
import tempfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import click

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import InvalidInput, Refused, UnreadableFile
from campaign.base.french import date_in_figures, plural
from campaign.base.operations import new_operation
from campaign.cli.editions import DAY, editions, record
from campaign.cli.french import FrenchOption
from campaign.cli.output import give, opened
from campaign.editions import views
from campaign.handover.bringing import as_record, bring, proposed_days, try_out
from campaign.handover.collecting import kit_of
from campaign.handover.model import Collected
from campaign.handover.outcome import Brought
from campaign.handover.packing import packed
from campaign.handover.reading import MOST_BYTES, TOO_BIG, read_kit


@editions.command("export")
@click.argument("edition", type=int, metavar="EDITION")
@click.argument("file", type=click.Path(path_type=Path), metavar="FICHIER")
@click.pass_context
def export_kit(ctx: click.Context, edition: int, file: Path) -> None:
    """Écrit le kit de reprise d’une édition, sans aucune donnée personnelle : un fichier .zip."""
    if file.suffix.lower() != ".zip":
        raise InvalidInput("file", "Un kit de reprise est un fichier .zip : donnez-lui ce nom.")
    with opened(ctx) as db:
        collected = kit_of(db, SYSTEM, edition)
    data = packed(collected.kit, clock.today())
    _refuse_to_replace(file)
    _write(file, data)
    counts = {part.value: count for part, count in collected.kit.counts.items()}
    made = {"edition": edition, "file": str(file), "bytes": len(data), "sha256": sha256(data).hexdigest(),
            "parts": counts, "masked": len(collected.masked)}  # fmt: skip
    give(ctx, [made], _said(file, collected))


@editions.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FICHIER")
@click.option("--day", "days", cls=FrenchOption, type=DAY, multiple=True, metavar="AAAA-MM-JJ",
              help="Un jour de la nouvelle édition ; de un à quatre, à répéter. Par défaut, les mêmes jours de la "
                   "semaine, à la même saison.")  # fmt: skip
@click.option("--dry-run", cls=FrenchOption, is_flag=True, help="Dit ce que le kit apporterait, sans rien écrire.")
@click.pass_context
def import_kit(ctx: click.Context, file: Path, days: tuple[datetime, ...], dry_run: bool) -> None:
    """Prépare une édition d’après un kit de reprise ; ce qui est déjà là est gardé."""
    kit = read_kit(_read(file))
    chosen = [one.date() for one in days]
    with opened(ctx) as db:
        proposed = not chosen
        chosen = chosen or list(proposed_days(kit.outline))
        if dry_run:
            brought = try_out(db, SYSTEM, kit, chosen)
            told: dict[str, object] = {"days": [one.isoformat() for one in brought.days]}
        else:
            brought = bring(db, SYSTEM, kit, chosen, new_operation())
            told = record(views.edition(db, brought.edition_id))
    told |= {"dry_run": dry_run, "days_proposed": proposed, "brought": as_record(brought)}
    if dry_run:
        told["brought"] = {**as_record(brought), "edition": None}
    give(ctx, [told], "\n".join(_lines(brought, proposed, dry_run)))


def _lines(brought: Brought, proposed: bool, dry_run: bool) -> list[str]:
    lines = ["Essai, rien n’est écrit."] if dry_run else []
    numbered = "" if dry_run or brought.again else f" C’est l’édition n° {brought.edition_id}."
    lines.append(brought.in_words + numbered)
    if not brought.again:
        how = "proposés à la même saison" if proposed else "choisis"
        lines.append(f"Jours {how} ; réponses attendues jusqu’au {date_in_figures(brought.answer_deadline)}.")
        lines += [f"- {one}" for one in brought.lines]
    return lines + [f"À voir : {one}" for one in brought.notices]


def _said(file: Path, collected: Collected) -> str:
    lines = [f"Kit de reprise écrit : {file}."]
    if collected.masked:
        taken = plural(len(collected.masked), "mention retirée", "mentions retirées")
        lines.append(f"{taken} des textes, à vérifier dans le kit :")
        lines += [f"- {one.part.label}, {one.where} : {one.mark.in_words}" for one in collected.masked]
    return "\n".join(lines)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableFile("Ce fichier n’existe pas. Vérifiez son nom.") from error
    except (PermissionError, IsADirectoryError) as error:
        raise UnreadableFile("Ce fichier ne peut pas être lu. Vérifiez son nom et ses droits.") from error
    if len(data) > MOST_BYTES:
        raise UnreadableFile(TOO_BIG)
    return data


def _refuse_to_replace(file: Path) -> None:
    """Only a kit is replaced by a kit."""
    if not file.exists():
        return
    try:
        read_kit(_read(file))
    except UnreadableFile as error:
        raise Refused(f"{file.name} existe déjà et n’est pas un kit de reprise : choisissez un autre nom.") from error


def _write(file: Path, data: bytes) -> None:
    """The whole file, or none."""
    if not file.absolute().parent.is_dir():
        raise Refused("Ce dossier n’existe pas. Vérifiez le chemin.")
    with tempfile.NamedTemporaryFile(dir=file.absolute().parent, prefix=".kit-", delete=False) as draft:
        try:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(file)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
