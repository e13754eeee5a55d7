"""The backplan an edition begins with: the calendar of the first edition (13 and 16 November 2013), in working days.

On those days each deadline falls where that edition had it: the theme at the end of 2012, the actors met in the first
quarter, their meeting on 1 July, the supports in summer, the page in September, deliveries and press kits in October,
the debrief meeting on 14 January 2014. What it taught is added: days chosen with the actors, each one's role told
early. The dates in comments are those of that edition; from some 400 days before the first day to 90 after the last.
"""

from campaign.planning.tasks import Anchor, Asked, Commitment, Lead, Task, TaskRole

_PRINTED, _SENT = (Commitment.PRINTED,), (Commitment.SENT,)
_SHOPS, _PRINTERS = frozenset({Asked.SHOPS}), frozenset({Asked.PRINTERS})
_LAST = Anchor.LAST_DAY

_BEFORE = (
    # 1 October to 21 December 2012
    Task("theme", "Choisir le thème", TaskRole.PREVENTION, -223, 59),
    # 7 January to 29 March 2013
    Task("actors", "Rencontrer les acteurs de l’économie sociale", TaskRole.PREVENTION, -155, 60, after=("theme",)),
    # 1 July
    Task("actors_meeting", "Réunir les acteurs et les animateurs des EPCI", TaskRole.PREVENTION, -94, 1,
         after=("actors",)),
    # 2 to 12 July
    Task("consultation", "Choisir les jours avec les acteurs", TaskRole.PREVENTION, -85, 9, after=("actors_meeting",),
         asks=_SHOPS),
    # 15 to 19 July
    Task("roles", "Dire à chacun les jours et son rôle", TaskRole.PREVENTION, -80, 5, after=("consultation",),
         asks=_SHOPS, commits=_SENT),
    # 15 July to 30 August
    Task("supports", "Créer les affiches et les dépliants", TaskRole.COMMUNICATION, -51, 34, after=("consultation",)),
    # 15 July to 13 September
    Task("magazine", "Préparer le numéro spécial du magazine", TaskRole.COMMUNICATION, -41, 44,
         after=("consultation",)),
    # 19 to 30 August
    Task("web_texts", "Écrire les textes de la page « Local et solidaire »", TaskRole.COMMUNICATION, -51, 10,
         after=("actors_meeting",)),
    # 2 to 6 September
    Task("invitation", "Inviter les boutiques", TaskRole.PREVENTION, -46, 5, after=("roles",), asks=_SHOPS,
         commits=_SENT),
    # 9 to 27 September
    Task("answers", "Répondre à l’invitation", TaskRole.SHOPS, -31, 15, after=("invitation",)),
    # 2 to 27 September
    Task("web_page", "Ouvrir la page « Local et solidaire » et sa carte", TaskRole.IT, -31, 20, after=("web_texts",)),
    # 9 to 20 September
    Task("proof", "Valider le BAT des affiches et des dépliants", TaskRole.COMMUNICATION, -36, 10, after=("supports",),
         asks=_PRINTERS),
    Task("games_request", "Demander les jeux", TaskRole.ANIMATORS, -36, 10, after=("roles",)),
    # 23 to 27 September
    Task("games", "Attribuer les jeux", TaskRole.PREVENTION, -31, 5, after=("games_request",)),
    # 23 September to 18 October
    Task("press_kit", "Écrire le dossier de presse commun", TaskRole.COMMUNICATION, -16, 20, after=("supports",)),
    # 30 September, and ten working days for the printer
    Task("printing", "Lancer l’impression", TaskRole.COMMUNICATION, -30, 1, after=("proof", "answers"),
         lead=Lead.PRINTING, commits=_PRINTED),
    # 30 September to 11 October
    Task("kits", "Préparer les kits", TaskRole.LOGISTICS, -21, 10, after=("answers",)),
    Task("magazine_printing", "Boucler et faire imprimer le magazine", TaskRole.COMMUNICATION, -21, 10,
         after=("magazine",), lead=Lead.PRINTING, commits=_PRINTED),
    # 15 to 30 October, and five working days before they serve
    Task("shops_delivery", "Livrer les kits et la signalétique aux boutiques", TaskRole.LOGISTICS, -8, 12,
         after=("printing", "kits"), lead=Lead.DELIVERY),
    Task("animators_delivery", "Livrer documents, jeux et lots aux animateurs", TaskRole.LOGISTICS, -8, 12,
         after=("printing", "games"), lead=Lead.DELIVERY),
    # 21 to 31 October
    Task("press_kit_given", "Remettre le dossier de presse aux partenaires", TaskRole.COMMUNICATION, -7, 9,
         after=("press_kit",), commits=_SENT),
    # 4 to 12 November
    Task("posters", "Mener la campagne d’affichage", TaskRole.COMMUNICATION, -1, 6, after=("printing",)),
    Task("magazine_given", "Distribuer le magazine", TaskRole.COMMUNICATION, -1, 6, after=("magazine_printing",),
         commits=_SENT),
    # 7 to 12 November
    Task("shops_ready", "Préparer l’accueil", TaskRole.SHOPS, -1, 3, after=("shops_delivery",)),
    Task("animators_ready", "Préparer les animations en boutique", TaskRole.ANIMATORS, -1, 3,
         after=("animators_delivery",)),
)  # fmt: skip

_EVENT = Task(
    "event", "Les bons jours", TaskRole.SHOPS, 0, anchor=Anchor.EVENT,
    after=("shops_ready", "animators_ready", "posters", "magazine_given", "press_kit_given", "web_page"),
)  # fmt: skip

_AFTER = (
    # 18 to 20 November
    Task("thanks", "Remercier les boutiques et les animateurs", TaskRole.PREVENTION, 3, 3, _LAST, ("event",)),
    # 18 to 29 November
    Task("take_back", "Reprendre le matériel", TaskRole.LOGISTICS, 10, 10, _LAST, ("event",)),
    # 2 to 6 December
    Task("storing", "Compter et ranger au dépôt", TaskRole.LOGISTICS, 15, 5, _LAST, ("take_back",)),
    # 18 November to 20 December
    Task("debriefs", "Remplir les bilans", TaskRole.SHOPS, 25, 25, _LAST, ("event",)),
    # 14 January 2014
    Task("debrief_meeting", "Réunir les boutiques pour le bilan", TaskRole.PREVENTION, 40, 1, _LAST, ("debriefs",),
         asks=_SHOPS),
    # 15 to 31 January
    Task("report", "Écrire le bilan et la fiche retour d’expérience", TaskRole.PREVENTION, 53, 13, _LAST,
         ("debrief_meeting", "storing")),
    # 3 to 11 February
    Task("next_edition", "Proposer l’édition suivante", TaskRole.PREVENTION, 60, 7, _LAST, ("report",)),
)  # fmt: skip

TEMPLATE: tuple[Task, ...] = (*_BEFORE, _EVENT, *_AFTER)
