"""Tables of the evidence; rows ↔ dataclasses."""

from campaign.base.database import Migrations

migrations = Migrations("evidence")
