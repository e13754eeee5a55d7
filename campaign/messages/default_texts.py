"""The texts of the nine steps, as they leave until an agent writes others. Voice: a neighbour who organises well.

Plain paragraphs; « - » begins an item of a list; ``{{lien}}``, or ``{{lien_bilan}}``, alone on its line becomes the
button. No-break spaces come by themselves. The subject says what to do, and by when where there is a date.
"""

from dataclasses import dataclass

from campaign.messages.model import REMINDERS, TEXT_STATES, Progress, Step

Text = tuple[str, str]  # subject, body


@dataclass(frozen=True, slots=True)
class StepText:
    """One text of a step; ``progress`` is NOTHING for a step with a single one, ``version`` 0 until one is saved."""

    step: Step
    progress: Progress
    subject: str
    body: str
    is_default: bool
    version: int


_CONTACT = "Une question, un doute ? Répondez à ce message, ou appelez {{contact}}."
_NO_IS_AN_ANSWER = "Pas possible cette fois ? Dites-le en un geste au même endroit : nous ne vous relancerons plus."


def text_states(step: Step) -> tuple[Progress, ...]:
    """The states a step has a text for: three for a reminder, one for any other."""
    return TEXT_STATES if step in REMINDERS else (Progress.NOTHING,)


def _text(subject: str, *paragraphs: str) -> Text:
    return subject, "\n\n".join(paragraphs)


