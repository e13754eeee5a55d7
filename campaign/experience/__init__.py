"""The experience sheet: what the officer publishes of an edition, prefilled from every room, edited part by part."""
