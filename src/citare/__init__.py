"""citare: a bibliography and citation manager for references kept in git."""

__version__ = "0.1.0"
