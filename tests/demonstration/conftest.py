"""The demonstration as made on one day, once for all the tests that only read it."""

from datetime import datetime

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.settings import settings
from campaign.demonstration.filling import fill_demonstration
from campaign.schema import open_database

SECRET = "secret-de-la-demonstration-pour-les-essais"
NOW = datetime(2026, 11, 21, 10, tzinfo=clock.PARIS)


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Made on 21 November 2026; only read."""
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_DB", str(folder / "campaign.db"))
        patch.setenv("CAMPAIGN_SECRET", SECRET)
        settings.cache_clear()
        made = open_database()
        with clock.frozen(NOW):
            assert fill_demonstration(made, SYSTEM) == {"editions": 3, "shops": 20}
        settings.cache_clear()
    yield made
    made.close()


@pytest.fixture
def then(own_settings, monkeypatch):
    """The day the demonstration was made, with its secret: addresses are known by their fingerprints."""
    monkeypatch.setenv("CAMPAIGN_SECRET", SECRET)
    settings.cache_clear()
    with clock.frozen(NOW):
        yield
