"""From the dirty list people send to the registry, in three steps.

Reading, no database: ``read_table`` -> ``guess_columns`` (the officer may change the mapping) -> ``read_row``.
Judging, nothing written: ``prepare_import`` reads each row as a sheet and gives its verdict against the registry.
Writing: ``apply_import`` (or ``start_import``, by the worker), taken back within 30 days by ``undo_import``.
"""
