"""Results as data: dataclasses worked out from store and model."""
