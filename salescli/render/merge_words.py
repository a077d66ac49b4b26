"""What a merge says: a line a file, each figure that moved with the activities behind it, customers with two reps."""

from collections.abc import Sequence
from pathlib import PurePath

from salescli.i18n import _
from salescli.render.terminal_text import safe
from salescli.store.merge_files import Merged
from salescli.store.merge_moved import Figure
from salescli.store.merge_summary import FileMerged

_MOST_IDS = _MOST_SHARED = _MOST_REPS = 5


def told(done: Merged) -> str:
    """All lines of the answer."""
    lines = [_of_file(each) for each in done.files]
    if not done.news:
        return "\n".join([*lines, _("nothing new: everything in there is here already")])
    if done.moved:
        lines.append(_("moved in the last eight weeks:"))
        lines += [f"  {_of_figure(figure)}" for figure in done.moved]
    else:
        lines.append(_("no figure of the last eight weeks moved"))
    if done.shared:
        each = [f"{safe(one.customer)} ({_some(one.reps, _MOST_REPS, ', ')})" for one in done.shared[:_MOST_SHARED]]
        more = _more(len(done.shared) - len(each))
        text = _("customers that several reps work: {customers}{more}")
        lines.append(text.format(customers="; ".join(each), more=more))
    return "\n".join(lines)


def for_programs(done: Merged) -> str:
    """Everything as JSON: `files` with their counts, `news`, `moved` with all ids, `shared` with all reps."""
    import json

    shown = {
        "news": done.news,
        "files": [each._asdict() for each in done.files],
        "moved": [{**each._asdict(), "week": _week(each.week)} for each in done.moved],
        "shared": [each._asdict() for each in done.shared],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _some(texts: Sequence[str], most: int, between: str) -> str:
    return between.join(safe(text) for text in texts[:most]) + _more(len(texts) - most)


def _more(count: int) -> str:
    return _(" and {count} more").format(count=count) if count > 0 else ""


def _of_file(file: FileMerged) -> str:
    lines = ", ".join(
        (
            _n(file.lines, _("1 new line"), _("{count} new lines")),
            _n(file.edits, _("1 edit"), _("{count} edits")),
            _n(file.deletes, _("1 delete"), _("{count} deletes")),
        )
    )
    new = {
        _("new reps {count}"): file.reps,
        _("new customers {count}"): file.customers,
        _("new persons {count}"): file.persons,
        _("new dues {count}"): file.dues,
        _("leave and days without work {count}"): file.days,
        _("changed of what was known {count}"): file.changed,
    }
    parts = [lines, *(text.format(count=count) for text, count in new.items() if count)]
    return f"{safe(PurePath(file.path).name)}: " + " · ".join(parts)


def _n(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.format(count=count)


def _of_figure(figure: Figure) -> str:
    said = _("{rep} · {metric} · {week}: {before} → {after}").format(
        rep=safe(figure.rep),
        metric=figure.metric.replace("_", " "),
        week=_week(figure.week),
        before=figure.before,
        after=figure.after,
    )
    ids = _some([f"#{number}" for number in figure.ids], _MOST_IDS, " ")
    return f"{said}   {ids}" if ids else said


def _week(monday: str) -> str:
    from datetime import date

    year, week, _day = date.fromisoformat(monday).isocalendar()
    return f"{year}-W{week:02d}"
