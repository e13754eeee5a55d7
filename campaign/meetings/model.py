"""What the room is made of; pure rules."""
