"""What the campaign says on paper and screens: each piece for the département, for an EPCI, for a shop, and the kit."""
