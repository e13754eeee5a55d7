"""Two sheets of one shop that both told an edition: after their merge, the shop counts once."""

from datetime import datetime, time, timedelta

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.debrief.store import debriefs_of
from campaign.editions.views import edition
from campaign.partners.merging import merge, unmerge
from campaign.partners.views import place


def test_a_copy_counts_no_more_and_what_it_told_stays_readable(db, linked, shop, answered, officer):
    edition_id, kept, *_ = linked
    copy = shop("Malle à Félicie")
    for place_id in (kept, copy):
        answered(edition_id, place_id)
    after = datetime.combine(edition(db, edition_id).days[-1] + timedelta(days=2), time(10), clock.PARIS)
    with clock.frozen(after):
        check(db, officer, edition_id, kept, copy)


def check(db, officer, edition_id: int, kept: int, copy: int) -> None:
    for place_id in (kept, copy):
        save_section(db, officer, edition_id, place_id, "after", {"suggestions": "Ouvrir plus tôt"}, new_operation())
    sheets = place(db, officer, kept), place(db, officer, copy)
    merged = merge(db, officer, kept, copy, sheets[0].version, sheets[1].version, {}, new_operation())
    assert [one.place_id for one in debriefs_of(db, edition_id)] == [kept]
    assert [one.place_id for one in debriefs_of(db, edition_id, copy)] == [copy]
    unmerge(db, officer, merged, new_operation())
    assert [one.place_id for one in debriefs_of(db, edition_id)] == [kept, copy]
