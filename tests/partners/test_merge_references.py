"""House rule: a column that names a place follows a merge, or says why not; a column of a sheet is chosen, or not."""

from campaign.base.database import rows
from campaign.partners.merge_fields import CHOICES, NOT_CHOSEN
from campaign.partners.merge_references import FOLLOWING, OTHERS, STAYING, TEXTS, columns_named, references


def followed(db):
    return {str(one) for one in references(db).columns} | set(TEXTS)


def test_every_column_that_seems_to_name_a_place_follows_a_merge_or_says_why_not(db):
    named = {f"{table}.{column}" for table, column in columns_named(db, "place", "shop")}
    # How many shops are hoped for; when a token was replaced.
    named = {one for one in named if not one.startswith("editions.") and "replaced" not in one}
    unknown = named - followed(db) - set(STAYING) - set(OTHERS)
    assert unknown == set(), f"à suivre ou à expliquer dans partners/merge_references.py : {sorted(unknown)}"
    assert all(STAYING.values())


def test_what_is_listed_still_exists(db):
    exist = {f"{table}.{column}" for table, column in columns_named(db, "")}
    assert {*STAYING, *OTHERS, *TEXTS} <= exist
    tables = {str(one["name"]) for one in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {*FOLLOWING, *FOLLOWING.values()} <= tables


def test_keys_through_another_table_are_found(db):
    assert {"answers.place_id", "consultation_replies.place_id", "loan_requests.site_place_id"} <= followed(db)
    order = [one.table for one in references(db).columns]
    assert order.index("invitations") < order.index("answers") < order.index("edition_snapshots")
    assert order.index("slips") < order.index("gaps")


def test_every_column_of_a_sheet_is_chosen_by_somebody_or_by_the_merge(db):
    columns = {str(one["name"]) for one in rows(db, "SELECT name FROM pragma_table_info('shop_card')")}
    chosen = {name for _, names, _ in CHOICES.values() for name in names}
    assert columns - chosen - NOT_CHOSEN - {"organisation_id"} == set()
    assert chosen <= columns
