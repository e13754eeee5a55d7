"""What is done twice counts once; what was done is written for good; long work survives its worker."""

from datetime import timedelta

import pytest

from campaign.base import clock, jobs, journal, operations
from campaign.base.database import ENGINE_ERRORS, rows, transaction, value
from campaign.base.errors import OperationReused


def test_a_replayed_operation_gives_the_first_answer(db):
    operation = operations.new_operation()
    with transaction(db):
        assert operations.replay(db, operation, "add", 1) is None
        operations.remember(db, operation, "add", 1, {"id": 7})
    assert operations.replay(db, operation, "add", 1) == {"id": 7}


def test_an_operation_of_another_subject_or_action_is_refused(db):
    operation = operations.new_operation()
    operations.remember(db, operation, "add", 1)
    for verb, subject in (("add", 2), ("remove", 1)):
        with pytest.raises(OperationReused):
            operations.replay(db, operation, verb, subject)


@pytest.mark.parametrize("operation", ["", "court", "avec espace", "x" * 65, None, "é" * 20])
def test_an_operation_without_the_right_shape_is_refused(db, operation):
    with pytest.raises(OperationReused):
        operations.replay(db, operation, "add", 1)


def test_the_journal_can_be_neither_changed_nor_emptied(db):
    journal.record(db, "system", "add_place", "place", 1)
    with pytest.raises(ENGINE_ERRORS, match="append-only"):
        db.conn.execute("UPDATE journal SET verb = 'x'")
    with pytest.raises(ENGINE_ERRORS, match="12 months"):
        db.conn.execute("DELETE FROM journal")
    assert len(journal.entries(db)) == 1


def test_a_line_older_than_a_year_may_be_purged_with_its_personal_values(db):
    with clock.frozen(clock.now() - timedelta(days=400)):
        journal.record(db, "system", "change", "place", 1, personal={"phone": ("a", "b")})
    db.conn.execute("DELETE FROM journal")
    assert value(db, "SELECT count(*) FROM journal_personal") == 0


def test_personal_values_lie_apart_from_the_journal(db):
    journal.record(db, "system", "change", "place", 1, personal={"phone": ("0241000001", "0241000002")})
    assert "0241" not in str(rows(db, "SELECT * FROM journal"))


def test_a_job_is_taken_once_and_follows_its_progress(db):
    job_id = jobs.enqueue(db, "import", {"lines": 3}, "agent:1")
    leased = jobs.lease_next(db)
    assert (leased.id, leased.parameters, leased.state) == (job_id, {"lines": 3}, "running")
    assert jobs.lease_next(db) is None
    assert jobs.progress(db, leased, 1, 3, "1 sur 3")
    assert (jobs.job(db, job_id).done, jobs.job(db, job_id).total) == (1, 3)
    assert jobs.finish(db, leased, {"added": 3})
    assert jobs.job(db, job_id).result == {"added": 3}


def test_a_job_whose_worker_died_is_taken_up_again_and_the_dead_one_can_no_longer_finish_it(db):
    jobs.enqueue(db, "import", {}, "system")
    dead = jobs.lease_next(db)
    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        again = jobs.lease_next(db)
        assert again.id == dead.id
        assert not jobs.finish(db, dead, {})
        assert jobs.finish(db, again, {})


def test_a_job_interrupted_three_times_is_given_up_with_a_sentence(db):
    job_id = jobs.enqueue(db, "import", {}, "system")
    start = clock.now()
    for turn in range(3):
        with clock.frozen(start + turn * 2 * jobs.LEASE):
            assert jobs.lease_next(db).id == job_id
    with clock.frozen(start + 6 * jobs.LEASE):
        assert jobs.lease_next(db) is None
        assert jobs.job(db, job_id).state == "failed"
        assert "trois fois" in jobs.job(db, job_id).message


def test_a_cancelled_job_stops_at_its_next_step(db):
    job_id = jobs.enqueue(db, "import", {}, "system")
    leased = jobs.lease_next(db)
    jobs.cancel(db, job_id)
    assert not jobs.progress(db, leased, 1, 2)


def test_a_job_for_later_waits(db):
    jobs.enqueue(db, "send", {}, "system", clock.now() + timedelta(minutes=5))
    assert jobs.lease_next(db) is None
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        assert jobs.lease_next(db) is not None
