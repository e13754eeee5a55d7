"""The report of an import, line by line, to download before or after importing."""

from campaign.partners.importing.verdicts import TO_REVIEW_LABEL, ImportPlan

REPORT_HEADERS = (
    "Ligne",
    "Verdict",
    "Pourquoi",
    "Nom lu",
    "Adresse lue",
    "Code postal lu",
    "Commune lue",
    "Commune trouvée",
    "Code INSEE",
    "Intercommunalité",
    "Point",
    "Fiche du registre",
)


def report_rows(plan: ImportPlan) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """(headers, one row per line of the file), for ``base.exports``. Neither phone nor e-mail is in it."""
    listed = []
    for line in plan.lines:
        row, columns = line.sheet.row, line.sheet.columns
        label = f"{line.verdict.label} — {TO_REVIEW_LABEL.lower()}" if line.to_review else line.verdict.label
        point = ""
        if columns.get("latitude") is not None:
            point = f"{columns['latitude']}, {columns['longitude']} ({columns['location_quality']})"
        listed.append(
            (
                line.number,
                label,
                line.why,
                row.name,
                row.address or row.address_block,
                row.postcode,
                row.commune,
                columns.get("commune", ""),
                columns.get("insee_code", ""),
                columns.get("epci_name", ""),
                point,
                line.place_id or line.duplicate_of or "",
            )
        )
    return REPORT_HEADERS, listed
