"""The journal in plain French: who did what, one sentence a line."""

from campaign.accounts.model import Role
from campaign.base.french import enumerate_in_words
from campaign.base.journal import Entry
from campaign.partners.model import PLACE_LABELS

# Verb of the journal -> what a person would say. A test lists every verb written in the code.
SENTENCES = {
    "sign_in": "s’est connecté·e",
    "sign_out": "s’est déconnecté·e",
    "sign_in_refused": "connexion refusée",
    "add_agent": "a créé un compte",
    "change_agent": "a modifié un compte",
    "disable_agent": "a fermé un compte",
    "enable_agent": "a rouvert un compte",
    "reset_password": "a créé un mot de passe à usage unique",
    "change_own_password": "a changé son mot de passe",
    "prepare_link": "a préparé un lien personnel",
    "renew_link": "a remplacé un lien personnel",
    "revoke_link": "a fermé un lien personnel",
    "open_link": "a ouvert son lien personnel",
    "change_identity": "a modifié les réglages",
    "change_brand": "a modifié l’identité des documents",
    "add_logo": "a ajouté un logo",
    "remove_logo": "a retiré un logo",
    "move_logo": "a changé l’ordre des logos",
    "add_place": "a créé une fiche",
    "change_place": "a modifié une fiche",
    "archive_place": "a archivé une fiche",
    "restore_place": "a remis une fiche au registre",
    "settle_duplicate": "a tranché un doublon",
    "import_places": "a importé un fichier",
    "import_place": "a importé une fiche",
    "undo_import": "a annulé un import",
    "add_contact": "a ajouté un contact",
    "change_contact": "a modifié un contact",
    "archive_contact": "a archivé un contact",
    "restore_contact": "a remis un contact au carnet",
    "add_edition": "a créé une édition",
    "change_edition": "a modifié une édition",
    "open_edition": "a ouvert une édition",
    "close_edition": "a clos les réponses",
    "move_deadline": "a changé la date limite de réponse",
    "archive_edition": "a archivé une édition",
    "cancel_edition": "a annulé une édition",
    "reinstate_edition": "a rétabli une édition",
    "invite": "a invité une boutique",
    "uninvite": "a retiré une boutique d’une édition",
    "confirm_participation": "a enregistré une réponse",
    "suggest_correction": "a proposé une correction",
    "accept_suggestion": "a accepté une correction",
    "refuse_suggestion": "a refusé une correction",
    "foreign_place_refused": "réponse refusée : la boutique d’un autre",
    "unknown_fields_ignored": "champs inconnus laissés de côté",
    "note_call": "a noté un appel",
    "undo_call": "a retiré un appel noté",
    "note_letters_posted": "a noté des lettres comme postées",
    "take_back_letters": "a remis des lettres à poster",
    "freeze_sheets": "a figé les fiches d’une édition close",
    "place_shop": "a placé une fiche sur la carte",
    "change_text": "a adapté le texte d’un message",
    "restore_text": "a remis le texte d’origine d’un message",
    "oppose_invitations": "ne veut plus recevoir d’invitation",
    "accept_invitations": "veut de nouveau recevoir les invitations",
    "restore_backup": "a restauré une sauvegarde",
    "build_kit": "a demandé le kit de documents",
    "make_proof": "a fait un bon à tirer",
    "approve_proof": "a validé un bon à tirer",
    "refuse_proof": "a refusé un bon à tirer",
    "withdraw_proof": "a retiré un bon à tirer",
    "note_copies": "a noté le nombre d’exemplaires imprimés",
    "decide_difference": "a décidé d’une erreur sur le papier",
    "approve_line": "a validé une ligne de l’annuaire",
    "cancel_kit": "a arrêté un kit de documents",
    "send_trial": "s’est envoyé un message d’essai",
    "purge": "a effacé des données dont la durée est passée",
    "send_step": "a envoyé une étape de messages",
    "schedule_step": "a programmé une étape de messages",
    "launch_step": "a lancé une étape de messages programmée",
    "pause_step": "a mis un envoi en pause",
    "resume_step": "a repris un envoi",
    "cancel_step": "a annulé un envoi",
    "resend_message": "a renvoyé un message",
    "settle_uncertain": "a tranché un envoi incertain",
    "read_bounces": "a lu les messages revenus",
    "change_press_block": "a réécrit un bloc commun du dossier de presse",
    "lock_press_block": "a verrouillé un bloc du dossier de presse",
    "unlock_press_block": "a déverrouillé un bloc du dossier de presse",
    "add_press_block": "a ajouté un bloc au dossier de presse",
    "remove_press_block": "a retiré un bloc du dossier de presse",
    "restore_press_block": "a remis un bloc au dossier de presse",
    "move_press_block": "a changé l’ordre du dossier de presse",
    "change_local_text": "a adapté un bloc du dossier de presse",
    "back_to_framework": "est revenu à la trame commune",
    "bring_back_local": "a remis un texte local du dossier de presse",
    "take_update": "a pris en compte le nouveau texte commun",
    "add_outlet": "a ajouté un média",
    "change_outlet": "a modifié un média",
    "archive_outlet": "a archivé un média",
    "restore_outlet": "a remis un média à la liste",
    "add_correspondent": "a ajouté un correspondant de presse",
    "change_correspondent": "a modifié un correspondant de presse",
    "archive_correspondent": "a archivé un correspondant de presse",
    "restore_correspondent": "a remis un correspondant de presse à la liste",
    "erase_correspondent": "a effacé un correspondant de presse",
    "import_press_list": "a importé une liste de presse",
    "send_to_press": "a envoyé le dossier à la presse",
    "cancel_press_sending": "a annulé un envoi à la presse",
    "add_coverage": "a noté une retombée",
    "change_coverage": "a modifié une retombée",
    "remove_coverage": "a retiré une retombée",
    "restore_coverage": "a remis une retombée",
    "add_space": "a ajouté un espace au plan média",
    "change_space": "a modifié un espace du plan média",
    "remove_space": "a retiré un espace du plan média",
    "restore_space": "a remis un espace au plan média",
    "add_spot": "a ajouté un emplacement d’affiche",
    "change_spot": "a modifié un emplacement d’affiche",
    "archive_spot": "a archivé un emplacement d’affiche",
    "restore_spot": "a remis un emplacement d’affiche à la liste",
    "keep_spots": "a retenu des emplacements d’affiches",
    "leave_spot": "n’a plus retenu un emplacement d’affiche",
    "note_poster": "a noté l’état d’une affiche",
    "renew_code": "a remplacé le code d’un emplacement",
    "retry_relay_now": "a relancé les envois sans attendre",
}
SUBJECTS = {
    "agent": "compte",
    "link": "lien",
    "identity": "réglages",
    "place": "fiche",
    "contact": "contact",
    "edition": "édition",
    "import": "import",
    "sending": "envoi",
    "message": "message",
    "kit": "kit",
    "outlet": "média",
    "correspondent": "correspondant",
    "press_sending": "envoi à la presse",
    "coverage": "retombée",
    "media_space": "espace",
    "poster_spot": "emplacement",
    "posting": "affiche",
}


