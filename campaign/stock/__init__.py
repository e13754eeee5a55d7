"""What the département owns for the event: what is used up, what comes back, where each is, and how it moved."""
