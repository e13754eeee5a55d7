"""The contents of the exported folder as a paper: what is there and where, what is missing and by whom. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.base.clock import PARIS
from campaign.base.french import NBSP, date_in_figures, day_in_words, number, plural
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Block, Card, Cards, Chapter, Note, Points, ReadingPaper, Table
from campaign.evidence.model import Elsewhere, State, Tracked, size_in_words
from campaign.evidence.naming import Placed, placed
from campaign.evidence.sheet import by_task
from campaign.evidence.views import Evidence

NOBODY, UNDATED = "à dire", "sans date"


@dataclass(frozen=True, slots=True)
class Around:
    """What the contents say beside the list: files that were lost (ids), what other screens hold, colours, who for."""

    lost: Collection[int] = ()
    elsewhere: Sequence[Elsewhere] = ()
    palette: Palette | None = None
    body_name: str = ""


def contents(seen: Evidence, made_at: datetime, around: Around) -> ReadingPaper:
    """The whole paper; chapters of which there is nothing to say are left out."""
    edition, made = seen.edition, made_at.astimezone(PARIS).date()
    body = f", {around.body_name}" if around.body_name else ""
    paths = placed(seen.tracked)
    return ReadingPaper(
        code="preuves",
        kind="Dossier des preuves",
        title=edition.name,
        under=f"{edition.days_text[:1].upper()}{edition.days_text[1:]}{body}",
        chapters=(
            Chapter("Où en sont les preuves", _counted(seen)),
            Chapter("Preuves réunies", _there(seen, paths, around.lost)),
            Chapter("Preuves à créer", _missing(seen)),
            Chapter("Preuves sans objet", _not_needed(seen)),
            Chapter("Tâche par tâche", _tasks(seen)),
            Chapter("Ce que le logiciel garde déjà", _elsewhere(around.elsewhere)),
        ),
        closing=f"Sommaire établi le {day_in_words(made)}.",
        palette=around.palette or Palette(),
        made_at=made_at,
    )


def _counted(seen: Evidence) -> tuple[Block, ...]:
    files = sum(len(one.piece.files) for one in seen.tracked)
    said = f"{plural(files, 'fichier')}, {size_in_words(seen.bytes)}" if files else "aucun fichier"
    cards = (
        Card("Preuves réunies", f"{number(seen.progress.existing)} sur {number(seen.progress.wanted)}", said),
        Card("À créer", number(len(seen.of(State.TO_MAKE))), _late(seen)),
        Card("Sans objet", number(len(seen.of(State.NOT_NEEDED))), "non comptées"),
    )
    blocks: list[Block] = [Cards(cards)]
    if seen.gaps:
        lines = tuple(f"{one.task.title}{NBSP}: {_titles(one.missing)}." for one in seen.gaps)
        blocks.append(Table("Tâches faites sans leur preuve", ("Tâche", "Preuves à créer"), tuple(
            (one.task.title, _titles(one.missing)) for one in seen.gaps
        )) if len(lines) > 1 else Points((f"Tâche faite sans sa preuve{NBSP}: {lines[0]}",)))  # fmt: skip
    return tuple(blocks)


def _late(seen: Evidence) -> str:
    return f"dont {number(len(seen.late))} en retard" if seen.late else "aucune en retard"


def _titles(tracked: Sequence[Tracked]) -> str:
    return " ; ".join(one.piece.title for one in tracked)


def _there(seen: Evidence, paths: Sequence[Placed], lost: Collection[int]) -> tuple[Block, ...]:
    named = {one.file.id: one.path.rpartition("/")[2] for one in paths}
    rows = []
    for one in seen.of(State.EXISTING):
        where = [f"{named[file.id]} (fichier perdu)" if file.id in lost else named[file.id] for file in one.piece.files]
        if one.piece.kept_at:
            where.append(f"Gardée{NBSP}: {one.piece.kept_at}")
        rows.append((number(one.number), one.piece.title, one.piece.proves, " ; ".join(where)))
    if not rows:
        return ()
    note = "Le numéro est celui du dossier où sont ses fichiers."
    return (Table("", ("N°", "Preuve", "Ce qu’elle prouve", "Fichiers, ou lieu"), tuple(rows), (0,), note),)


def _missing(seen: Evidence) -> tuple[Block, ...]:
    rows = tuple(
        (number(one.number), one.piece.title, one.piece.whom or NOBODY,
         f"{date_in_figures(one.due)}{', en retard' if one.late else ''}" if one.due else UNDATED)
        for one in seen.of(State.TO_MAKE)
    )  # fmt: skip
    return (Table("", ("N°", "Preuve", "Par qui", "Pour le"), rows, (0,)),) if rows else ()


def _not_needed(seen: Evidence) -> tuple[Block, ...]:
    rows = tuple((one.piece.title, one.piece.why_not) for one in seen.of(State.NOT_NEEDED))
    return (Table("", ("Preuve", "Pourquoi"), rows),) if rows else ()


def _tasks(seen: Evidence) -> tuple[Block, ...]:
    rows = tuple(
        (title, state, there or "—", missing or "—")
        for title, _, _, state, there, missing in by_task(seen.tracked, seen.tasks)
    )
    return (Table("", ("Tâche", "État", "Preuves réunies", "Preuves à créer"), rows),) if rows else ()


def _elsewhere(found: Sequence[Elsewhere]) -> tuple[Block, ...]:
    if not found:
        return ()
    rows = tuple((one.label, one.count) for one in found)
    said = "Ces documents sont dans le logiciel, sur leurs propres écrans : ils ne sont pas dans ce dossier."
    return (Table("", ("Écran", "Ce qui s’y trouve"), rows), Note(said))
