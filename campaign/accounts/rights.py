"""Who may call what: ``RIGHTS``, the table role × function (``rights_table``), and ``@guarded``, which reads it.

Read at each call, so that a hidden button is never the only protection. A test fails on a function missing from the
table. Functions open to everyone (« public ») take no actor and need no guard. Screens are in ``menu.SCREENS``, with
their roles. A contact's reach (their own shops only) is checked with the data, in ``participation``.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from campaign.accounts.model import Actor
from campaign.accounts.rights_table import RIGHTS
from campaign.accounts.rights_table.allowed import EVERYONE
from campaign.base.database import Database
from campaign.base.errors import NotAllowed

__all__ = ["EVERYONE", "RIGHTS", "guarded"]

P = ParamSpec("P")
R = TypeVar("R")


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Refuse the call unless ``RIGHTS`` gives this function (db, actor, …) to the actor's role.

    Raises:
        NotAllowed: at each call by another role. A function missing from the table fails at import.
    """
    name = f"{function.__module__.removeprefix('campaign.')}.{function.__name__}"
    allowed = RIGHTS[name]

    @wraps(function)
    def checked(db: Database, actor: Actor, *args: object, **kwargs: object) -> R:
        if actor is None or actor.role not in allowed:
            raise NotAllowed()
        return function(db, actor, *args, **kwargs)

    checked.guarded_as = name
    return checked
