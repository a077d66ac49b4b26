"""Tests of salescli."""
