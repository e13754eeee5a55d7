"""Preparing an edition: what it costs and who pays for it."""
