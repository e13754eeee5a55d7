"""Screens run in AppTest with a real session in a real database.

A page reads its session from the browser's cookies, which AppTest has not. ``cookies`` replaces that one property of
Streamlit's: our guard, the session's row and the rights are the real ones, and production has no other door.
"""

import sys
from collections.abc import Callable, Iterator

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.secret import fingerprint
from campaign.base.settings import ROOT
from tests.conftest import agent_of

SECONDS = 60


@pytest.fixture(autouse=True)
def own_main():
    """AppTest leaves its script as the program's main module, which later processes would run again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def cookies(monkeypatch) -> dict[str, str]:
    """The browser's cookies, empty at first."""
    jar: dict[str, str] = {}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda self: jar))
    return jar


@pytest.fixture
def enter(db, cookies) -> Callable[[Role | Agent], Agent]:
    """Signs somebody in for the pages run afterwards: a live session in the database, its token in the cookie."""

    def sign_in(who: Role | Agent) -> Agent:
        agent = agent_of(db, who) if isinstance(who, Role) else who
        db.conn.execute("UPDATE agents SET must_change_password = 0 WHERE id = ?", [agent.id])
        token = f"token-of-{agent.id}"
        now = clock.stamp()
        values = [fingerprint(token), agent.id, now, now, "2999-01-01T00:00:00+00:00"]
        db.conn.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?)", values)
        db.conn.commit()
        cookies["session"] = token
        return agent

    return sign_in


@pytest.fixture
def page() -> Iterator[Callable[..., AppTest]]:
    """Opens a screen by its file: (file, **address parameters) -> its AppTest, run once."""

    def opened(file: str, **parameters: object) -> AppTest:
        found = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=SECONDS)
        for name, value in parameters.items():
            found.query_params[name] = str(value)
        return found.run()

    return opened


@pytest.fixture
def dialog() -> Callable[..., AppTest]:
    """Opens a dialog as Streamlit runs it at each gesture, alone: (« module.function », *arguments) -> its AppTest."""

    def opened(function: str, *arguments: object) -> AppTest:
        module, _, name = function.rpartition(".")
        script = f"from campaign.ui.{module} import {name}\n{name}(*{arguments!r})\n"
        return AppTest.from_string(script, default_timeout=SECONDS).run()

    return opened


def said(at: AppTest) -> str:
    """Every text of the screen, to look for a sentence."""
    kinds = (at.title, at.header, at.markdown, at.error, at.warning, at.success, at.info)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def bare(text: str) -> str:
    """Markdown without its escapes, to compare with what people read."""
    return text.replace("\\", "")
