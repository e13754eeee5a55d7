"""Reading the dirty lists people send: a table from any file, its columns recognised, each row cleaned. No database.

``read_table`` -> ``guess_columns`` (the officer may change the mapping) -> ``read_row`` for each row.
"""