DEFAULT_TEXTS: dict[tuple[Step, Progress], Text] = {
    (Step.INVITATION, Progress.NOTHING): _text(
        "À faire avant le {{date_limite_courte}} : confirmez vos horaires {{des_jours}}",
        "Bonjour {{nom}},",
        "Les bons jours de l’occasion ont lieu {{les_jours}}. Ces jours-là, les boutiques solidaires {{departement}} "
        "ouvrent ensemble et accueillent les habitants sous une même affiche. Ce serait une joie de vous compter "
        "parmi elles, avec {{boutiques}}.",
        "{{votre_role}} Vos dates, ce que vous recevez et qui appeler sont sur votre page.",
        "Votre page est prête. Deux minutes suffisent :",
        "- dites si vous ouvrez, et à quelles heures ;\n"
        "- choisissez un petit plus, si le cœur vous en dit : un café, un jeu, une remise ;\n"
        "- indiquez les affiches et les flyers qu’il vous faut, nous les livrons.",
        "{{lien}}",
        "Vous pouvez changer d’avis jusqu’au {{date_limite}}. Ensuite, l’affiche et l’annuaire partent à l’impression.",
        _NO_IS_AN_ANSWER,
        "Ce lien est le vôtre : ne le transmettez pas. " + _CONTACT,
    ),
    (Step.REMINDER_1, Progress.NOTHING): _text(
        "À faire avant le {{date_limite_courte}} : il manque votre réponse (2 minutes)",
        "Bonjour {{nom}},",
        "Les bons jours de l’occasion approchent : {{jours}}. Nous préparons la carte, l’affiche et l’annuaire, et il "
        "nous manque votre réponse pour {{boutiques_sans_reponse}}.",
        "Ouvrez votre page, dites oui ou non, donnez vos heures : c’est tout.",
        "{{lien}}",
        "Réponse attendue avant le {{date_limite}}. " + _NO_IS_AN_ANSWER,
        _CONTACT,
    ),
    (Step.REMINDER_1, Progress.BEGUN): _text(
        "À terminer avant le {{date_limite_courte}} : votre réponse est commencée (2 minutes)",
        "Bonjour {{nom}},",
        "Vous avez commencé votre réponse, merci. Il reste à nous dire si vous ouvrez {{les_jours}}, et à quelles "
        "heures, pour {{boutiques_sans_reponse}}.",
        "Tout ce que nous savons déjà est rempli : vous n’avez qu’à confirmer.",
        "{{lien}}",
        "Réponse attendue avant le {{date_limite}}. Si vous hésitez encore, appelez-nous : nous cherchons ensemble.",
        _CONTACT,
    ),
    (Step.REMINDER_1, Progress.TO_COMPLETE): _text(
        "À compléter avant le {{date_limite_courte}} : votre réponse est presque finie",
        "Bonjour {{nom}},",
        "Merci pour votre réponse. Il y manque encore : {{a_completer}}.",
        "Le reste est gardé. Une minute suffit pour finir.",
        "{{lien}}",
        "Vous pouvez la changer jusqu’au {{date_limite}}. Ensuite, l’affiche et l’annuaire partent à l’impression.",
        _CONTACT,
    ),
    (Step.REMINDER_2, Progress.NOTHING): _text(
        "À faire avant le {{date_limite_courte}} : il nous faut un oui ou un non (1 minute)",
        "Bonjour {{nom}},",
        "Nous n’avons pas encore de vos nouvelles pour {{boutiques_sans_reponse}}. Les habitants cherchent "
        "déjà les boutiques ouvertes {{les_jours}} : dites-leur si vous y serez.",
        "{{lien}}",
        "Répondez avant le {{date_limite}} pour figurer dans l’annuaire imprimé, avec vos heures. Après, elles ne "
        "seront plus que sur la carte en ligne.",
        _NO_IS_AN_ANSWER,
        "Plus simple de vive voix ? Appelez {{contact}}, ou répondez à ce message par vos heures : nous les noterons.",
    ),
    (Step.REMINDER_2, Progress.BEGUN): _text(
        "À terminer avant le {{date_limite_courte}} : confirmez vos journées {{des_jours}}",
        "Bonjour {{nom}},",
        "Votre réponse pour {{boutiques_sans_reponse}} est commencée, mais pas encore envoyée. Un oui ou un non "
        "nous suffit ; vos heures, si c’est oui.",
        "{{lien}}",
        "Réponse attendue avant le {{date_limite}}. Un empêchement, un planning qui tarde ? Dites-le-nous, nous "
        "trouverons une solution.",
        "Plus simple de vive voix ? Appelez {{contact}}, ou répondez à ce message : nous noterons pour vous.",
    ),
    (Step.REMINDER_2, Progress.TO_COMPLETE): _text(
        "À compléter avant le {{date_limite_courte}} : encore une minute pour votre réponse",
        "Bonjour {{nom}},",
        "Votre réponse est presque complète. Il y manque : {{a_completer}}.",
        "{{lien}}",
        "Le {{date_limite}}, nous figeons l’affiche et l’annuaire avec ce que nous avons.",
        "Plus simple de vive voix ? Appelez {{contact}}, ou répondez à ce message : nous compléterons pour vous.",
    ),
    (Step.LAST_CALL, Progress.NOTHING): _text(
        "À faire avant le {{date_limite_courte}}, dernier appel : votre réponse pour l’annuaire",
        "Bonjour {{nom}},",
        "C’est notre dernier message avant l’impression. Sans réponse de votre part avant le {{date_limite}}, "
        "l’affiche et l’annuaire des bons jours ({{jours}}) partiront sans {{boutiques_sans_reponse}}.",
        "Un geste suffit pour dire oui, ou non :",
        "{{lien}}",
        "Pas d’ordinateur sous la main ? Appelez {{contact}} : nous répondons avec vous au téléphone.",
    ),
    (Step.LAST_CALL, Progress.BEGUN): _text(
        "À terminer avant le {{date_limite_courte}}, dernier appel : il reste à confirmer",
        "Bonjour {{nom}},",
        "Votre réponse pour {{boutiques_sans_reponse}} est restée en chemin. C’est notre dernier message avant "
        "l’impression : sans oui ni non avant le {{date_limite}}, nous ne pourrons pas imprimer vos heures.",
        "{{lien}}",
        "Vous hésitez, ou la page vous résiste ? Appelez {{contact}} : nous répondons avec vous au téléphone.",
    ),
    (Step.LAST_CALL, Progress.TO_COMPLETE): _text(
        "À compléter avant le {{date_limite_courte}}, dernier appel : votre réponse pour l’annuaire",
        "Bonjour {{nom}},",
        "C’est notre dernier message avant l’impression. Il manque encore : {{a_completer}}.",
        "{{lien}}",
        "Le {{date_limite}}, l’annuaire part avec ce que nous avons. Au téléphone, c’est aussi rapide : appelez "
        "{{contact}}.",
    ),
    (Step.DELIVERY, Progress.NOTHING): _text(
        "À prévoir, livraison de votre kit : {{precision}}",
        "Bonjour {{nom}},",
        "Le kit des bons jours est prêt pour {{boutiques}}. Voici quand nous le livrons :",
        "{{precision}}",
        "Vous avez demandé : {{kit}}.",
        "À la livraison, il suffit de :",
        "- prévoir quelqu’un pour recevoir les colis ;\n"
        "- vérifier avec le livreur que tout est là, et signer ;\n"
        "- afficher aussitôt, en vitrine et chez vos voisins.",
        "Ce moment ne vous convient pas ? Répondez à ce message, ou appelez {{contact}}.",
    ),
    (Step.PRACTICAL, Progress.NOTHING): _text(
        "À relire avant le {{premier_jour_court}} : vos heures, votre kit, qui appeler",
        "Bonjour {{nom}},",
        "Nous y voilà : les bons jours de l’occasion ont lieu {{les_jours}}, et vous en êtes avec {{boutiques}}. Voici "
        "ce qu’il faut avoir sous les yeux.",
        "Les heures que le public a vues :",
        "{{horaires}}",
        "Votre kit : {{kit}}. Un paquet manque ? Dites-le-nous aujourd’hui, il est encore temps.",
        "Ce que nous comptons sur vous pour faire :",
        "- ouvrir aux heures annoncées ;\n"
        "- proposer votre petit plus, et soigner l’accueil ;\n"
        "- garder l’affiche et le fléchage bien en vue, puis mettre de côté ce qui est prêté ;\n"
        "- compter les passages, même à peu près : un trait par personne suffit.",
        "De notre côté, nous annonçons vos heures sur la carte et dans la presse, puis nous reprenons le matériel.",
        "{{lien}}",
        "Un empêchement, même à la dernière minute ? Appelez {{contact}} : nous corrigeons la carte aussitôt.",
    ),
    (Step.THANKS, Progress.NOTHING): _text(
        "Racontez-nous vos journées {{des_jours}} : cinq minutes, en cinq parties",
        "Bonjour {{nom}},",
        "Merci ! Grâce à vous, et à {{boutiques}}, des habitants ont poussé la porte d’une boutique qu’ils ne "
        "connaissaient pas encore.",
        "Qui est venu, ce qui s’est vendu, ce qu’il faudrait changer : racontez-le sur votre page, depuis un "
        "téléphone, en une fois ou en plusieurs.",
        "- Une estimation suffit, ou une fourchette : 20 à 50.\n"
        "- « Je ne sais pas » est une réponse.\n"
        "- Vos photos sont les bienvenues.",
        "{{lien_bilan}}",
        "Chaque partie est gardée dès que vous l’enregistrez : si vous avez commencé, il ne reste qu’à finir.",
        "Plus simple de vive voix ? Appelez {{contact}} : nous notons pour vous.",
        "Et gardez ensemble le matériel prêté : nous passons le reprendre.",
    ),
    (Step.FOLLOW_UP_3, Progress.NOTHING): _text(
        "Dites-nous ce qui reste des bons jours, trois mois après (2 minutes)",
        "Bonjour {{nom}},",
        "Il y a trois mois, {{les_jours}}, vous ouvriez vos portes aux bons jours de l’occasion avec {{boutiques}}. "
        "Qu’en reste-t-il aujourd’hui ? Votre page a une partie de plus :",
        "- vos jours ou vos heures d’ouverture ont-ils changé ?\n"
        "- de nouveaux clients sont-ils revenus ?\n"
        "- quels contacts se poursuivent : une autre boutique, une commune, une association, un réseau ?",
        "{{lien_bilan}}",
        "Même « rien de changé » nous est utile. Vos réponses servent à préparer la suite, avec vous.",
        "Vous préférez en parler ? Appelez {{contact}}.",
    ),
    (Step.FOLLOW_UP_6, Progress.NOTHING): _text(
        "Dites-nous ce qui a duré, six mois après les bons jours (2 minutes)",
        "Bonjour {{nom}},",
        "Six mois ont passé depuis les bons jours de l’occasion ({{jours}}). C’est la dernière fois que nous vous "
        "interrogeons à leur sujet. Sur votre page, pour {{boutiques}}, dites-nous :",
        "- ce qui a duré : heures d’ouverture changées, clients fidèles, bénévoles ou dons nouveaux ;\n"
        "- les contacts qui se poursuivent, les réseaux que vous avez rejoints ;\n"
        "- ce qui vous aiderait à aller plus loin.",
        "{{lien_bilan}}",
        "Vos réponses nourrissent le bilan, et la prochaine édition. Merci de ce que vous faites toute l’année.",
        "Vous préférez en parler ? Appelez {{contact}}.",
    ),
}
