"""Communes, EPCI and départements of France, the contours of some, the national geocoder."""
