"""Tables of the roles; rows ↔ dataclasses."""

from campaign.base.database import Migrations

migrations = Migrations("roles")
