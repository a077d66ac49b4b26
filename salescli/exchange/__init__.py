"""Readers and writers of other programs' formats, one module each."""
