"""Agents, roles, sessions and personal links: who may come in, and what each may do."""
