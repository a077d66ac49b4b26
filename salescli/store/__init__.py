"""The SQLite file: open, migrate, read, write. All SQL lives here."""
