"""The scarce games: which EPCI animators ask for, who gets them, where each one is on each day."""
