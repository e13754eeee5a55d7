"""One registry of everyone the campaign works with: organisations, their places, and contacts."""
