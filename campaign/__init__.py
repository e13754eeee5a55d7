"""Les bons jours de l'occasion: the work of a campaign, one room per topic (see docs/architecture.md)."""

__version__ = "2026.11.0"
