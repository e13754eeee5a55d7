"""Personal data past its time. A trial run counts; only ``purge`` deletes (reliability.md, section 5)."""

from dataclasses import dataclass
from datetime import timedelta

from campaign.accounts.model import SESSION_IDLE, Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files
from campaign.base.database import Database, rows, transaction, value

YEAR = timedelta(days=365)
# Names the tables of later rooms: the rules of what is kept how long are one list, for one command.
_ENDED = "(SELECT edition_id FROM edition_days GROUP BY edition_id HAVING max(day) < substr(:before, 1, 10))"


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept how long: rows of ``table`` where ``condition`` holds for the instant ``kept`` ago are past it.

    ``files``: the purpose (base.kept_files) of the files that their column ``column`` names, erased with them.
    """

    name: str
    label: str
    kept: timedelta
    table: str
    condition: str
    files: str = ""
    column: str = "file"


# Twelve months for what says who did what (CNIL, journalisation: six to twelve months); the rest serves minutes.
RULES = (
    Retention("attempts", "compteurs d’essais de plus d’un jour", timedelta(days=1), "attempts", "at < :before"),
    Retention("sessions", "sessions terminées", SESSION_IDLE, "sessions", "seen_at < :before OR expires_at < :now"),
    Retention("operations", "numéros de formulaire de plus de 12 mois", YEAR, "operations", "at < :before"),
    Retention(
        "journal_personal",
        "valeurs personnelles du journal de plus de 12 mois",
        YEAR,
        "journal_personal",
        "journal_id IN (SELECT id FROM journal WHERE at < :before)",
    ),
    # A leap day beyond the year: the journal's own lock counts twelve calendar months.
    Retention("journal", "lignes du journal de plus de 12 mois", YEAR + timedelta(days=1), "journal", "at < :before"),
    Retention("link_visits", "visites de liens de plus de 12 mois", YEAR, "link_visits", "at < :before"),
    Retention(
        "outbox",
        "messages envoyés il y a plus de 12 mois, ou plus de 12 mois après la fin de l’édition",
        YEAR,
        "outbox",
        f"batch IN (SELECT 'sending:' || id FROM sendings WHERE edition_id IN {_ENDED}) "  # noqa: S608 - our own words
        "OR (batch NOT LIKE 'sending:%' AND created_at < :before)",
    ),
    Retention("calls", "appels notés, 12 mois après la fin de l’édition", YEAR, "calls", f"edition_id IN {_ENDED}"),
    Retention(
        "letters", "lettres notées, 12 mois après la fin de l’édition", YEAR, "letters", f"edition_id IN {_ENDED}"
    ),
    Retention(
        "press_authors",
        "adresses des auteurs de citations, 12 mois après la fin de l’édition",
        YEAR,
        "press_authors",
        f"quote_id IN (SELECT id FROM press_quotes WHERE edition_id IN {_ENDED})",  # noqa: S608 - our own words
    ),
    # Who animates, and their notes: the count of loans stays, for the fairness of the next editions.
    Retention(
        "loan_words",
        "animateurs et notes des prêts de jeux, 12 mois après la fin de l’édition",
        YEAR,
        "loan_words",
        f"edition_id IN {_ENDED}",
    ),
    # The voices stay: why these days were chosen.
    Retention(
        "consultation_words",
        "remarques des votes sur les jours, et qui a répondu au téléphone, 12 mois après la fin de l’édition",
        YEAR,
        "consultation_words",
        f"edition_id IN {_ENDED}",
    ),
    # What was said and decided stays, without who was there, who answered what, who promised what.
    Retention(
        "meeting_guests",
        "invités aux réunions, leurs réponses et leur présence, 12 mois après la fin de l’édition",
        YEAR,
        "meeting_guests",
        f"edition_id IN {_ENDED}",
    ),
    Retention(
        "meeting_names",
        "noms des comptes rendus de réunion, 12 mois après la fin de l’édition",
        YEAR,
        "meeting_names",
        f"edition_id IN {_ENDED}",
    ),
    # Who was told what served the edition; the team is kept until the next one has taken it again.
    Retention(
        "role_readings",
        "qui a lu son rôle, 12 mois après la fin de l’édition",
        YEAR,
        "role_readings",
        f"edition_id IN {_ENDED}",
    ),
    Retention(
        "role_team",
        "équipe projet, 2 ans après la fin de l’édition",
        2 * YEAR,
        "role_team",
        f"edition_id IN {_ENDED}",
    ),
    # What they told stays, without who told it or signed it.
    Retention(
        "debrief_people",
        "noms de qui a répondu au bilan ou signé une phrase, 12 mois après la fin de l’édition",
        YEAR,
        "debrief_people",
        f"edition_id IN {_ENDED}",
    ),
    # A photo is never shown without its author's name (Code de la propriété intellectuelle, L121-1): the credit stays
    # as long as the photo, and goes with it. Three years: the report and the sheet are published, three editions have
    # passed, and nobody agreed to be shown for ever.
    Retention(
        "debrief_photos",
        "photos du bilan et leur crédit, 3 ans après la fin de l’édition",
        3 * YEAR,
        "debrief_photos",
        f"removed_at IS NULL AND edition_id IN {_ENDED}",
        files="bilans",
    ),
    # Thirty days to undo, not more: whoever takes a photo away often has somebody's word behind them.
    Retention(
        "debrief_photos_removed",
        "photos du bilan retirées depuis plus de 30 jours",
        timedelta(days=30),
        "debrief_photos",
        "removed_at < :before",
        files="bilans",
    ),
    # Who provides a piece of evidence is a matter of the edition; the role stays.
    Retention(
        "plan_people",
        "noms de qui fait une tâche, 12 mois après la fin de l’édition",
        YEAR,
        "plan_people",
        f"edition_id IN {_ENDED}",
    ),
    Retention(
        "evidence_people",
        "noms de qui fournit une preuve, 12 mois après la fin de l’édition",
        YEAR,
        "evidence_people",
        f"edition_id IN {_ENDED}",
    ),
    # An audit looks back at the editions of a whole term; invoices and lists of people are not kept beyond. What was
    # there stays said, in the list and in the exported folder.
    Retention(
        "evidence_files",
        "fichiers des preuves, 5 ans après la fin de l’édition",
        5 * YEAR,
        "evidence_files",
        "removed_at IS NULL AND piece_id IN (SELECT id FROM evidence_pieces "  # noqa: S608 - our own words
        f"WHERE removed_at IS NULL AND edition_id IN {_ENDED})",
        files="preuves",
    ),
    # Thirty days to undo, as for photos.
    Retention(
        "evidence_files_removed",
        "fichiers des preuves retirés depuis plus de 30 jours",
        timedelta(days=30),
        "evidence_files",
        "removed_at < :before OR piece_id IN (SELECT id FROM evidence_pieces WHERE removed_at < :before)",
        files="preuves",
    ),
    # The credit goes with the photo it is owed to, and the photo with the shop.
    Retention(
        "place_pictures",
        "photos et logos des boutiques sorties du registre depuis 3 ans",
        3 * YEAR,
        "place_pictures",
        "removed_at IS NULL AND place_id IN (SELECT id FROM places WHERE archived_at < :before)",
        files="boutiques",
    ),
    Retention(
        "place_pictures_removed",
        "photos et logos de boutiques retirés depuis plus de 30 jours",
        timedelta(days=30),
        "place_pictures",
        "removed_at < :before",
        files="boutiques",
    ),
    # Nothing personal is asked, but anything may be written there.
    Retention(
        "resident_reports",
        "erreurs signalées par des habitants, 12 mois après la décision",
        YEAR,
        "sheet_suggestions",
        "source = 'resident' AND state <> 'pending' AND decided_at < :before",
    ),
    Retention(
        "road_people",
        "noms et signatures de qui a reçu ou rendu, de plus de 12 mois",
        YEAR,
        "road_people",
        "at < :before",
    ),
    Retention(
        "round_drivers",
        "noms des conducteurs, 12 mois après leur tournée",
        YEAR,
        "round_drivers",
        "round_id IN (SELECT id FROM rounds WHERE day < substr(:before, 1, 10))",
    ),
    # Words that nobody may publish: their author said no, or they were taken away.
    Retention(
        "press_quotes",
        "citations refusées ou retirées, 12 mois après la fin de l’édition",
        YEAR,
        "press_quotes",
        f"(removed OR state = 'refused') AND edition_id IN {_ENDED}",
    ),
    Retention(
        "media_coverage_removed",
        "retombées de presse retirées depuis plus de 30 jours",
        timedelta(days=30),
        "media_coverage",
        "removed_at < :before",
        files="retombees",
        column="scan",
    ),
    # Who was not written to for three years is no longer a press contact (CNIL, prospection).
    Retention(
        "media_correspondents",
        "correspondants de presse sans échange depuis 3 ans",
        3 * YEAR,
        "media_correspondents",
        "max(contacted_at, created_at) < :before",
    ),
    # An opposition is kept three years (CNIL, prospection), then the address may be asked again.
    Retention(
        "addresses",
        "oppositions et adresses sans nouvelles depuis plus de 3 ans",
        3 * YEAR,
        "addresses",
        "max(known_at, coalesce(opposed_at, ''), coalesce(bounced_at, '')) < :before",
    ),
)

# Kept files past their time, by purpose: photos and signatures of deliveries. What they showed stays written.
PICTURES = (
    Retention("road_pictures", "photos et signatures de livraisons de plus de 12 mois", YEAR, "livraisons", ""),
)


def _instants(rule: Retention) -> dict[str, str]:
    return {"before": clock.stamp(clock.now() - rule.kept), "now": clock.stamp()}


@guarded
def past_retention(db: Database, by: Actor) -> dict[str, int]:
    """How many rows and kept files of each kind are past their time. Writes nothing."""
    counts = {
        rule.name: int(value(db, f"SELECT count(*) FROM {rule.table} WHERE {rule.condition}", _instants(rule)) or 0)  # noqa: S608 - our own words
        for rule in RULES
    }
    return counts | {rule.name: kept_files.older(rule.table, rule.kept) for rule in PICTURES}


@guarded
def purge(db: Database, by: Actor) -> dict[str, int]:
    """Delete what is past its time; how many rows of each kind went. The journal keeps the figures."""
    gone: set[tuple[Retention, str]] = set()
    with transaction(db):
        counts = past_retention(db, by)
        for rule in RULES:
            if rule.files:
                past = rows(db, f"SELECT {rule.column} FROM {rule.table} WHERE {rule.condition}", _instants(rule))  # noqa: S608
                gone |= {(rule, one[rule.column]) for one in past}
            db.conn.execute(f"DELETE FROM {rule.table} WHERE {rule.condition}", _instants(rule))  # noqa: S608 - as above
        if any(counts.values()):
            journal.record(db, by.journal_name, "purge", "database", None, details=counts)
    for rule, file in gone:
        if not value(db, f"SELECT 1 FROM {rule.table} WHERE {rule.column} = ?", [file]):  # noqa: S608 - as above
            kept_files.forget(rule.files, file)
    for rule in PICTURES:
        kept_files.forget_older(rule.table, rule.kept)
    return counts
