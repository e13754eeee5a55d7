"""Tables of the meetings; rows ↔ dataclasses."""

from campaign.base.database import Migrations

migrations = Migrations("meetings")
