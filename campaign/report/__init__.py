"""The report of an edition: what is counted, compared and grouped from every room, its settings, its files."""
