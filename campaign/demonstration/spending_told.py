"""What the editions cost. Of the first only the total is known: 41 500 € TTC, without salaries nor own transport."""

from datetime import date

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.demonstration.days import on
from campaign.planning.funding import add_fund, share_funding
from campaign.planning.granting import grant
from campaign.planning.plan_views import backplan
from campaign.planning.spending import add_line

INVENTED = "Ligne inventée pour la démonstration."
SPLIT = "Répartition inventée pour la démonstration : seul le total de 41 500 € TTC est connu."
OVERHEAD = "Frais généraux : ni chiffrés, ni comptés dans les 41 500 € TTC."
# nature, label, supplier, euros spent TTC: 41 500 in all.
FIRST = (
    ("supplies", "Lots et prix des jeux", "Cadeaux inventés SARL", "2 480"),
    ("supplies", "Café, crêpes et petites fournitures", "Épicerie d’essai", "1 320"),
    ("printed", "Création des affiches et des dépliants", "Atelier graphique inventé", "4 150"),
    ("printed", "Panneaux et banderoles des boutiques", "Enseignes d’essai", "3 960"),
    ("printed", "Dossiers de presse", "Atelier graphique inventé", "2 690"),
    ("advertising", "Encarts dans la presse locale", "Le Courrier inventé", "6 840"),
    ("advertising", "Affichage dans les abribus", "Régie d’essai", "5 200"),
    ("advertising", "Spots sur les radios locales", "Radio d’essai", "3 100"),
    ("printing", "Numéro spécial du magazine du Département", "Imprimerie inventée", "9 760"),
    ("printing", "Tirage des affiches et des dépliants", "Imprimerie inventée", "2 000"),
)
SALARIES_AND_TRANSPORT = (
    ("salaries", "Salaires des équipes du Département"),
    ("own_transport", "Livraisons et reprises par l’équipe logistique"),
)
FUNDS = (("Plan de prévention des déchets", "plan"), ("Campagne de sensibilisation", "plan"),
         ("EPCI partenaires", "partner"))  # fmt: skip
USUAL = ("60", "25", "15")
# What each grants to the third edition, TTC: the second gave too little for all that is planned.
GRANTED = ("18 000", "7 000", "6 500")
# nature, label, supplier, planned, committed, HT or TTC, rate, whether the EPCI pay it alone
THIRD = (
    ("supplies", "Lots et prix des jeux", "", "2 600", "", "ttc", "20", False),
    ("supplies", "Café et petites fournitures", "Épicerie d’essai", "1 100", "", "ttc", "5,5", False),
    ("printed", "Affiches et dépliants remis à jour", "Atelier graphique inventé", "1 900", "1 850", "ht", "20",
     False),
    ("printed", "Panneaux à remplacer", "Enseignes d’essai", "1 250", "", "ht", "20", False),
    ("advertising", "Encarts dans la presse locale", "Le Courrier inventé", "6 200", "6 350", "ttc", "20", False),
    ("advertising", "Affichage dans les abribus", "Régie d’essai", "5 400", "5 400", "ttc", "20", False),
    ("printing", "Petit annuaire des boutiques", "Imprimerie inventée", "7 300", "", "ht", "10", False),
    ("printing", "Tirage des affiches et des dépliants", "Imprimerie inventée", "2 150", "", "ht", "20", False),
    ("services", "Fanfare et conteuse dans les boutiques", "", "1 800", "", "ttc", "", True),
)  # fmt: skip


PRINTED = "Tirage des affiches et des dépliants"  # what the task of printing pays for


def tell_first_spending(db: Database, officer: Agent, edition_id: int) -> None:
    """41 500 € TTC spent, in invented lines, the day of the bilan meeting; salaries and transport without amount."""
    with on(date(2014, 1, 14), 17):
        for nature, label, supplier, spent in FIRST:
            values = {"nature": nature, "label": label, "supplier": supplier, "tax": "ttc", "spent": spent,
                      "note": SPLIT}  # fmt: skip
            add_line(db, officer, edition_id, values, new_operation())
        for nature, label in SALARIES_AND_TRANSPORT:
            values = {"nature": nature, "label": label, "tax": "ttc", "note": OVERHEAD}
            add_line(db, officer, edition_id, values, new_operation())


def tell_coming_spending(db: Database, officer: Agent, edition_id: int) -> None:
    """The third edition's plan: HT and TTC side by side, some committed, paid by two plans and the EPCI, granted."""
    funds = [add_fund(db, officer, {"name": name, "kind": kind}, new_operation()) for name, kind in FUNDS]
    share_funding(db, officer, edition_id, 1, dict(zip(funds, USUAL, strict=True)), new_operation())
    for fund_id, granted in zip(funds, GRANTED, strict=True):
        grant(db, officer, edition_id, fund_id, 1, {"granted": granted, "tax": "ttc"}, new_operation())
    tasks = {one.task.code: one.id for one in backplan(db, officer, edition_id).kept}
    for nature, label, supplier, planned, committed, tax, rate, epci_alone in THIRD:
        values = {
            "task_id": tasks.get("printing") if label == PRINTED else None,
            "nature": nature, "label": label, "supplier": supplier, "planned": planned, "committed": committed,
            "tax": tax, "rate": rate, "shares": {funds[-1]: "100"} if epci_alone else {}, "note": INVENTED,
        }  # fmt: skip
        add_line(db, officer, edition_id, values, new_operation())
    values = {"nature": "own_transport", "label": "Livraisons et reprises par l’équipe logistique", "tax": "ttc",
              "planned": "1 400", "note": INVENTED}  # fmt: skip
    add_line(db, officer, edition_id, values, new_operation())
