"""The grammar of loose words: which words belong to what, and what is refused."""

import pytest

from salescli.cli.line_grammar import EDIT, LOG, parse, split
from salescli.model.errors import Misuse

UNDERSTOOD = [
    ("Acme Corp", ("Acme", "Corp"), {}, ()),
    ("Acme Corp -n asked for a quote", ("Acme", "Corp"), {"note": "asked for a quote"}, ()),
    ("Acme -n price is -5% now -o na", ("Acme",), {"note": "price is -5% now", "outcome": "na"}, ()),
    ("Acme --at -2h", ("Acme",), {"at": "-2h"}, ()),
    ("Acme --at yesterday 3pm -d 12m", ("Acme",), {"at": "yesterday 3pm", "duration": "12m"}, ()),
    ("Acme -p Wang Li -p Eve -n -o is text here", ("Acme",), {"note": "-o is text here"}, ("Wang Li", "Eve")),
    ("Acme --next fri 10am --incoming --new", ("Acme",), {"next": "fri 10am", "incoming": "yes", "new": "yes"}, ()),
    ("Acme --outcome=na --note=a b", ("Acme",), {"outcome": "na", "note": "a b"}, ()),
    ("Acme -ona", ("Acme",), {"outcome": "na"}, ()),
    ("AT&T", ("AT&T",), {}, ()),
    ("Studio -5 - Co", ("Studio", "-5", "-", "Co"), {}, ()),
    ("-- -Odd Name", ("-Odd", "Name"), {}, ()),
    ("Acme -n a -- b", ("Acme",), {"note": "a -- b"}, ()),
]


@pytest.mark.parametrize(("typed", "words", "options", "persons"), UNDERSTOOD)
def test_words_find_their_place(
    typed: str, words: tuple[str, ...], options: dict[str, str], persons: tuple[str, ...]
) -> None:
    line = parse(typed.split(" "), LOG)
    assert (line.words, line.options, line.persons) == (words, options, persons)


REFUSED = [
    ("Acme -o na Corp", "what is Corp?"),
    ("Acme --new Corp", "what is Corp?"),
    ("Acme --outcom na", "did you mean --outcome?"),
    ("Acme --nxet fri", "did you mean --next?"),
    ("Acme -z", "no such option: -z"),
    ("Acme -n", "--note needs a value: --note TEXT"),
    ("Acme -o", "--outcome needs a value"),
    ("Acme -o na -o vm", "--outcome is given twice"),
    ("Acme -n a -n b", "--note is given twice"),
    ("Acme --new=yes", "--new takes no value"),
    ("Acme --via visit", "no such option: --via"),
]


@pytest.mark.parametrize(("typed", "message"), REFUSED)
def test_what_does_not_fit_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Misuse) as refusal:
        parse(typed.split(" "), LOG)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


SPLIT = [
    ("call AT&T -o na", ["call", "AT&T", "-o", "na"]),
    ("  call   O'Brien -n don't know  ", ["call", "O'Brien", "-n", "don't", "know"]),
    ('call "Acme -o Corp" -n x', ["call", "Acme -o Corp", "-n", "x"]),
    ("call 'Acme Corp'", ["call", "Acme Corp"]),
    ('call 5" Pipes', ["call", '5"', "Pipes"]),
    ('call "open', ["call", '"open']),
    ("call C:\\temp $(touch x) `id`", ["call", "C:\\temp", "$(touch", "x)", "`id`"]),
    ("", []),
]


@pytest.mark.parametrize(("typed", "words"), SPLIT)
def test_a_typed_line_is_split_as_people_mean_it(typed: str, words: list[str]) -> None:
    assert split(typed) == words


def test_an_edit_knows_every_option_of_a_log_line() -> None:
    assert {option.name for option in LOG} <= {option.name for option in EDIT}
    spellings = [spelling for option in EDIT for spelling in option.spellings]
    assert len(spellings) == len(set(spellings))
