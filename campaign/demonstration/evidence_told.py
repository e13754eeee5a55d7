"""The evidence of the demonstration's editions: a few small invented files, where others are, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.demonstration.people import IDENTITY
from campaign.documents.paper_content import Chapter, Note, Points, ReadingPaper
from campaign.documents.reading_paper import paper_pdf
from campaign.evidence.actions import change_piece
from campaign.evidence.beginning import begin_list, copy_list
from campaign.evidence.giving import give_file
from campaign.evidence.model import Piece
from campaign.evidence.views import evidence

MINUTES, SIGNED_IN = "Compte rendu de la réunion des acteurs", "Feuille de présence de la réunion des acteurs"
DAYS, ORDER, REVIEW = "Choix des jours", "Bons de commande de l’impression", "Compte rendu de la réunion de bilan"
INVITATION, PROOFS = "Invitation envoyée aux boutiques", "BAT signés des affiches et des dépliants"
PICTURES, PAGE, GAMES = "Photos des journées", "Page « Local et solidaire »", "Prêts de jeux aux animateurs"
DEBRIEFS, PRESS = "Bilans remplis par les boutiques", "Revue de presse"
MADE_UP = "Démonstration : cette pièce est inventée."


@dataclass(frozen=True, slots=True)
class Invented:
    """A file made for the demonstration: its name, what it says."""

    name: str
    title: str
    lines: tuple[str, ...]


PRESENT = Invented(
    "feuille-de-presence.pdf",
    "Feuille de présence de la réunion des acteurs",
    ("20 personnes présentes, 2 excusées.", "L’original signé est au classeur de la prévention."),
)
CHOSEN_DAYS = Invented(
    "choix-des-jours.pdf",
    "Choix des jours avec les boutiques",
    (
        "Trois propositions ont été soumises aux boutiques et aux animateurs.",
        "16 boutiques sur 17 ont répondu, ainsi que 5 animateurs.",
        "Les 13 et 16 novembre conviennent à toutes celles qui ont répondu.",
    ),
)
PRINT_ORDER = Invented(
    "bon-de-commande-impression.pdf",
    "Bon de commande : affiches et dépliants",
    ("Imprimerie inventée : tirage des affiches et des dépliants.", "2 000 € TTC, livraison avant le 29 octobre 2013."),
)
SIGNED_PROOF = Invented(
    "bat-depliant.pdf", "BAT du dépliant, signé", ("Relu et validé par la communication.", "6 000 exemplaires.")
)
# Where the rest is, when it is not in the software.
FIRST_PLACES = {
    INVITATION: "Messagerie du service, dossier « Bons jours 2013 »",
    PROOFS: "Armoire de la communication, chemise verte",
    PAGE: "Service informatique, copie du 30 septembre 2013",
    PICTURES: "Photothèque du Département",
    GAMES: "Dans ce logiciel, écran « Jeux »",
    DEBRIEFS: "Dans ce logiciel, écran « Bilans »",
}
FIRST_PLACES_LATER = {
    "Dossier de presse remis aux partenaires": "Armoire de la communication, chemise bleue",
    "Bons de livraison signés": "Dans ce logiciel, écran « Livraisons »",
    PRESS: "Classeur de la communication, bureau 12",
    "Factures": "Service des finances, dossier 2013",
    "Bilan de l’édition": "Dans ce logiciel, écran « Bilan et retour d’expérience »",
}
SECOND_PLACES = {
    DAYS: "Dans ce logiciel, écran « Choisir les jours » : réponses prises au téléphone",
    INVITATION: "Messagerie du service, dossier « Bons jours 2014 »",
    ORDER: "Armoire de la communication, chemise verte",
    GAMES: "Dans ce logiciel, écran « Jeux »",
    PICTURES: "Photothèque du Département",
    "Bons de livraison signés": "Dans ce logiciel, écran « Livraisons »",
    "Factures": "Service des finances, dossier 2014",
    PRESS: "Dans ce logiciel, écran « Presse et affichage »",
    DEBRIEFS: "Dans ce logiciel, écran « Bilans »",
}
THIRD_PLACES = {DAYS: "Dans ce logiciel, écran « Choisir les jours »"}
NO_MEETING = "Pas de nouvelle réunion : chaque boutique a été appelée."


def begin_evidence(db: Database, officer: Actor, edition_id: int) -> None:
    """The list proposed, everything still to be made."""
    begin_list(db, officer, edition_id, new_operation())


def take_evidence(db: Database, officer: Actor, source_id: int, edition_id: int) -> None:
    """The list of another edition, without its files."""
    copy_list(db, officer, source_id, edition_id, new_operation())


def give(db: Database, officer: Actor, edition_id: int, title: str, name: str, data: bytes) -> None:
    """A file, to the piece of that title."""
    give_file(db, officer, _piece(db, officer, edition_id, title).id, name, data, new_operation())


def give_invented(db: Database, officer: Actor, edition_id: int, title: str, made: Invented) -> None:
    """A file that says itself invented."""
    give(db, officer, edition_id, title, made.name, _pdf(made))


def note_places(db: Database, officer: Actor, edition_id: int, places: Mapping[str, str]) -> None:
    """Where pieces are kept, by their title."""
    for title, kept_at in places.items():
        _change(db, officer, edition_id, title, {"kept_at": kept_at})


def leave_aside(db: Database, officer: Actor, edition_id: int, titles: tuple[str, ...], why: str) -> None:
    """Nobody has to provide these."""
    for title in titles:
        _change(db, officer, edition_id, title, {"why_not": why})


def _change(db: Database, officer: Actor, edition_id: int, title: str, values: Mapping[str, object]) -> None:
    one = _piece(db, officer, edition_id, title)
    change_piece(db, officer, one.id, one.version, values, new_operation())


def _piece(db: Database, officer: Actor, edition_id: int, title: str) -> Piece:
    return next(one.piece for one in evidence(db, officer, edition_id).tracked if one.piece.title == title)


def _pdf(made: Invented) -> bytes:
    paper = ReadingPaper(
        code="preuve",
        kind="Pièce de démonstration",
        title=made.title,
        under=IDENTITY["body_name"],
        chapters=(Chapter("Ce que dit cette pièce", (Points(made.lines), Note(MADE_UP))),),
        closing=MADE_UP,
        made_at=clock.now(),
    )
    return paper_pdf(paper).data
