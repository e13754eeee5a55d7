"""``python -m campaign``: see docs/exploitation-commandes.md."""

from campaign.cli import main

main()
