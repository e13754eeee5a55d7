"""Tables of the consultation; rows ↔ dataclasses."""

from campaign.base.database import Migrations

migrations = Migrations("consultation")
