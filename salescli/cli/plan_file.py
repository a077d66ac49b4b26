"""`export plan` and `import plan.json`: targets, calendar, outcomes, own metrics and kept mappings, from the
manager to the reps.
"""

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

# table -> what of a plan it keeps, in the order of plan_take.Taken
NAMED = {
    "target": _("targets {count}"),
    "calendar_day": _("own days {count}"),
    "calendar_year": _("years of holidays {count}"),
    "outcome": _("outcomes {count}"),
    "metric": _("metrics {count}"),
    "setting": _("settings {count}"),
    "mapping": _("mappings {count}"),
}
_LONGEST = 50_000_000  # bytes; a plan of a thousand reps has some millions


def export(form: str | None, output: str | None, *, others: bool) -> None:
    """Write the plan to stdout or into a file, whole or not at all. Raises Misuse for another form than json.

    `others` says that options were given which choose or shape rows.
    """
    if form not in {None, "json"} or others:
        raise Misuse(_("a plan is exported whole and as json: salescli export plan -O plan.json"))
    from salescli.render.output import write
    from salescli.store import plan_file

    connection = opening.for_reading()
    write(plan_file.dump(connection), output)
    connection.close()


def is_plan(path: str) -> bool:
    """Whether a file says in its first lines that it is a plan."""
    import re
    from pathlib import Path

    from salescli.exchange.file_bytes import readable

    if not Path(path).is_file():
        return False
    with readable(Path(path).open("rb"), path) as file:
        return re.match(rb'(\xef\xbb\xbf)?\s*\{\s*"salescli"\s*:\s*"plan"', file.read(200)) is not None


def take(path: str, *, others: bool) -> None:
    """Take a plan in, and say what is other than before. `others` says that options of other imports were given."""
    if others:
        raise Misuse(_("{path} is a plan, and a plan is taken whole: without options").format(path=path))
    from salescli.cli import session
    from salescli.cli.clock import present
    from salescli.render.terminal_text import safe
    from salescli.store import plan_file, plan_take

    plan = plan_file.read(_text(path))
    if plan is None:
        raise Misuse(
            _("{path} is a damaged plan; export it again: salescli export plan -O plan.json").format(path=path)
        )
    connection = opening.for_writing(waiting=session.say_waiting)
    taken = plan_take.take(connection, plan, present(), path, session.say_waiting)
    connection.close()
    parts = in_words(dict(zip(NAMED, taken[:7], strict=True)))
    session.answer(_("plan: {parts}").format(parts=parts or _("nothing new")))
    if taken.unknown:
        unknown = _("left out, for nobody here is called so: targets of {names}")
        session.message(unknown.format(names=", ".join(map(safe, taken.unknown))))


def in_words(counts: dict[str, int]) -> str:
    """`targets 2 · metrics 1`, by the tables that they are kept in; empty where all are 0."""
    return " · ".join(text.format(count=counts[table]) for table, text in NAMED.items() if counts.get(table))


def _text(path: str) -> str:
    from pathlib import Path

    with Path(path).open("rb") as file:
        data = file.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise Misuse(_("{path} is too long for a plan").format(path=path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Misuse(_("{path} is no plan: it is not in UTF-8").format(path=path)) from None
