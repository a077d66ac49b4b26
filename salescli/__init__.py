"""salescli: log sales work in a second, see at once whether the plan was executed."""

__version__ = "0.1.0"
