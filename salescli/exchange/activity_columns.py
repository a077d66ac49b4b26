"""The columns of `list` and `export activities`, section 6.1 of the contract: new ones only ever come at the end."""

ACTIVITIES = (
    "id",
    "uid",
    "rep",
    "customer",
    "person",
    "number",
    "channel",
    "direction",
    "touch",
    "stated",
    "outcome",
    "reached",
    "at",
    "day",
    "duration_s",
    "note",
    "logged_at",
    "source",
    "source_id",
    "known",
)
