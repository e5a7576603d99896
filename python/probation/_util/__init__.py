"""Checks of arguments, names, files written whole, columns of tables: what knows nothing of probation."""
