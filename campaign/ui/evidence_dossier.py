"""The folder to hand over, the list as a table, and what other screens hold already."""

import tempfile
from collections.abc import Callable, Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.exports import csv_bytes, xlsx_bytes
from campaign.base.french import plural
from campaign.base.text import slug
from campaign.debrief.views import photos
from campaign.evidence.dossier import dossier_name, write_dossier
from campaign.evidence.model import Elsewhere, size_in_words
from campaign.evidence.sheet import HEADERS, table
from campaign.evidence.views import Evidence
from campaign.media.views import coverage
from campaign.planning.views import spending
from campaign.proofs.model import ProofState
from campaign.proofs.views import proofs
from campaign.schema import open_database
from campaign.ui.downloads import XLSX
from campaign.ui.layout import card, go_to
from campaign.ui.plain import plain

Found = tuple[Elsewhere, str, str]


def elsewhere(db: Database, agent: Agent, edition_id: int) -> list[Found]:
    """What the software holds already, with the screen where it is and the verb that leads there."""
    names = tuple(file.name for one in spending(db, agent, edition_id).all_lines for file in one.attachments)
    approved = [one for one in proofs(db, agent, edition_id) if one.state is ProofState.APPROVED]
    counted = (
        (len(names), "Pièces jointes des dépenses", "document", "documents", "spending.py",
         () if agent.role is Role.READER else names),
        (len(approved), "Bons à tirer validés", "bon à tirer", "bons à tirer", "proofs.py", ()),
        (len(coverage(db, agent, edition_id)), "Retombées de presse", "retombée", "retombées",
         "press_and_posters.py", ()),
        (len(photos(db, agent, edition_id)), "Photos des bilans", "photo", "photos", "debriefs.py", ()),
    )  # fmt: skip
    return [
        (Elsewhere(label, plural(many, one, several), listed), file, f"{label} : {plural(many, one, several)}")
        for many, label, one, several, file, listed in counted
        if many
    ]


def elsewhere_card(found: Sequence[Found], edition_id: int) -> None:
    """A line a screen."""
    if not found:
        return
    with card("Déjà dans le logiciel", gap="xsmall"):
        st.markdown(":gray[Inutile de les donner ici : le sommaire du dossier les cite.]")
        for _, file, label in found:
            extra = {"onglet": "retombees"} if file == "press_and_posters.py" else {}
            go_to(file, plain(label), edition=edition_id, **extra)


def dossier_menu(agent: Agent, seen: Evidence, found: Sequence[Found]) -> None:
    """« Dossier »: everything in a zip, or the list alone; files are made when asked."""
    name = f"preuves-{slug(seen.edition.name)}"
    with st.popover("Exporter", icon=":material/folder_zip:"):
        st.download_button(
            "Dossier complet (ZIP)", _zip(agent, seen.edition.id, [one for one, _, _ in found]),
            dossier_name(seen), "application/zip", on_click="ignore", icon=":material/folder_zip:",
            key="evidence-dossier",
        )  # fmt: skip
        files = sum(len(one.piece.files) for one in seen.tracked)
        size = f"{plural(files, 'fichier')} ({size_in_words(seen.bytes)})" if files else "Pas encore de fichier"
        st.markdown(f":gray[{size} et le sommaire, preuves à créer comprises.]")
        rows = table(seen.tracked)
        st.download_button(
            "La liste (Excel)", lambda: xlsx_bytes("Preuves", HEADERS, rows), f"{name}.xlsx", XLSX,
            on_click="ignore", type="tertiary", key="evidence-xlsx",
        )  # fmt: skip
        st.download_button(
            "La liste (CSV)", lambda: csv_bytes(HEADERS, rows), f"{name}.csv", "text/csv", on_click="ignore",
            type="tertiary", key="evidence-csv",
        )  # fmt: skip


def _zip(agent: Agent, edition_id: int, held: list[Elsewhere]) -> Callable[[], bytes]:
    def made() -> bytes:
        db = open_database()  # the server asks from a thread of its own
        try:
            with tempfile.TemporaryFile() as file:
                write_dossier(db, agent, edition_id, file, held)
                file.seek(0)
                return file.read()
        finally:
            db.close()

    return made
