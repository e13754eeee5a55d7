"""Vehicles and their rounds: planned, checked, changed by hand, and the driver's link."""
