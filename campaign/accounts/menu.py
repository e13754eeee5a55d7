"""The agents' screens: file, address, place in the menu, who sees each. The gate, the menu and the tests read it."""

from dataclasses import dataclass

from campaign.accounts.model import Role

_OFFICER = frozenset({Role.OFFICER})
_TEXTS = frozenset({Role.OFFICER, Role.COMMUNICATION})
_TEAM = frozenset({Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS})
_GOODS = frozenset({Role.OFFICER, Role.LOGISTICS})
_ALL = _TEAM | {Role.READER}


@dataclass(frozen=True, slots=True)
class Screen:
    """One Streamlit page. ``section`` is empty for a page of the first level; a hidden one is reached by a link.

    The home's ``path`` is empty: Streamlit serves its default page at ``/`` and nowhere else.
    """

    file: str
    path: str
    title: str
    icon: str
    section: str
    roles: frozenset[Role]
    hidden: bool = False


SCREENS = (
    Screen("dashboard.py", "", "Tableau de bord", "dashboard", "", _ALL),
    Screen("participations.py", "participations", "Participations", "how_to_reg", "Boutiques", _ALL),
    Screen("registry.py", "registre", "Registre", "storefront", "Boutiques", _TEAM),
    Screen("shop_sheet.py", "fiche", "Fiche", "edit_note", "Boutiques", _TEAM, hidden=True),
    Screen("shop_import.py", "importer", "Importer un fichier", "upload_file", "Boutiques", _TEXTS),
    Screen("duplicates.py", "doublons", "Doublons", "merge", "Boutiques", _TEXTS),
    Screen("corrections.py", "corrections", "Corrections proposées", "rate_review", "Boutiques", _TEXTS),
    Screen("to_check.py", "a-verifier", "À vérifier", "checklist", "Boutiques", _TEAM),
    Screen("placing.py", "placer-sur-la-carte", "Placer sur la carte", "add_location", "Boutiques", _TEXTS),
    Screen("answers_map.py", "carte-des-reponses", "Carte", "map", "Boutiques", _ALL),
    Screen("coverage.py", "couverture", "Couverture", "radar", "Boutiques", _ALL),
    Screen("editions.py", "editions", "Éditions", "event", "Préparer", _ALL),
    Screen("dates.py", "choisir-les-jours", "Choisir les jours", "edit_calendar", "Préparer", _ALL),
    Screen("backplan.py", "retroplanning", "Rétroplanning", "calendar_view_week", "Préparer", _ALL),
    Screen("meetings.py", "reunions", "Réunions", "event_available", "Préparer", _ALL),
    Screen("spending.py", "depenses", "Dépenses", "receipt_long", "Préparer", _ALL),
    Screen("roles.py", "qui-fait-quoi", "Qui fait quoi", "groups", "Préparer", _ALL),
    Screen("contacts.py", "contacts", "Contacts et liens", "contacts", "Préparer", _TEAM),
    Screen("partners.py", "partenaires", "Autres partenaires", "handshake", "Préparer", _TEAM),
    Screen("stock.py", "stock", "Stock", "inventory_2", "Logistique", _ALL),
    Screen("stock_taking.py", "comptage", "Comptage", "fact_check", "Logistique", _GOODS),
    Screen("kits.py", "kits", "Kits et besoins", "luggage", "Logistique", _ALL),
    Screen("rounds.py", "tournees", "Tournées", "route", "Logistique", _ALL),
    Screen("games.py", "jeux", "Jeux", "casino", "Logistique", _ALL),
    Screen("deliveries.py", "livraisons", "Livraisons", "local_shipping", "Logistique", _ALL),
    Screen("returns.py", "retours", "Retours", "assignment_return", "Logistique", _ALL),
    Screen("messages.py", "messages", "Messages", "outgoing_mail", "Écrire", _ALL),
    Screen("letters_and_calls.py", "lettres-et-appels", "Lettres et appels", "call", "Écrire", _TEAM),
    Screen("message_texts.py", "textes", "Textes des messages", "edit_square", "Écrire", _TEAM),
    Screen("sent_messages.py", "envois", "Journal des envois", "mark_email_read", "Écrire", _TEAM),
    Screen("documents.py", "documents", "Documents", "palette", "Communiquer", _ALL),
    Screen("press.py", "dossier-de-presse", "Dossier de presse", "history_edu", "Communiquer", _ALL),
    Screen("press_and_posters.py", "presse-et-affichage", "Presse et affichage", "newspaper", "Communiquer", _ALL),
    Screen("proofs.py", "bons-a-tirer", "Bons à tirer", "approval", "Communiquer", _ALL),
    Screen("brand.py", "identite", "Identité des documents", "format_paint", "Communiquer", _TEXTS),
    Screen("debriefs.py", "bilans", "Bilans reçus", "forum", "Retenir", _ALL),
    Screen("report.py", "bilan", "Bilan de l’édition", "insights", "Retenir", _ALL),
    Screen("experience.py", "fiche-experience", "Fiche retour d’expérience", "menu_book", "Retenir", _ALL),
    Screen("evidence.py", "preuves", "Preuves", "verified", "Retenir", _ALL),
    Screen("debrief_questions.py", "questions-du-bilan", "Questions du bilan", "quiz", "Retenir", _OFFICER),
    Screen("mail_setup.py", "messagerie", "Messagerie", "dns", "Administrer", _OFFICER),
    Screen("accounts.py", "comptes", "Comptes", "group", "Administrer", _OFFICER),
    Screen("identity.py", "reglages", "Réglages", "tune", "Administrer", _OFFICER),
    Screen("history.py", "journal", "Journal", "history", "Administrer", _TEAM),
)
HOME = SCREENS[0]


def screen(file: str) -> Screen:
    """The screen of a file of ``pages/``."""
    return next(one for one in SCREENS if one.file == file)
