"""Setting the dates with the actors: sets of days, their scores and reasons, votes and results."""
