"""docs/formats.md says what the modules say."""

from tests import formats_document


def test_the_page_is_what_the_modules_say() -> None:
    assert formats_document.FILE.read_text(encoding="utf-8") == formats_document.document()


def test_every_format_says_what_it_reads_and_leaves_out() -> None:
    for preset in formats_document.formats.presets().values():
        assert preset.reads, preset.name
        assert preset.maps, preset.name
        assert preset.drops, preset.name
        assert set(preset.needs) <= set(preset.columns), preset.name
