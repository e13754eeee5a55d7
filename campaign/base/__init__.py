"""What every room stands on: database, errors, clock, journal, operations, jobs, settings, French text and numbers."""
