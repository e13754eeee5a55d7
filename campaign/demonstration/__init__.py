"""Invented data told through the application's own actions: the demonstration, and volume for measures."""
