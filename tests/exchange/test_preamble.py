"""A header below notes: found by names that are known, within the first 15 lines; line numbers are the file's."""

import pytest

from tests.conftest import Cli

ROW = "2026-11-02 10:00,Acme,one\n2026-11-02 11:00,Berg,two\n"
TWILIO = (
    "sid,start_time,from,to,direction,status,duration\nCA1,2026-11-02 10:00:00 UTC,+491,+492,outbound-api,completed,7\n"
)

FOUND = [
    ("Report of calls\n\nDate,Customer,Note\n" + ROW, (), "read 2 = new 2"),
    ("a,b,c,d,e,f,g\n" * 14 + "Date,Customer,Note\n" + ROW, (), "read 2 = new 2"),
    ('"Notes, with\n"broken quoting\nDate,Customer,Note\n' + ROW, (), "read 2 = new 2"),
    ("Report,x\nDate;Customer;Note\n" + ROW.replace(",", ";"), (), "read 2 = new 2"),
    ("sep=;\nReport;x\nDate;Customer;Note\n" + ROW.replace(",", ";"), (), "read 2 = new 2"),
    ("Export of 2026\n\n" + TWILIO, (), "read 1 = new 1"),
    ("Liste\nWann,Wer,Was\n" + ROW, ("--map", "at=Wann", "--map", "customer=Wer"), "read 2 = new 2"),
]


@pytest.mark.parametrize(("text", "words", "counts"), FOUND)
def test_a_header_is_found_below_notes(cli: Cli, text: str, words: tuple[str, ...], counts: str) -> None:
    done = cli("import", "-", *words, stdin=text)
    assert done.code == 0, done.err
    assert done.out.startswith(counts)


def test_no_further_than_fifteen_lines(cli: Cli) -> None:
    assert cli("import", "-", stdin="a,b,c\n" * 15 + "Date,Customer,Note\n" + ROW).code == 2


def test_lines_are_those_of_the_file(cli: Cli) -> None:
    done = cli("import", "-", stdin="Report\n\nDate,Customer,Note\n" + ROW + "2026-02-30,Acme,x\n")
    assert done.code == 1
    assert ", line 6: " in done.err


def test_a_first_line_that_is_a_header_stays_it(cli: Cli) -> None:
    done = cli("import", "-", stdin="Date,Customer,Note\nDate,Customer,Note\n" + ROW)
    assert done.code in {1, 2}
    assert "read" not in done.out
