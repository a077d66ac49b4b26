"""The words and the arithmetic: pure, without I/O or clock."""
