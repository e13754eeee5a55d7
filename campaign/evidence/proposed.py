"""The list an edition may begin with: what the first edition (13 and 16 November 2013) could show, and what an audit
asks for. Linked to the tasks of the template of the backplan; every piece may be changed or taken out.
"""

from dataclasses import dataclass

from campaign.evidence.model import ReportChapter
from campaign.planning.tasks import TaskRole


@dataclass(frozen=True, slots=True)
class Proposed:
    """A piece to begin with. ``due_task``: the task whose deadline is its own; ``tasks``: those it proves (codes)."""

    title: str
    proves: str
    role: TaskRole
    due_task: str
    tasks: tuple[str, ...]
    chapters: tuple[ReportChapter, ...] = ()


_PREVENTION, _COMMUNICATION, _LOGISTICS = TaskRole.PREVENTION, TaskRole.COMMUNICATION, TaskRole.LOGISTICS
_CAME, _GOODS, _MONEY = ReportChapter.PARTICIPANTS, ReportChapter.GOODS, ReportChapter.MONEY

PROPOSED: tuple[Proposed, ...] = (
    Proposed("Compte rendu de la réunion des acteurs", "Boutiques et collectivités ont préparé l’édition ensemble.",
             _PREVENTION, "actors_meeting", ("actors_meeting",), (_CAME,)),
    Proposed("Feuille de présence de la réunion des acteurs", "Qui était là, et au nom de qui.",
             _PREVENTION, "actors_meeting", ("actors_meeting",), (_CAME,)),
    Proposed("Choix des jours", "Les jours ont été choisis avec les boutiques et les animateurs.",
             _PREVENTION, "consultation", ("consultation",)),
    Proposed("Invitation envoyée aux boutiques", "Toutes les boutiques du registre ont été invitées, le même jour.",
             _PREVENTION, "invitation", ("invitation",), (_CAME,)),
    Proposed("BAT signés des affiches et des dépliants", "Ce qui a été imprimé a été relu et validé.",
             _COMMUNICATION, "proof", ("proof",), (_GOODS,)),
    Proposed("Bons de commande de l’impression", "Les quantités commandées, et à qui.",
             _COMMUNICATION, "printing", ("printing", "magazine_printing"), (_GOODS, _MONEY)),
    Proposed("Prêts de jeux aux animateurs", "Qui a reçu quel jeu, et qui l’a rendu.",
             _PREVENTION, "games", ("games",), (ReportChapter.ANIMATORS,)),
    Proposed("Dossier de presse remis aux partenaires", "Le dossier commun, et la liste de ceux qui l’ont reçu.",
             _COMMUNICATION, "press_kit_given", ("press_kit", "press_kit_given")),
    Proposed("Page « Local et solidaire »", "Une copie de la page et de sa carte, le jour de leur mise en ligne.",
             TaskRole.IT, "web_page", ("web_page",)),
    Proposed("Exemplaires des imprimés", "Une affiche, un dépliant et le magazine, tels que distribués.",
             _COMMUNICATION, "magazine_given", ("magazine_given", "posters"), (_GOODS,)),
    Proposed("Bons de livraison signés", "Ce qui a été remis à chaque boutique et à chaque animateur.",
             _LOGISTICS, "shops_delivery", ("shops_delivery", "animators_delivery"), (_GOODS,)),
    Proposed("Photos des journées", "Ce qui s’est passé dans les boutiques, avec l’accord des personnes.",
             _COMMUNICATION, "thanks", ("event",), (ReportChapter.PICTURES,)),
    Proposed("Revue de presse", "Les articles, émissions et publications, avec leur date.",
             _COMMUNICATION, "debriefs", ("press_kit_given",)),
    Proposed("Bons de reprise et comptage au dépôt", "Le matériel prêté est revenu, ou l’écart est expliqué.",
             _LOGISTICS, "storing", ("take_back", "storing"), (_GOODS,)),
    Proposed("Bilans remplis par les boutiques", "Les visiteurs, les ventes et les avis, dits par les boutiques.",
             _PREVENTION, "debriefs", ("debriefs",), (ReportChapter.VISITORS, ReportChapter.SALES,
                                                       ReportChapter.OPINIONS)),
    Proposed("Compte rendu de la réunion de bilan", "Ce qui a été décidé pour l’édition suivante, et avec qui.",
             _PREVENTION, "debrief_meeting", ("debrief_meeting",), (ReportChapter.KEPT,)),
    Proposed("Factures", "Ce que l’édition a coûté, ligne par ligne.",
             _PREVENTION, "report", ("report",), (_MONEY,)),
    Proposed("Bilan de l’édition", "Le document remis aux élus et aux partenaires.",
             _PREVENTION, "report", ("report",), (ReportChapter.KEPT,)),
)  # fmt: skip
