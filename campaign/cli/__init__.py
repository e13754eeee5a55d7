"""The command line: the same actions as the screens, for a terminal, a timer or a script (docs/contract.md)."""

from campaign.cli.program import main

__all__ = ["main"]
