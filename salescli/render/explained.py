"""An explained report as text, Markdown or JSON: one explanation, three views."""

from collections.abc import Iterable, Iterator

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.render.explained_pieces import Heading, pieces
from salescli.render.report import escaped
from salescli.render.report_words import bold
from salescli.render.terminal_text import width
from salescli.reports.explained import Explanation

FORMATS = ("table", "md", "json")


def accept_form(form: str) -> None:
    """Raises Misuse for a format that is nothing but rows."""
    if form not in FORMATS:
        message = _("--explain is no table of rows: -f json for programs, -f table or -f md to read; not {form}")
        raise Misuse(message.format(form=form))


def view(found: Explanation, form: str, *, columns: int = 80, colour: bool = False) -> Iterator[str]:
    """The explanation as pieces of text, in one of FORMATS."""
    if form == "json":
        from salescli.render.explained_json import json

        return json(found)
    return _markdown(found) if form == "md" else _text(found, columns, colour=colour)


def _text(found: Explanation, columns: int, *, colour: bool) -> Iterator[str]:
    size = max(map(width, _labels())) + 1
    for piece in pieces(found):
        if isinstance(piece, Heading):
            yield "" if piece.level == 1 else "\n"
            yield from (bold(line, colour=colour) + "\n" for line in _flow("", piece.text.split(" "), columns))
        else:
            label = piece.label + " " * (size - width(piece.label))
            yield from (line + "\n" for line in _flow(f"  {label}", piece.words, columns))


def _flow(before: str, parts: Iterable[str], columns: int) -> Iterator[str]:
    """The words on as many lines as they need, the further ones below the first word."""
    margin = width(before)
    line, used = [before], margin
    for part in parts:
        size = width(part)
        if used > margin and used + 1 + size > columns:
            yield "".join(line).rstrip()
            line, used = [" " * margin], margin
        line += [" ", part] if used > margin else [part]
        used += size + (used > margin)
    yield "".join(line).rstrip()


def _markdown(found: Explanation) -> Iterator[str]:
    before: object = None
    for piece in pieces(found):
        if isinstance(piece, Heading):
            yield "" if before is None else "\n"
            yield f"{'#' * (piece.level + 1)} {escaped(piece.text)}\n\n"
        else:
            yield f"- **{piece.label}**:" if piece.label else "  -"
            for word in piece.words:
                yield f" {escaped(word)}"
            yield "\n"
        before = piece


def _labels() -> list[str]:
    names = [_("Time zone"), _("Weeks"), _("Holidays"), _("Days"), _("Counts"), _("Targets"), _("Reps"), _("Target")]
    return [*names, _("By now"), _("Status"), _("Per day"), _("Today"), _("Forecast"), _("Lines"), _("See")]
