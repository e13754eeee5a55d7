"""The groups of roles that the table names."""

from campaign.accounts.model import AGENT_ROLES, Role

NOBODY_BUT_US = frozenset({Role.SYSTEM})
OFFICER = frozenset({Role.OFFICER, Role.SYSTEM})
TEXTS = OFFICER | {Role.COMMUNICATION}
GOODS = OFFICER | {Role.LOGISTICS}
TEAM = OFFICER | {Role.COMMUNICATION, Role.LOGISTICS}
AGENTS = frozenset({*AGENT_ROLES, Role.SYSTEM})
LINKED = frozenset({Role.CONTACT})
ROAD = frozenset({Role.DRIVER})
ROAD_OR_GOODS = GOODS | ROAD
LINKED_OR_GOODS = GOODS | LINKED
LINKED_OR_TEAM = TEAM | LINKED
TEXTS_OR_LINKED = TEXTS | LINKED
AGENTS_OR_LINKED = AGENTS | LINKED
EVERYONE = frozenset(Role)
