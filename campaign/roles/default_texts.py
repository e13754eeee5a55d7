"""What is proposed to say of each role, until the officer writes otherwise: who does what, as the first editions did.

Drawn from what those editions taught (docs/architecture.md, « What exists today »): each one's role said clearly and
early, tools prepared once for all, a press kit in common. Dates are not here: they are the tasks of the backplan.
"""

from types import MappingProxyType

from campaign.roles.model import ActorRole, Words

_TEXTS = {
    ActorRole.ELECTED: Words(
        "porter les bons jours de l’occasion au nom du Département, les annoncer, et être aux côtés des boutiques.",
        (
            "Ouvrir la réunion des acteurs, et dire pourquoi le Département porte ces jours.",
            "Annoncer les jours à la presse, avec le dossier de presse commun.",
            "Passer dans des boutiques pendant les jours, à la rencontre des équipes.",
            "Venir à la réunion de bilan, et dire ce qui continue.",
        ),
        (
            "Le dossier de presse, avec les mots et les chiffres vérifiés.",
            "La liste des boutiques ouvertes, avec leurs heures.",
            "Le bilan de l’édition.",
        ),
    ),
    ActorRole.PREVENTION: Words(
        "réunir les acteurs, choisir les jours avec eux, dire à chacun ce qui est attendu, et tenir le calendrier.",
        (
            "Choisir le thème, et rencontrer les acteurs de l’économie sociale.",
            "Réunir les acteurs et les animateurs, puis choisir les jours avec eux.",
            "Dire à chacun son rôle, inviter les boutiques, suivre leurs réponses.",
            "Répartir les jeux entre les animateurs.",
            "Remercier, réunir les boutiques pour le bilan, écrire le bilan.",
        ),
        (
            "Les réponses des boutiques et les demandes des animateurs.",
            "L’avancement de chaque service, tenu dans le rétroplanning.",
            "Les bilans des boutiques, pour proposer la suite.",
        ),
    ),
    ActorRole.COMMUNICATION: Words(
        "créer une fois pour tous les affiches, les dépliants et le dossier de presse, et faire connaître les jours.",
        (
            "Créer les affiches, les dépliants et le numéro spécial du magazine.",
            "Écrire les textes de la page « Local et solidaire ».",
            "Valider le BAT, puis lancer l’impression.",
            "Écrire le dossier de presse commun, et le remettre aux partenaires.",
            "Mener la campagne d’affichage et les relations avec la presse.",
        ),
        (
            "Le thème, les jours, et la liste des boutiques avec leurs heures.",
            "Les quantités demandées par les boutiques et les animateurs.",
            "La liste des structures qui ne peuvent pas faire de publicité à leur nom.",
        ),
    ),
    ActorRole.IT: Words(
        "ouvrir la page « Local et solidaire » et sa carte, et les tenir en ligne pendant toute la campagne.",
        (
            "Ouvrir la page « Local et solidaire » avec sa carte interactive.",
            "Relire la page sur un téléphone avant la campagne.",
            "Garder la page en ligne et joignable pendant les jours.",
        ),
        (
            "Les textes de la page, écrits par la communication.",
            "Les boutiques et leurs heures, qui changent d’elles-mêmes sur la carte.",
        ),
    ),
    ActorRole.LOGISTICS: Words(
        "préparer les kits, livrer les boutiques et les animateurs à l’heure dite, puis tout reprendre et ranger.",
        (
            "Préparer les kits au dépôt.",
            "Livrer documents et signalétique aux boutiques, et faire signer le bon.",
            "Livrer documents, jeux et lots aux animateurs.",
            "Reprendre le matériel prêté, puis le compter et le ranger.",
            "Dire aussitôt ce qui manque ou ce qui est abîmé.",
        ),
        (
            "Ce que chaque boutique et chaque animateur attend.",
            "Les tournées, les bons de livraison et les listes de chargement.",
            "Le nom et le téléphone de chaque personne à livrer.",
        ),
    ),
    ActorRole.SHOPS: Words(
        "ouvrir aux heures annoncées, accueillir les habitants, et faire vivre ces jours avec le kit que nous livrons.",
        (
            "Répondre à l’invitation : oui ou non, et vos heures.",
            "Préparer l’accueil avec l’équipe : salariés, encadrants, bénévoles.",
            "Afficher dès la livraison, en vitrine et chez vos voisins.",
            "Ouvrir aux heures annoncées, avec un petit plus : musique, jeux, remise, café.",
            "Compter les passages, même à peu près.",
            "Rendre le matériel prêté, puis raconter vos journées dans le bilan.",
        ),
        (
            "Affiches, dépliants et signalétique, livrés dans votre boutique.",
            "Votre place sur la carte en ligne et dans l’annuaire imprimé.",
            "Le dossier de presse commun.",
            "Une campagne dans tout le département : affiches, magazine, presse.",
        ),
    ),
    ActorRole.ANIMATORS: Words(
        "animer des boutiques de votre territoire pendant ces jours, et relayer auprès de la presse locale.",
        (
            "Dire quelles boutiques vous animez, et demander les jeux qu’il vous faut.",
            "Préparer l’animation avec chaque boutique.",
            "Animer pendant les jours, et compter les participants.",
            "Remettre le dossier de presse aux correspondants de presse de votre territoire.",
            "Rendre les jeux, puis dire ce qui s’est passé dans le bilan.",
        ),
        (
            "Les jeux attribués : roue de la prévention, échelle de réduction des déchets, jeu des saisons.",
            "Les documents et les lots, livrés avec les jeux.",
            "Le dossier de presse commun.",
            "Les heures des boutiques de votre territoire.",
        ),
    ),
}
DEFAULT_TEXTS = MappingProxyType(_TEXTS)
