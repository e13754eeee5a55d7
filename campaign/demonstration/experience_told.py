"""The experience sheet of the first edition, as its officer would sign it: the facts of the reference campaign
(docs/domain.md), in our own sentences. Shops and people are invented, and the sheet says so."""

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.experience.actions import change_part, mark_ready
from campaign.experience.views import experience_sheet

CONTEXT = """\
Le Département conduit un plan de prévention des déchets : prélever moins de ressources naturelles, produire moins de \
déchets, les rendre moins nocifs, et compenser ainsi la croissance de la population.

Sa campagne de sensibilisation dure plusieurs années :

- **première année** : la consommation responsable ;
- **deuxième année** : le gaspillage alimentaire, les ressources et le réemploi.

Les bons jours de l’occasion sont une action de la deuxième année : un mercredi et un samedi, toutes les boutiques \
solidaires de l’occasion ouvrent ensemble, avec des animations, sous une même bannière."""
OBJECTIVES = """\
- Faire connaître et valoriser l’achat d’occasion dans l’économie sociale et solidaire.
- Faire connaître les lieux, partout dans le département.
- Faire revenir les habitants régulièrement : le réflexe occasion.
- Montrer le travail qui est derrière chaque objet.
- Surprendre les clients par une communication à l’échelle du département.
- Offrir un moment convivial aux salariés, aux bénévoles et aux clients."""
DESCRIPTION = """\
Les mercredi 13 et samedi 16 novembre 2013, 17 boutiques solidaires de l’occasion ont ouvert ensemble, chacune avec \
ses animations : musique, jeux, promotions, café offert, crêpes, constructions insolites.

Les supports ont été préparés une fois, par le Département, pour tous les participants : affiches, dépliants, numéro \
spécial du magazine départemental, page internet « Local et solidaire » avec une carte interactive, signalétique, \
dossier de presse. Les animateurs prévention des collectivités ont tenu des jeux dans les boutiques et relayé \
l’événement auprès des correspondants de la presse locale.

L’événement a été repris les 2 et 5 avril 2014 avec 20 boutiques, et un petit annuaire des boutiques solidaires, \
réédité en mars 2014."""
PLANNING = """\
- **D’octobre à décembre 2012** : choix du thème à développer en novembre 2013 (chargée de prévention).
- **Premier trimestre 2013** : prise de contact et rencontres avec les acteurs de l’économie sociale et solidaire \
(chargée de prévention).
- **1er juillet 2013** : réunion des acteurs avec les animateurs prévention des collectivités (chargée de prévention).
- **Été 2013** : création des affiches, des dépliants et du numéro spécial du magazine (communication).
- **Septembre 2013** : page internet « Local et solidaire », avec sa carte (informatique, communication).
- **Octobre 2013, jusqu’aux premiers jours de novembre** : livraison des documents et de la signalétique à chaque \
boutique, des documents, des jeux et des lots aux animateurs ; remise du dossier de presse aux partenaires \
(logistique, communication).
- **Novembre 2013** : campagne sur tout le territoire, diffusion du magazine (communication).
- **13 et 16 novembre 2013** : l’événement (boutiques, animateurs).
- **Ensuite** : reprise et stockage des outils (logistique).
- **14 janvier 2014** : réunion de bilan avec les représentants des 17 boutiques (chargée de prévention).
- **Fin mars 2014** : annonce de la deuxième édition, par les journaux locaux et des affiches (communication)."""
PEOPLE = """\
- La chargée de prévention des déchets, qui coordonne.
- Le service communication : supports, relations avec la presse.
- Le service informatique : page internet et carte.
- L’équipe logistique : livraisons aux boutiques et aux collectivités, puis reprise et stockage.
- Les salariés, encadrants et bénévoles des boutiques : préparation, accueil.
- Les animateurs prévention des collectivités : animations dans les boutiques, relais auprès de la presse locale."""
MONEY = """\
- **41 500 € TTC** de dépenses : fournitures, supports imprimés, espaces publicitaires, impression.
- Soit 2 441 € TTC par boutique, pour 17 boutiques.
- Les salaires et le transport des livraisons relèvent des frais généraux : comptés à part, hors de ce total."""
THINGS = """\
- Jeux mis à la disposition des animateurs : 4 roues de la prévention, 4 échelles de réduction des déchets, 4 plateaux \
du jeu des saisons.
- Véhicules, hangar de stockage, salles de réunion.
- Panneaux d’affichage des abribus du Département.
- Fichiers informatiques de l’affiche, du dossier de presse et d’une bannière pour internet."""
PARTNERS = """\
- Emmaüs, Secours Catholique, Envie Anjou, APIVET, Arceau Anjou.
- Les membres du réseau des ressourceries.
- Des boutiques solidaires indépendantes qui font de l’insertion sociale.
- Les collectivités chargées de la prévention des déchets (EPCI et syndicats).
- Pour le petit annuaire : les Maisons des solidarités du Département, les CCAS des communes, les animateurs des \
collectivités."""
LIVED = """\
- L’action a fédéré des acteurs qui travaillent chacun de leur côté ; certains se sont rencontrés pour la première fois.
- Les deux jours communs ont montré que les habitants sont plus disponibles le mercredi et le samedi ; deux boutiques \
ont ensuite changé leurs jours d’ouverture."""
SUCCESSES = """\
- **Impact** : l’action touche toute la population, sur tout le territoire, au même moment.
- **Mutualisation** : les outils sont préparés une fois, par l’initiateur, pour tous.
- **Visibilité** : certaines structures n’ont pas le droit de faire de publicité pour leur boutique (entreprises \
d’insertion), d’autres n’en ont pas les moyens ; la campagne les fait connaître."""
DIFFICULTIES = """\
- Des acteurs isolés, qui ne se connaissaient pas tous avant la campagne.
- Des structures qui n’ont pas le droit de faire de publicité pour leur boutique, ou n’en ont pas les moyens.
- D’après les bilans (boutiques inventées pour la démonstration) : des annuaires arrivés trop tard."""
ADVICE = """\
- Anticiper.
- Dire clairement le rôle de chaque acteur en présentant l’événement.
- Fixer la date avec les acteurs.
- Mettre à la disposition des partenaires un dossier de presse avec une trame commune."""
KEYWORDS = "REEMPLOI | RECYCLERIE | REUTILISATION | SENSIBILISATION | ECONOMIE SOCIALE ET SOLIDAIRE"

TEXTS = {
    "context": CONTEXT,
    "general_objectives": OBJECTIVES,
    "description": DESCRIPTION,
    "planning": PLANNING,
    "human_means": PEOPLE,
    "financial_means": MONEY,
    "technical_means": THINGS,
    "partners": PARTNERS,
    "success_factors": SUCCESSES,
    "difficulties": DIFFICULTIES,
    "recommendations": ADVICE,
    "keywords": KEYWORDS,
}


def tell_first_sheet(db: Database, officer: Agent, edition_id: int) -> None:
    """What only the officer knows, over what is proposed; the figures of the debriefs stay the software's own. The
    clock is the caller's."""
    # Read once: no part is proposed from another one, and each has a version of its own.
    seen = experience_sheet(db, officer, edition_id)
    counted = seen.part("qualitative_results").proposed
    for code, text in {**TEXTS, "qualitative_results": f"{LIVED}\n{counted}"}.items():
        part = seen.part(code)
        change_part(db, officer, edition_id, code, part.version, text, part.proposed, new_operation())
    mark_ready(db, officer, edition_id, experience_sheet(db, officer, edition_id).version, new_operation())
