"""Before a contact is erased: what goes, what stays, and where somebody must still look."""

import json

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database, Row, rows, value
from campaign.partners.store import contact_by_id
from campaign.people.keys import parameters_of
from campaign.people.model import Erasure, Mention
from campaign.people.traces import TRACES

# Texts that somebody typed, by what people call them; the rest is told by the name of its table.
WHERE = {
    "places": "la fiche d’un lieu (coordonnées ou note)",
    "answers": "une réponse (mot pour le livreur)",
    "declarations": "un signalement de livraison",
    "road_entries": "une note de livraison",
    "debrief_answers": "un récit de bilan",
    "consultation_words": "une remarque de vote",
    "meeting_minutes": "un compte rendu de réunion",
    "meetings": "une réunion",
    "press_quotes": "une citation pour la presse",
    "press_blocks": "le dossier de presse",
    "press_locals": "le dossier de presse",
    "press_texts": "le dossier de presse",
    "debrief_photos": "le crédit d’une photo de bilan",
    "press_visuals": "le crédit d’un visuel pour la presse",
    "place_pictures": "le crédit d’une photo de boutique",
    "media_correspondents": "le carnet de la presse",
    "agents": "un compte de l’équipe",
    "identity": "les coordonnées du Département",
    "sheet_suggestions": "une correction proposée",
    "edition_snapshots": "une fiche gardée d’une édition passée",
    "plan_tasks": "une tâche du rétroplanning",
    "proofs": "un bon à tirer",
    "merges": "une fusion de fiches",
    "import_rows": "un fichier importé",
}
# The person's own line, and what erasing rewrites whole.
_HANDLED = frozenset((trace.table, column) for trace in TRACES for column in trace.columns)
# What erasing rewrites by itself, and what the software writes alone: codes, instants, numbers.
_NOT_TEXTS = frozenset({
    "journal_personal", "meeting_names", "_sqlite_migrations", "operations", "facts", "journal", "outbox", "attempts",
    "sessions", "link_tokens", "link_visits", "heartbeats", "addresses", "bounces_read", "found_addresses", "jobs",
})  # fmt: skip
# What erasing takes out of a text is not there any more.
_TOLD = {("edition_snapshots", "sheet"): "json_remove(t.sheet, '$.answer.answered_by')"}
_LEAST = 5  # characters: a shorter name is in too many words


@guarded
def erasure(db: Database, by: Actor, contact_id: int) -> Erasure:
    """What erasing this contact would do. Writes nothing.

    Raises:
        NotFound.
    """
    parameters = parameters_of(db, contact_id)
    goes, stays = [], []
    for trace in TRACES:
        count = len(rows(db, trace.read, parameters))
        going = int(value(db, trace.waiting, parameters) or 0) if trace.waiting else count
        staying = count - going if trace.waiting else count
        if going and trace.goes:
            goes.append((trace.goes, going))
        if staying and trace.stays:
            stays.append((trace.stays, staying))
    opposed = value(
        db,
        "SELECT count(*) FROM addresses WHERE opposed_at IS NOT NULL "
        "AND fingerprint IN (SELECT value FROM json_each(:keys))",
        parameters,
    )
    contact = contact_by_id(db, contact_id)
    return Erasure(contact, tuple(goes), tuple(stays), _mentions(db, parameters), bool(opposed))


def _mentions(db: Database, parameters: Row) -> tuple[Mention, ...]:
    """The texts where the person is still written and that erasing leaves, most often typed by somebody."""
    wanted = [
        one for name in ("names", "emails", "phones") for one in json.loads(str(parameters[name])) if len(one) >= _LEAST
    ]
    found: dict[str, int] = {}
    for table in db.table_names():
        columns = [
            column.name
            for column in db[table].columns
            if column.type == "TEXT" and (table, column.name) not in _HANDLED
        ]
        if table in _NOT_TEXTS or not columns:
            continue
        # Named in full: json_each has columns of its own called « value », « key », « type ».
        told = [_TOLD.get((table, one), f't."{one}"') for one in columns]
        text = " || char(10) || ".join(f"coalesce({one}, '')" for one in told)
        sql = (
            f"SELECT count(*) FROM (SELECT lower({text}) AS text FROM {table} t) "  # noqa: S608 - our own words
            "WHERE EXISTS (SELECT 1 FROM json_each(:wanted) who WHERE instr(text, who.value) > 0)"
        )
        if count := int(
            value(db, sql, {"wanted": json.dumps([_lower(one) for one in wanted], ensure_ascii=False)}) or 0
        ):
            where = WHERE.get(table, f"la table « {table} »")
            found[where] = found.get(where, 0) + count
    return tuple(Mention(where, count) for where, count in found.items())


def _lower(text: str) -> str:
    """As SQLite lowers: the letters of English only, so that both sides say « É » alike."""
    return "".join(one.lower() if one.isascii() else one for one in text)
