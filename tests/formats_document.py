"""docs/formats.md, made from the modules of the formats: `python -m tests.formats_document` writes it."""

from pathlib import Path

from salescli.exchange import formats
from salescli.exchange.preset import Preset

FILE = Path(__file__).parents[1] / "docs" / "formats.md"
HEAD = """\
# Formats of other programs

Made from the modules under `salescli/exchange/` by `python -m tests.formats_document`; a test keeps it true. An import
recognises a file by its content; `--as NAME` says what it is. Ids are kept apart by the source, so that a file can be
imported again: the same row is never taken in twice. Where a format has no id, the row's content is the id, and equal
rows count.
What any other table holds, `--map` says: [import and export](import-export.md).
"""


def document() -> str:
    """The whole page."""
    return HEAD + "".join(_section(preset) for preset in formats.presets().values())


def _section(preset: Preset) -> str:
    lines = [f"\n## {preset.title}\n", f"`--as {preset.name}`, ids of the source `{preset.source}`.\n"]
    if preset.needs:
        needed = ", ".join(f"`{preset.columns[name][0]}`" for name in preset.needs)
        lines.append(f"- **Known by** the columns {needed}.")
    else:
        lines.append("- **Known by** its first row: it has no header.")
    for head, text in (("Read", preset.reads), ("Values", preset.maps), ("Left out", preset.drops)):
        if text:
            lines.append(f"- **{head}**: {text}.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
