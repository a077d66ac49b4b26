"""docs/formats.md, made from the modules of the formats: `python -m tests.formats_document` writes it."""

from pathlib import Path

from salescli.exchange import contact_tables, formats, vcard
from salescli.exchange.preset import Preset

FILE = Path(__file__).parents[1] / "docs" / "formats.md"
HEAD = """\
# Formats of other programs

Made from the modules under `salescli/exchange/` by `python -m tests.formats_document`; a test keeps it true. An import
recognises a file by its content; `--as NAME` says what it is. Ids are kept apart by the source, so that a file can be
imported again: the same row is never taken in twice. Where a format has no id, the row's content is the id, and equal
rows count. An owner of whom a row has the id alone is `owner 1003`, unless `--owners FILE` says the name.
Each table may also come as a sheet of a workbook (.xlsx): [a workbook](import-export.md#a-workbook).
What any other table holds, `--map` says: [import and export](import-export.md).
"""


CONTACTS = """
# Contacts

They make customers and the persons at them, and no activities: [import and export](import-export.md#contacts).
"""


def document() -> str:
    """The whole page."""
    activities = "".join(_section(preset) for preset in formats.presets().values())
    books = "".join(_book(preset) for preset in contact_tables.PRESETS)
    return HEAD + activities + CONTACTS + _cards() + books


def _section(preset: Preset) -> str:
    known = f"- **Known by** the columns {_needed(preset)}." if preset.needs else _WITHOUT_HEADER
    return _lines(
        f"\n## {preset.title}\n",
        f"`--as {preset.name}`, ids of the source `{preset.source}`.\n",
        known,
        *_said(preset.reads, preset.maps, preset.drops),
    )


_WITHOUT_HEADER = "- **Known by** its first row: it has no header."


def _book(preset: Preset) -> str:
    known = f"- **Known by** the columns {_needed(preset)}, within the first 15 lines."
    said = _said(preset.reads, preset.maps, preset.drops)
    return _lines(f"\n## {preset.title}\n", f"`--as {preset.name}`.\n", known, *said)


def _cards() -> str:
    known = "- **Known by** a line `BEGIN:VCARD` within the first 64 KB."
    said = _said(vcard.READS, vcard.MAPS, vcard.DROPS)
    return _lines(f"\n## {vcard.TITLE}\n", f"`--as {vcard.NAME}`.\n", known, *said)


def _needed(preset: Preset) -> str:
    needed = ", ".join(f"`{preset.columns[name][0]}`" for name in preset.needs)
    some = ", ".join(f"`{preset.columns[name][0]}`" for name in preset.some)
    return f"{needed}, and one of {some}" if some else needed


def _said(*texts: str) -> list[str]:
    return [f"- **{head}**: {text}." for head, text in zip(("Read", "Values", "Left out"), texts, strict=True) if text]


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