def who(entry: Entry, names: dict[str, str]) -> str:
    """The agent's name, else « une boutique », « le logiciel », « quelqu’un »."""
    if entry.actor in names:
        return names[entry.actor]
    kind = entry.actor.partition(":")[0]
    return {str(Role.CONTACT): "Une boutique", str(Role.SYSTEM): "Le logiciel"}.get(kind, "Quelqu’un")


def what(entry: Entry, places: dict[int, str]) -> str:
    """« a modifié une fiche (téléphone et horaires habituels) : La Malle à Félicie »."""
    said = SENTENCES.get(entry.verb, "a fait un changement")
    if entry.verb == "settle_duplicate":
        said += " : la même boutique" if entry.details.get("same") else " : deux boutiques"
    fields = entry.details.get("fields")
    if isinstance(fields, dict) and entry.subject == "place":
        named = enumerate_in_words(PLACE_LABELS[name].lower() for name in fields if name in PLACE_LABELS)
        said += f" ({named})" if named else ""
    if entry.subject == "place" and entry.subject_id in places:
        return f"{said} : {places[entry.subject_id]}"
    number = f" n° {entry.subject_id}" if entry.subject_id else ""
    return f"{said} ({SUBJECTS[entry.subject]}{number})" if entry.subject in SUBJECTS and number else said
