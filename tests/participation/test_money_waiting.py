"""The serious alerts of the money wait on the dashboard, each with the way to its line."""

from campaign.base.operations import new_operation
from campaign.participation.decisions import DecisionKind
from campaign.participation.money_waiting import money_tasks
from campaign.planning.funding import add_fund, share_funding
from campaign.planning.granting import grant
from campaign.planning.spending import add_line


def test_a_line_that_goes_over_and_an_envelope_gone_beyond_wait_and_a_missing_order_does_not(
    db, officer, reader, edition
):
    number = edition()
    plan = add_fund(db, officer, {"name": "Plan déchets", "kind": "plan"}, new_operation())
    share_funding(db, officer, number, 1, {plan: "100"}, new_operation())
    values = {"nature": "printed", "label": "Affiches", "tax": "ttc", "planned": "100", "committed": "100"}
    assert money_tasks(db, reader, number) == []
    add_line(db, officer, number, values, new_operation())
    assert money_tasks(db, reader, number) == []
    over = add_line(db, officer, number, {**values, "label": "Flyers", "committed": "130"}, new_operation())
    grant(db, officer, number, plan, 1, {"granted": "200", "tax": "ttc"}, new_operation())
    found = money_tasks(db, reader, number)
    assert {one.kind for one in found} == {DecisionKind.MONEY}
    assert [(one.subject, one.screen, one.parameters) for one in found] == [
        ("Plan déchets", "spending.py", {"edition": str(number), "onglet": "plans"}),
        ("Flyers", "spending.py", {"edition": str(number), "ligne": str(over)}),
    ]
    assert "30\u00a0€ de trop" in found[1].text.replace("\u202f", "\u00a0")
