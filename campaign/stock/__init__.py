"""What the département owns for the event: consumables and objects to be given back, where each is, and how it moved."""
