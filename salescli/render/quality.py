"""The quality panel in the format asked for; and in short, for under another report."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from salescli.i18n import _
from salescli.model.doubts import FLAGS, Flag
from salescli.model.periods import Period
from salescli.model.rounding import decimal
from salescli.render.period_name import page_heading, wrapped
from salescli.render.records import lines
from salescli.render.report_rows import Data, Value, machine
from salescli.render.report_words import bold
from salescli.render.terminal_text import pad, safe, width
from salescli.reports.quality import Finding, Quality, Row

IDS_SHOWN = 8  # of each finding, to people
_REPS_IN_SHORT = 3
_FLAGS_IN_SHORT = 2  # of each
COLUMNS = ("rep", "flag", "count", "of", "share", "threshold", "ids")


def view(found: Quality, *, form: str, columns: int = 80, colour: bool = False, excel: bool = False) -> Iterator[str]:
    """The panel as pieces of text; `form` is one of `render.report.FORMATS`."""
    if form == "table":
        return _table(found, columns, colour=colour)
    if form == "md":
        return _markdown(found)
    return machine(data(found), form, excel=excel)


def data(found: Quality) -> Data:
    """The panel for programs."""
    around: dict[str, Value] = {
        "period": found.period.kind,
        "start": found.period.start,
        "end": found.period.end,
        "lines": found.lines,
    }
    return Data(COLUMNS, [each.row for each in found.findings], around, ratios=("share", "threshold"))


def short_lines(findings: Sequence[Finding], period: Period, today: date) -> list[str]:
    """At most two lines under a team's report: who has what, and where more is said. None where nothing is found."""
    if not findings:
        return []
    by_rep = [(name, list(own)) for name, own in groupby(findings, key=lambda each: each.row.rep)]
    shown = [f"{safe(name)}: {', '.join(map(short, own[:_FLAGS_IN_SHORT]))}" for name, own in by_rep[:_REPS_IN_SHORT]]
    one, many = _("{count} more rep"), _("{count} more reps")
    more = len(by_rep) - _REPS_IN_SHORT
    if more > 0:
        shown.append((one if more == 1 else many).format(count=more))
    told = _("To look at: {found}").format(found="; ".join(shown))
    command = _command(period, today)
    return [told, _("{command} names the lines, and what they might be").format(command=command)]


def _command(period: Period, today: date) -> str:
    """The command that shows the panel of the same period."""
    words = ["salescli report quality"]
    if period.kind == "range":
        return f"{words[0]} --since {period.start} --until {period.end}"
    if period.kind != "week":
        words.append(period.kind)
    if not period.start <= today <= period.end:
        words.append(f"--on {period.start}")
    return " ".join(words)


def sentence(finding: Finding) -> str:
    """What was found, `31 of 120 lines logged over a day late`."""
    return finding.flag.figure.format(**_figures(finding))


def short(finding: Finding) -> str:
    """The same in a few words."""
    return finding.flag.short.format(**_figures(finding))


def _figures(finding: Finding) -> dict[str, str]:
    row = finding.row
    percent = f"{decimal(row.share * 100, 0)}%"
    return {"count": f"{row.count:,}", "of": f"{row.of:,}", "share": percent, "about": _about(finding)}


def _about(finding: Finding) -> str:
    about, count = finding.about, finding.row.count
    if finding.row.flag == "copies" and isinstance(about, int) and about:
        return decimal((count + about), 0, divisor=about)  # the first of each is not counted, but one of them
    if finding.row.flag == "durations" and isinstance(about, int):
        from salescli.model.durations import format_duration

        return format_duration(about)
    return safe(str(about))


def _table(found: Quality, columns: int, *, colour: bool) -> Iterator[str]:
    for line in wrapped(page_heading(_("Quality"), found.period, *_looked_at(found)), columns):
        yield bold(line, colour=colour) + "\n"
    for name, own in groupby(found.findings, key=lambda each: each.row.rep):
        yield "\n" + bold(safe(name), colour=colour) + "\n"
        for finding in own:
            yield from _paragraph(finding, columns)
    if found.together:
        yield "\n" + bold(_("All reps together"), colour=colour) + "\n"
        for finding in found.together:
            yield from _hanging(finding.row.flag, sentence(finding), columns)
    if found.findings:
        yield "\n" + bold(_("What that might be"), colour=colour) + "\n"
        for flag in _flags_of(found):
            yield from _hanging(flag.name, flag.innocent, columns)
    yield "\n"
    for remark in _remarks(found):
        yield from _hanging("", remark, columns, indent=0)


def _flags_of(found: Quality) -> list[Flag]:
    names = {each.row.flag for each in found.findings}
    return [flag for flag in FLAGS if flag.name in names]


def _looked_at(found: Quality) -> list[str]:
    one, many = _("{count} line"), _("{count} lines")
    lines_said = (one if found.lines == 1 else many).format(count=f"{found.lines:,}")
    one, many = _("{lines} of 1 rep"), _("{lines} of {reps} reps")
    return [(one if found.people == 1 else many).format(lines=lines_said, reps=found.people)]


def _paragraph(finding: Finding, columns: int) -> Iterator[str]:
    row = finding.row
    level = _("{share}; shown from {threshold}").format(
        share=f"{decimal(row.share * 100, 0)}%", threshold=f"{decimal(row.threshold * 100, 0)}%"
    )
    yield from _hanging(row.flag, f"{sentence(finding)} ({level})", columns)
    yield from _hanging("", _ids(row), columns)


def _ids(row: Row) -> str:
    ids = row.ids.split(" ")[:IDS_SHOWN]
    shown = " ".join(f"#{each}" for each in ids)
    more = row.count - len(ids)
    return _("{ids} and {more} more").format(ids=shown, more=f"{more:,}") if more > 0 else shown


_INDENT = 15  # the longest name of a flag, and blanks


def _hanging(label: str, text: str, columns: int, indent: int = _INDENT) -> Iterator[str]:
    """Words on as many lines as they need, the label before the first."""
    room = max(columns - indent, 20)
    line, before = "", pad(f"  {label}", indent) if indent else ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) > room:
            yield f"{before}{line}".rstrip() + "\n"
            line, before = "", " " * indent
        line = f"{line} {word}" if line else word
    yield f"{before}{line}".rstrip() + "\n"


def _remarks(found: Quality) -> list[str]:
    remarks = []
    if not found.findings:
        remarks.append(_("Nothing to look at."))
    if found.few:
        names = ", ".join(safe(name) for name in found.few)
        remarks.append(_("Fewer than {sample} lines, too few to judge: {reps}").format(sample=found.sample, reps=names))
    if found.findings:
        remarks.append(
            _(
                "These are lines to look at, and no verdict; every figure stands as it is. Of one that is right: "
                "salescli quality waive ID --note TEXT"
            )
        )
    return remarks


def _markdown(found: Quality) -> Iterator[str]:
    from salescli.render.report import escaped

    yield f"## {page_heading(_('Quality'), found.period, *_looked_at(found))}\n\n"
    header = (_("Rep"), _("Flag"), _("Found"), _("Lines"), _("Might be"))
    cells = (
        (each.row.rep, each.row.flag, sentence(each), _ids(each.row), each.flag.innocent) for each in found.findings
    )
    if found.findings:
        yield from lines(header, cells, "md")
        yield "\n"
    for each in found.together:
        yield f"- {escaped(_('All reps together: {found}').format(found=sentence(each)))}\n"
    for remark in _remarks(found):
        yield f"- {escaped(remark)}\n"
