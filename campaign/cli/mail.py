"""``mail``: sending what waits, reading what came back."""

from collections import Counter
from pathlib import Path

import click

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base.french import number, plural
from campaign.base.operations import new_operation
from campaign.cli.french import FrenchGroup, FrenchOption
from campaign.cli.output import give, opened
from campaign.messages import actions, views
from campaign.messages.bounces import read_bounces, read_folder
from campaign.messages.model import Audience, Results, Step


@click.group(cls=FrenchGroup)
def mail() -> None:
    """Les messages : envoyer ce qui attend, lire ceux qui reviennent."""


@mail.command()
@click.pass_context
def send(ctx: click.Context) -> None:
    """Envoie maintenant ce qui attend et dont l’heure est venue."""
    with opened(ctx) as db:
        actions.launch_due(db, SYSTEM)
        done = worker.send_messages(db)
    counts = {name: getattr(done, name) for name in ("sent", "waiting", "failed", "uncertain", "skipped")}
    said = f"{plural(done.sent, 'message parti', 'messages partis')}, {number(done.waiting)} en attente"
    said += f", {plural(done.failed, 'échec')}" if done.failed else ""
    said += f", {plural(done.uncertain, 'incertain')}" if done.uncertain else ""
    give(ctx, counts, f"{said}.")


@mail.command()
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--dry-run", cls=FrenchOption, is_flag=True, help="Compte sans rien envoyer.")
@click.pass_context
def remind(ctx: click.Context, edition: int, dry_run: bool) -> None:
    """Lance la prochaine relance d’une édition, vers ceux qui ont encore à répondre.

    Les messages sont mis en attente ; le travail de fond les envoie.
    """
    with opened(ctx) as db:
        step = views.next_reminder(db, SYSTEM, edition)
        found = views.audience(db, SYSTEM, edition, step) if step else Audience((), ())
        if dry_run:
            counts = {"due": len(found.due), "skipped": len(found.skipped)}
            give(ctx, {"step": step, **counts}, _would_reach(step, found))
            return
        if step and found.due:
            actions.send_step(db, SYSTEM, edition, step, "", new_operation())
        results = next((one.results for one in views.plan(db, SYSTEM, edition) if one.step is step), Results())
    counts = {"sent": results.sent, "waiting": results.waiting, "failed": results.failed}
    text = f"{step.label} lancée : {plural(results.waiting, 'message')} en attente." if found.due else ""
    give(ctx, {"step": step, **counts}, text or _would_reach(step, found))


@mail.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FICHIER…")
@click.pass_context
def bounces(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Lit les messages revenus : fichiers .eml, boîtes .mbox, ou dossiers qui en contiennent.

    Une adresse qui ne fonctionne plus est marquée, et devient une tâche. Un même message ne compte qu’une fois.
    """
    with opened(ctx) as db:
        found = [read_folder(db, SYSTEM, path) for path in paths if path.is_dir()]
        if files := [path.read_bytes() for path in paths if path.is_file()]:
            found.append(read_bounces(db, SYSTEM, files, new_operation()))
    counts = {name: sum(getattr(one, name) for one in found) for name in ("permanent", "transient", "refused", "other")}
    words = {
        "permanent": ("adresse ne fonctionne plus", "adresses ne fonctionnent plus"),
        "refused": ("message refusé", "messages refusés"),
        "transient": ("retard passager", "retards passagers"),
        "other": ("autre message", "autres messages"),
    }
    said = ", ".join(plural(counts[name], *forms) for name, forms in words.items() if counts[name])
    give(ctx, counts, f"{said or 'Rien de nouveau'}.")


def _would_reach(step: Step | None, found: Audience) -> str:
    if step is None:
        return "Toutes les relances sont déjà parties."
    reasons = Counter(one.skip for one in found.skipped)
    lines = [f"{step.label} : {plural(len(found.due), 'destinataire')}."] if found.due else ["Personne à relancer."]
    return "\n".join([*lines, *(f"  {number(count)} {skip.label}" for skip, count in reasons.items() if skip)])
