"""``mail remind``: counts first, then launches the next reminder, once each."""

from campaign.base.database import rows
from campaign.base.operations import new_operation
from campaign.messages.model import Step
from campaign.participation import actions as participation


def test_a_dry_run_counts_and_writes_nothing(db, answer, linked):
    edition_id, *_ = linked
    assert answer("mail", "remind", edition_id, "--dry-run") == {"step": "reminder_1", "due": 1, "skipped": 0}
    assert rows(db, "SELECT * FROM outbox") == []


def test_each_call_launches_the_next_reminder_until_all_have_left(db, answer, linked):
    edition_id, *_ = linked
    for step in (Step.REMINDER_1, Step.REMINDER_2, Step.LAST_CALL):
        assert answer("mail", "remind", edition_id) == {"step": step, "sent": 0, "waiting": 1, "failed": 0}
    assert answer("mail", "remind", edition_id) == {"step": None, "sent": 0, "waiting": 0, "failed": 0}
    assert len(rows(db, "SELECT * FROM outbox")) == 3


def test_whoever_answered_is_counted_apart_and_nothing_is_launched_for_them_alone(
    db, officer, run, answer, linked, answer_values
):
    edition_id, place_id, _, _ = linked
    values = answer_values(edition_id)
    participation.confirm_participation(
        db, officer, edition_id, place_id, values, new_operation(), answered_by="Félicie"
    )
    assert answer("mail", "remind", edition_id, "--dry-run")["skipped"] == 1
    said = run("mail", "remind", edition_id)
    assert said.exit_code == 0
    assert "Personne à relancer." in said.stdout
    assert "1 a agi ces cinq derniers jours" in said.stdout
    assert rows(db, "SELECT * FROM sendings") == []


def test_an_unknown_edition_is_refused_with_a_sentence(run, answer):
    answer("verify")
    said = run("mail", "remind", 12)
    assert (said.exit_code, said.stderr) == (1, "Cette édition n’existe pas.\n")
