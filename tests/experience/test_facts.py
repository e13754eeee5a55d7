"""What is read from the other rooms reaches the sheet: answers, debriefs with an unknown one, spending, games lent."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.debrief.model import Source
from campaign.editions.views import edition as edition_view
from campaign.experience.facts import known_of
from campaign.experience.views import experience_sheet
from campaign.partners.model import Category
from campaign.planning.funding import add_fund, share_funding
from campaign.planning.spending import add_line
from campaign.report.matrix import add_point
from campaign.report.model import Quadrant
from tests.conftest import agent_of


@pytest.fixture
def three(db, officer, edition, shop, answered):
    """Three shops that take part; the day after the event: one told a range, one « je ne sais pas », one nothing."""
    edition_id = edition()
    names = (("Angers", "49100"), ("Trélazé", "49800"), ("Saumur", "49400"))
    shops = [shop(f"Boutique {town}", commune=town, postcode=postcode) for town, postcode in names]
    for place_id in shops:
        answered(edition_id, place_id)
    days = edition_view(db, edition_id).days
    with clock.frozen(clock.now() + timedelta(days=65)):
        told = ({f"visitors-{day}": "20 à 50" for day in days}, {f"visitors-{day}-unknown": "yes" for day in days})
        for place_id, form in zip(shops, told, strict=False):
            save_section(db, officer, edition_id, place_id, "visits", form, new_operation(), answered_by="Yves",
                         source=Source.PAPER)  # fmt: skip
        yield edition_id


def text(db, by, edition_id: int, code: str) -> str:
    found = experience_sheet(db, by, edition_id).part(code).text
    return found.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_unknown_answer_is_told_unknown_in_the_sheet_and_never_counts_as_zero(db, officer, three):
    said = text(db, officer, three, "quantitative_results")
    visitors = "- Visiteurs : de 40 à 100 personnes au total. 1 répondant sur 3 ; 1 ne sait pas ; 1 n’a pas répondu."
    assert visitors in said.splitlines()
    assert "3 boutiques ont participé sur 3 invitées (objectif : 17)." in said
    assert " 0 personne" not in said


def test_days_towns_and_roles_come_from_the_answers_and_the_accounts(db, officer, three):
    agent_of(db, Role.LOGISTICS)
    known = known_of(db, officer, three)
    assert known.communes == 3
    assert known.dates.answered.first == known.dates.invited.first
    assert known.dates.told.first == clock.today()
    assert (known.dates.delivered, known.dates.taken_back, known.dates.next_edition) == (None, None, None)
    assert [one.split(",")[0] for one in known.means.roles] == [
        "une personne chargée de la prévention des déchets", "l’équipe logistique",
    ]  # fmt: skip
    assert known.over


def test_spending_and_who_pays_are_told_ht_and_ttc_apart(db, officer, three):
    for tax, spent in (("ttc", "600"), ("ht", "300")):
        values = {"nature": "printing", "label": "Affiches", "tax": tax, "spent": spent}
        add_line(db, officer, three, values, new_operation())
    add_line(db, officer, three, {"nature": "salaries", "label": "Salaires", "tax": "ttc", "spent": "9 000"},
             new_operation())  # fmt: skip
    plan = add_fund(db, officer, {"name": "Plan de prévention", "kind": "plan"}, new_operation())
    share_funding(db, officer, three, 1, {plan: "100"}, new_operation())
    said = text(db, officer, three, "financial_means").splitlines()
    assert said[:3] == [
        "- 600 € TTC dépensés.", "- 300 € HT dépensés.", "- Salaires : comptés à part, hors de ces montants.",
    ]  # fmt: skip
    assert "- Coût par boutique : 200 € TTC. Dépensé, 3 boutiques." in said
    assert said[-1] == "- Financement : Plan de prévention."
    assert not any("9 000" in one or "900 €" in one for one in said)


def test_games_and_storage_come_from_the_stock(db, officer, three, stocked):
    stocked(4, "ROUE", "Roue de la prévention", "numbered", family="games")
    stocked(40)
    known = known_of(db, officer, three)
    assert [(one.name, one.pieces, one.loans) for one in known.means.games] == [("Roue de la prévention", 4, 0)]
    assert known.means.depots == ("Hangar de Beaucouzé",)
    assert known.means.handed == ()


def test_a_point_of_the_matrix_reaches_the_success_factors(db, officer, three):
    add_point(db, officer, three, {"quadrant": str(Quadrant.STRENGTHS), "text": "Des acteurs réunis"}, new_operation())
    assert "- Des acteurs réunis" in text(db, officer, three, "success_factors")


def test_a_sheet_is_read_the_same_by_every_role(db, three):
    agents = [agent_of(db, role) for role in (Role.OFFICER, Role.LOGISTICS, Role.READER)]
    sheets = [experience_sheet(db, agent, three) for agent in agents]
    assert sheets[0] == sheets[1] == sheets[2]


def test_an_edition_to_come_is_told_as_to_come(db, officer, edition, shop, answered):
    edition_id = edition()
    answered(edition_id, shop(categories=[Category.BOOKS]))
    assert not known_of(db, officer, edition_id).over
    assert "participe sur 1" in text(db, officer, edition_id, "quantitative_results")
