"""The grammar of loose words: which words belong to what, and what is refused."""

import pytest

from salescli.cli.line_grammar import EDIT, LOG, LOG_STATED, asks_for_help, parse, split
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
    ("Acme -o=na", ("Acme",), {"outcome": "na"}, ()),
    ("Acme -n a b -o=na", ("Acme",), {"note": "a b", "outcome": "na"}, ()),
    ("Acme -n -o=na is text", ("Acme",), {"note": "-o=na is text"}, ()),
    ("Acme -n x --help", ("Acme",), {"note": "x", "help": "yes"}, ()),
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
    ("Acme --via visit", "--via goes with first-contact and follow-up"),
    ("Acme --via=visit", "--via goes with"),
    ("Acme -q=x", "--quiet takes no value"),
]


@pytest.mark.parametrize(("typed", "message"), REFUSED)
def test_what_does_not_fit_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Misuse) as refusal:
        parse(typed.split(" "), LOG)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_stated_touch_is_not_stated_again() -> None:
    with pytest.raises(Misuse, match="the verb states the touch already"):
        parse(["Acme", "--touch", "first"], LOG_STATED)


HELP = [
    ("Acme --help", True),
    ("-h", True),
    ("Acme -n x y -h", True),
    ("Acme -n=x -h", True),
    ("Acme --new -h", True),
    ("Acme -zz -h", True),
    ("Acme -n -h", False),
    ("Acme -n --help is text", False),
    ("Acme -o --help", False),
    ("-- -h", False),
    ("Acme -n helpful", False),
]


@pytest.mark.parametrize(("typed", "asked"), HELP)
def test_help_is_asked_for_where_an_option_may_stand(typed: str, asked: bool) -> None:
    assert asks_for_help(typed.split(" "), LOG) is asked


SPLIT = [
    ("call AT&T -o na", ["call", "AT&T", "-o", "na"]),
    ("  call   O'Brien -n don't know  ", ["call", "O'Brien", "-n", "don't", "know"]),
    ('call "Acme -o Corp" -n x', ["call", "Acme -o Corp", "-n", "x"]),
    ("call 'Acme Corp'", ["call", "Acme Corp"]),
    ('call 5" Pipes', ["call", '5"', "Pipes"]),
    ("call 's-Hertogenbosch", ["call", "'s-Hertogenbosch"]),
    ('call "a"b', ["call", '"a"b']),
    ("call C:\\temp $(touch x) `id`", ["call", "C:\\temp", "$(touch", "x)", "`id`"]),
    ("", []),
]


@pytest.mark.parametrize(("typed", "words"), SPLIT)
def test_a_typed_line_is_split_as_people_mean_it(typed: str, words: list[str]) -> None:
    assert split(typed) == words


@pytest.mark.parametrize("typed", ['call "open', 'call Acme -n "', 'call "Unclosed Name -n x'])
def test_a_quote_without_its_end_is_refused(typed: str) -> None:
    with pytest.raises(Misuse, match="is not closed"):
        split(typed)


def test_an_edit_knows_every_option_of_a_log_line() -> None:
    assert {option.name for option in LOG} <= {option.name for option in EDIT}
    spellings = [spelling for option in EDIT for spelling in option.spellings]
    assert len(spellings) == len(set(spellings))
