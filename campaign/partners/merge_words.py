"""How rows are called when a merge says what follows and what stays. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from campaign.base.french import enumerate_in_words, plural

# One and several of each kind, in the order in which they are said.
NAMES = {
    "contact_places": ("contact", "contacts"),
    "answers": ("réponse", "réponses"),
    "invitations": ("invitation", "invitations"),
    "consultation_voters": ("consultation sur les dates", "consultations sur les dates"),
    "consultation_replies": ("avis sur les dates", "avis sur les dates"),
    "slips": ("bon de livraison ou de reprise", "bons de livraison ou de reprise"),
    "stock_movements": ("mouvement de matériel", "mouvements de matériel"),
    "gaps": ("écart de matériel", "écarts de matériel"),
    "declarations": ("message de la boutique", "messages de la boutique"),
    "owed_reminders": ("relance de matériel", "relances de matériel"),
    "kit_sizes": ("taille de lot", "tailles de lot"),
    "kit_adjustments": ("ajustement de lot", "ajustements de lot"),
    "kit_pieces": ("pièce réservée", "pièces réservées"),
    "round_stops": ("arrêt de tournée", "arrêts de tournée"),
    "loan_requests": ("demande de jeu", "demandes de jeu"),
    "debriefs": ("bilan", "bilans"),
    "debrief_photos": ("photo de bilan", "photos de bilan"),
    "matrix_remarks": ("remarque de bilan", "remarques de bilan"),
    "place_pictures": ("image", "images"),
    "sheet_suggestions": ("correction proposée", "corrections proposées"),
    "proofs": ("BAT", "BAT"),
    "line_approvals": ("ligne d’annuaire relue", "lignes d’annuaire relues"),
    "edition_snapshots": ("fiche figée", "fiches figées"),
    "outbox": ("message en attente", "messages en attente"),
    "places": ("fiche déjà réunie", "fiches déjà réunies"),
}
_OTHER = ("autre élément", "autres éléments")


def counted(tables: Iterable[str]) -> str:
    """« 2 réponses, 3 invitations et 1 bilan », rows given by their table; '' when there is none."""
    found = Counter(tables)
    said = [plural(found[table], one, many) for table, (one, many) in NAMES.items() if found[table]]
    others = sum(many for table, many in found.items() if table not in NAMES)
    return enumerate_in_words([*said, *([plural(others, *_OTHER)] if others else [])])


def passing(tables: Iterable[str]) -> str:
    """« 2 réponses et 1 bilan passent à la fiche gardée. »"""
    listed = list(tables)
    if not listed:
        return "Rien d’autre ne dépend de la copie."
    return f"{counted(listed)} {'passe' if len(listed) == 1 else 'passent'} à la fiche gardée."


def staying(stays: Iterable[tuple[str, object]], editions: Mapping[object, str]) -> tuple[str, ...]:
    """One sentence an edition: « « Édition 2012 » : 1 réponse reste avec la copie archivée, car… ».

    ``stays``: (table, edition's id or None).
    """
    by_edition: dict[object, list[str]] = {}
    for table, edition in stays:
        by_edition.setdefault(edition, []).append(table)
    return tuple(
        (f"« {editions.get(edition, edition)} » : " if edition else "")
        + f"{counted(tables)} {'reste' if len(tables) == 1 else 'restent'} avec la copie archivée, "
        "car la fiche gardée a déjà les siens."
        for edition, tables in by_edition.items()
    )
