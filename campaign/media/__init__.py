"""The press and the posters: outlets, what was sent to them, what they published, spaces bought, places of posters."""
