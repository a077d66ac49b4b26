"""What hangs on reps and customers, brought together: persons, leave, confirmed zeros."""

from collections import defaultdict
from collections.abc import Callable

from salescli.store.merge_people import People
from salescli.store.merge_rows import Fields, Key, Said, Stated, changed

Used = Callable[[str, str], bool]


def persons(said: Said, customers: People, used: Used) -> dict[Key, Fields]:
    """Persons of one name at one customer are one: the smallest uid stays, with the focus that was said last.

    `used` tells whether a line at a customer (the uid that stays) names a person, by the folded name.
    """
    found: dict[Key, Fields] = {}
    groups: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, row in said.items():
        groups[customers.kept(row.fields["customer"]), row.fields["folded"]].append(key)
    for (customer, folded), keys in groups.items():
        standing = [key for key in keys if not said[key].fields["gone"]]
        if not standing and used(customer, folded):
            standing = keys
        stays = min(standing, key=str) if standing else None
        for key in keys:
            found[key] = changed(said[key].fields, customer=customer, gone=int(key != stays))
        if stays:
            focus = max((said[key].at, said[key].fields["focus"] or "") for key in _in_focus(said, standing))[1]
            found[stays] = changed(found[stays], focus=focus or None)
    return found


def _in_focus(said: Said, keys: list[Key]) -> list[Key]:
    return [key for key in keys if said[key].fields["focus"]] or keys


def days(said: Said, reps: People) -> dict[Key, Fields]:
    """Leave or confirmed zeros: of a rep's day, or its half, the latest word stands, in one row.

    A whole day stands for its halves, and when it was taken back, so were halves that were said before.
    """
    words: dict[tuple[str, str], dict[str, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key, row in said.items():
        part = row.fields.get("part", "day")
        words[reps.kept(row.fields["rep"]), row.fields["day"]][part].append(key)
    found = {key: changed(row.fields, gone=1) for key, row in said.items()}
    for parts in words.values():
        latest = {part: max((said[key] for key in keys), key=_word) for part, keys in parts.items()}
        for part in _standing(latest):
            stays = min((key for key in parts[part] if not said[key].fields["gone"]), key=str)
            found[stays] = said[stays].fields
    return found


def _word(row: Stated) -> tuple[str, bool]:
    return row.at, not row.fields["gone"]


def _standing(latest: dict[str, Stated]) -> list[str]:
    parts = [part for part, row in latest.items() if not row.fields["gone"]]
    if "day" in parts:
        return ["day"]
    whole = latest["day"].at if "day" in latest else ""
    return [part for part in parts if latest[part].at >= whole]
