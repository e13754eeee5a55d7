"""What the import says of each line of a file before anything is written, and the figures people read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from campaign.base.french import plural
from campaign.base.labels import Labelled
from campaign.partners.importing.headings import Column
from campaign.partners.importing.sheets import ReadSheet


class Verdict(Labelled):
    """What happens to a line when it is taken."""

    NEW = "new", "Nouvelle"
    UPDATED = "updated", "Mise à jour"
    UNCHANGED = "unchanged", "Identique"
    DUPLICATE = "duplicate", "Doublon probable"
    REJECTED = "rejected", "Refusée"


TO_REVIEW_LABEL = "À vérifier"
PROPOSAL_LABEL = "Proposition"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the file and its verdict.

    ``number`` is the one a spreadsheet shows. ``columns`` are what will be written, ``changes`` what an update changes
    (field -> before, after, as people read them), ``before`` the stored values it replaces; ``suggested`` the fields
    that an agent will decide on, with the text proposed. ``to_review``: somebody has to look, because something is
    ``doubtful`` or only suggested. ``place_id`` and
    ``place_version`` are those of the sheet matched; ``restores`` says that sheet comes back from an import undone. A
    duplicate points at a sheet (``duplicate_of``) or at an earlier line of the file (``duplicate_of_line``).
    """

    number: int
    verdict: Verdict
    sheet: ReadSheet
    to_review: bool = False
    doubtful: bool = False
    reasons: tuple[str, ...] = ()
    columns: Mapping[str, object] = field(default_factory=dict)
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    before: Mapping[str, object] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)
    place_id: int | None = None
    place_version: int | None = None
    restores: bool = False
    duplicate_of: int | None = None
    duplicate_of_line: int | None = None

    @property
    def label(self) -> str:
        """« Nouvelle », « À vérifier »…: the one word a screen shows."""
        if self.doubtful:
            return TO_REVIEW_LABEL
        return PROPOSAL_LABEL if self.suggested and not self.changes else self.verdict.label

    @property
    def name(self) -> str:
        """The shop's name as it will be written, or what the file says instead."""
        return str(self.sheet.columns.get("name") or self.sheet.row.name)

    @property
    def commune(self) -> str:
        """The commune found, else the town as the file writes it."""
        return str(self.sheet.columns.get("commune") or self.sheet.row.commune)

    @property
    def postcode(self) -> str:
        """The postcode kept, else the file's."""
        return str(self.sheet.columns.get("postcode") or self.sheet.row.postcode)

    @property
    def why(self) -> str:
        """Every reason and warning as one text."""
        return " ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """Lines by verdict. ``to_review`` are among ``added`` and ``updated``."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    duplicates: int = 0
    to_review: int = 0

    @property
    def read(self) -> int:
        """Every line counted, each once."""
        return self.added + self.updated + self.unchanged + self.rejected + self.duplicates

    @property
    def in_words(self) -> str:
        """« 12 ajouts, 3 mises à jour, 1 doublon probable. »; « 500 boutiques déjà au registre : rien ne change. »"""
        if not self.read:
            return "Aucune ligne à importer."
        parts = []
        for count, one, many in (
            (self.added, "ajout", "ajouts"),
            (self.updated, "mise à jour", "mises à jour"),
            (self.duplicates, "doublon probable", "doublons probables"),
            (self.rejected, "ligne refusée", "lignes refusées"),
        ):
            if count:
                parts.append(plural(count, one, many))
        if self.unchanged:
            known = plural(self.unchanged, "boutique déjà au registre", "boutiques déjà au registre")
            return f"{known} : {', '.join(parts) or 'rien ne change'}."
        return f"{', '.join(parts)}."

    def as_dict(self) -> dict[str, int]:
        """Shaped as docs/contract.md says of ``shops import``."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "to_review": self.to_review,
        }


def counted(lines: Iterable[ImportLine]) -> ImportCounts:
    """The figures of some lines."""
    listed = list(lines)
    by_verdict = {verdict: sum(line.verdict is verdict for line in listed) for verdict in Verdict}
    return ImportCounts(
        added=by_verdict[Verdict.NEW],
        updated=by_verdict[Verdict.UPDATED],
        unchanged=by_verdict[Verdict.UNCHANGED],
        rejected=by_verdict[Verdict.REJECTED],
        duplicates=by_verdict[Verdict.DUPLICATE],
        to_review=sum(line.to_review for line in listed),
    )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do. Nothing is written yet.

    ``missing`` holds what must be answered before importing (« Colonne “Nom” absente. »): there are no lines then.
    ``mapping`` gives the index, in ``headers``, of each of our columns; ``guessed`` what the software would say;
    ``chosen_before`` that the columns are those of an earlier import of a file with the same headings (``source``).
    ``heading_row`` is the row of the headings (0: none), ``first_rows`` where else they may be. ``registry_state`` is
    how the registry stood.
    """

    file_name: str
    fingerprint: str
    headers: tuple[str, ...]
    mapping: Mapping[Column, int | None]
    lines: tuple[ImportLine, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    encoding: str | None = None
    separator: str | None = None
    sheet_name: str | None = None
    departement: str | None = None
    registry_state: tuple[str, ...] = ()
    source: str = ""
    guessed: Mapping[Column, int | None] = field(default_factory=dict)
    chosen_before: bool = False
    heading_row: int = 0
    heading_row_guessed: bool = True
    first_rows: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def counts(self) -> ImportCounts:
        """The figures if every line is taken."""
        return counted(self.lines)

    @property
    def recognised(self) -> int:
        """How many columns of the file are used."""
        return len({index for index in self.mapping.values() if index is not None})

    @property
    def proposed(self) -> tuple[int, ...]:
        """Numbers of the lines a screen ticks at first: new and updated ones without a doubt. What they only suggest
        is decided later, one field at a time."""
        written = (Verdict.NEW, Verdict.UPDATED)
        return tuple(line.number for line in self.lines if line.verdict in written and not line.doubtful)

    def versions(self) -> dict[int, int]:
        """Line -> version of the sheet it would change, as read for this plan: later changes of it are respected."""
        return {line.number: line.place_version for line in self.lines if line.place_version is not None}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was written. ``import_id`` is None when there was nothing to write. ``left`` are lines that a colleague's
    change overtook, with the sentence to show; ``suggested`` counts the fields that wait for somebody's decision."""

    import_id: int | None
    counts: ImportCounts
    left: tuple[tuple[int, str], ...] = ()
    suggested: int = 0

    @property
    def in_words(self) -> str:
        """« 3 mises à jour. 2 propositions attendent votre décision. »"""
        if not self.suggested:
            return self.counts.in_words
        waiting = plural(self.suggested, "proposition attend votre décision", "propositions attendent votre décision")
        return f"{self.counts.in_words} {waiting}."
