"""Any backplan on any days, for the properties; and the first edition on its own."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from campaign.planning.tasks import Anchor, Asked, Commitment, Lead, Task, TaskRole, TaskState
from campaign.planning.template import TEMPLATE

EDITION_1 = (date(2013, 11, 13), date(2013, 11, 16))
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def task(code, offset=-10, duration=1, after=(), **values) -> Task:
    role = values.pop("role", TaskRole.COMMUNICATION)
    return Task(code, values.pop("title", f"Tâche {code}"), role, offset, duration, after=tuple(after), **values)


def event(*after) -> Task:
    return task("event", 0, anchor=Anchor.EVENT, title="Les bons jours", after=after)


def with_states(tasks, **states):
    """The same tasks, those named in the given state."""
    return tuple(replace(one, state=states.get(one.code, one.state)) for one in tasks)


def template_with(done=(), under_way=()):
    states = dict.fromkeys(done, TaskState.DONE) | dict.fromkeys(under_way, TaskState.UNDER_WAY)
    return with_states(TEMPLATE, **states)


@st.composite
def event_days(draw) -> tuple[date, ...]:
    first = draw(DAYS)
    return tuple(first + timedelta(days=gap) for gap in [0, *draw(st.lists(st.integers(1, 10), max_size=3))])


@st.composite
def backplans(draw) -> tuple[Task, ...]:
    """Up to 14 tasks in no order, each waiting for some of those drawn before it; the event is often one of them."""
    count = draw(st.integers(1, 14))
    event_at = draw(st.none() | st.integers(0, count - 1))
    found: list[Task] = []
    for rank in range(count):
        code = f"t{rank}"
        after = draw(st.lists(st.sampled_from([one.code for one in found]), unique=True, max_size=3)) if found else []
        if rank == event_at:
            found.append(task(code, 0, anchor=Anchor.EVENT, after=after))
            continue
        found.append(
            task(
                code,
                draw(st.integers(-300, 80)),
                draw(st.integers(1, 30)),
                after,
                role=draw(st.sampled_from(TaskRole)),
                anchor=draw(st.sampled_from([Anchor.FIRST_DAY, Anchor.LAST_DAY])),
                lead=draw(st.none() | st.sampled_from(Lead)),
                lead_days=draw(st.none() | st.integers(0, 20)),
                asks=draw(st.frozensets(st.sampled_from(Asked))),
                commits=draw(st.sampled_from([(), (Commitment.PRINTED,)])),
                state=draw(st.sampled_from(TaskState)),
            )
        )
    return tuple(draw(st.permutations(found)))
