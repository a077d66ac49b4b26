"""Typer commands: parse, call, print. No SQL, no arithmetic."""
