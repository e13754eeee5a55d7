"""Every plain route is in the table of rights, and each is tried by somebody without a session or a link."""

import re

import pytest

from campaign.accounts.model import Role
from campaign.accounts.rights import EVERYONE, RIGHTS
from campaign.accounts.rights_table.allowed import LINKED, ROAD
from campaign.web.server import ROUTES

ASKED = [
    f"{method} {route.path}" for route in ROUTES for method in sorted(route.methods - {"HEAD", "OPTIONS"})
]  # fmt: skip
LISTED = [name for name in RIGHTS if name.startswith(("GET ", "POST "))]


def test_every_route_is_in_the_table_and_the_table_names_no_other():
    assert sorted(ASKED) == sorted(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_each_route_answers_a_stranger_as_the_table_says(browser, name):
    method, _, path = name.partition(" ")
    address = re.sub(r"\{[^}]+\}", "a" * 43, path)
    answer = browser.request(method, address, data={} if method == "POST" else None)
    if RIGHTS[name] == EVERYONE:
        assert answer.status_code < 500
        assert not (answer.status_code == 303 and answer.headers["location"].startswith("/connexion?suite"))
    elif RIGHTS[name] in (LINKED, ROAD):
        assert answer.status_code == 404
    else:
        assert Role.PUBLIC not in RIGHTS[name]
        assert answer.status_code in (303, 403)
        assert answer.headers.get("location", "/connexion").startswith("/connexion")
