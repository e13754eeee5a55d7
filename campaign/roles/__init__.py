"""Who does what: the project team, each actor's role, who has read it."""
