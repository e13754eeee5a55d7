"""What each shop, EPCI and relay receives: models, quantities, adjustments, and what will be short."""
