"""What a merge says: a line a file, each figure that moved with the activities behind it, customers with two reps."""

from pathlib import PurePath

from salescli.i18n import _
from salescli.render.terminal_text import safe
from salescli.store.merge_files import Merged
from salescli.store.merge_moved import Figure
from salescli.store.merge_summary import FileMerged


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
        each = "; ".join(f"{safe(one.customer)} ({safe(one.reps)})" for one in done.shared)
        more = _(" and {count} more").format(count=done.shared_more) if done.shared_more else ""
        lines.append(_("customers that several reps work: {customers}{more}").format(customers=each, more=more))
    return "\n".join(lines)


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
    from datetime import date

    year, week, _day = date.fromisoformat(figure.week).isocalendar()
    ids = " ".join(f"#{number}" for number in figure.ids)
    more = _(" and {count} more").format(count=figure.more) if figure.more else ""
    said = _("{rep} · {metric} · {week}: {before} → {after}").format(
        rep=safe(figure.rep),
        metric=figure.metric.replace("_", " "),
        week=f"{year}-W{week:02d}",
        before=figure.before,
        after=figure.after,
    )
    return f"{said}   {ids}{more}" if ids else said
