"""A used installation: an edition with its adapted texts, items, kit models, spending and lessons."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from campaign.base.operations import new_operation
from campaign.handover.collecting import kit_of
from campaign.handover.model import Kit
from campaign.kits.actions import add_model, set_order_step
from campaign.messages.model import Progress, Step
from campaign.messages.texts import change_text
from campaign.planning.backplan import add_task, begin_plan, change_task
from campaign.planning.plan_views import backplan
from campaign.planning.spending import add_line
from campaign.press.writing import add_block, change_block, move_block, set_lock
from campaign.report.matrix import add_point
from campaign.report.resolving import add_resolution, settle_resolution
from campaign.schema import open_database


@pytest.fixture
def used(db, officer, edition, item, in_2026) -> int:
    """An edition of January 2027 that says something in every part of a kit."""
    edition_id = edition(in_days=86)  # Wednesday 27 January 2027
    change_text(db, officer, Step.INVITATION, Progress.NOTHING, 0, "Venez avant le {{date_limite}}",
                "Bonjour {{nom}},\n\n{{lien}}", new_operation())  # fmt: skip
    item_id = item(unit="rouleau de 10", pack=10, volume_litres="1,5", weight_kg="0,4", value_cents="12,50")
    game = item("ROUE", "Roue des gestes", "numbered", family="games", parts=["Le pied", "La roue"])
    assert game
    set_order_step(db, officer, item_id, 25, new_operation())
    line = {"item_id": item_id, "rule": "asked", "need": "posters", "small": 1, "medium": 2, "large": 3}
    add_model(db, officer, {"name": "Boutique", "kind": "shop"}, [line], new_operation())
    for values in (
        {"nature": "printed", "label": "Affiches A3", "tax": "ttc", "rate": "20", "planned": "1 200", "spent": "1 150"},
        {"nature": "salaries", "label": "Salaires", "tax": "ttc", "planned": "9 000"},
        {"nature": "printing", "label": "Annuaire", "tax": "ht"},
    ):
        add_line(db, officer, edition_id, values, new_operation())
    begin_plan(db, officer, edition_id, new_operation())
    late = {"title": "Appeler le journal", "role": "communication", "offset": -10, "after": ["proof"]}
    add_task(db, officer, edition_id, late, new_operation())
    theme = backplan(db, officer, edition_id).by_code("theme")
    change_task(db, officer, theme.id, theme.version, {"person": "Camille", "note": "Voir Camille"}, new_operation())
    code = add_block(db, officer, edition_id, "Pour les écoles", new_operation())
    change_block(db, officer, edition_id, code, 1, "Pour les écoles", "Une visite {{departement_en}}.", new_operation())
    change_block(db, officer, edition_id, "context", 1, "", "Réutiliser, tout simplement.", new_operation())
    set_lock(db, officer, edition_id, "context", False, new_operation())
    move_block(db, officer, edition_id, code, True, new_operation())
    point = add_point(
        db, officer, edition_id, {"quadrant": "weaknesses", "text": "Annuaires livrés tard"}, new_operation()
    )
    add_point(db, officer, edition_id, {"quadrant": "strengths", "text": "Une même date pour tous"}, new_operation())
    values = {"text": "Livrer trois semaines avant", "who": "Logistique", "due_on": date(2027, 9, 1), "point_id": point}
    resolution = add_resolution(db, officer, edition_id, values, new_operation())
    settle_resolution(db, officer, resolution, "done", new_operation())
    return edition_id


@pytest.fixture
def kit(db, officer, used) -> Kit:
    return kit_of(db, officer, used).kit


@pytest.fixture(scope="session")
def empty_mayenne(tmp_path_factory):
    """A migrated database of another département, to copy."""
    path = tmp_path_factory.mktemp("mayenne") / "campaign.db"
    open_database(path, "53").close()
    return path


@pytest.fixture
def elsewhere(tmp_path, empty_mayenne) -> Iterator[Callable]:
    """Opens an empty installation of another département."""
    opened = []

    def open_one():
        path = tmp_path / f"mayenne-{len(opened)}.db"
        shutil.copy(empty_mayenne, path)
        opened.append(open_database(path, "53"))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
