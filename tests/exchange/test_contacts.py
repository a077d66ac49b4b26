"""Address books: who becomes a customer, who a person there, what is skipped, what is refused, and never double."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Cli

FIXTURES = Path(__file__).parent / "fixtures" / "contacts"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def fixture(tmp_path: Path, name: str) -> str:
    return str(shutil.copy(FIXTURES / name, tmp_path / name))


def sample(tmp_path: Path, name: str) -> str:
    if not (SAMPLES / name).exists():
        pytest.skip(f"no sample {name} beside the checkout")
    return str(shutil.copy(SAMPLES / name, tmp_path / Path(name).name))


def made(tmp_path: Path, text: str, name: str = "cards.vcf") -> str:
    (tmp_path / name).write_bytes(text.encode())
    return str(tmp_path / name)


def people(tmp_path: Path) -> list[tuple[str, str | None]]:
    connection = sqlite3.connect(tmp_path / "salescli.db")
    query = "SELECT c.name, p.name FROM customer c LEFT JOIN person p ON p.customer = c.id ORDER BY c.id, p.id"
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def nothing_here(tmp_path: Path) -> bool:
    return not (tmp_path / "salescli.db").exists()


BOOKS = [
    (
        "two-point-one.vcf",
        "vcard",
        "read 2 = new 2 + same 0 + rejected 0",
        "new customers 2 · new persons 1",
        "phones 3, e-mails 1",
        [("Bäckerei Süd GmbH", "Jörg Müller"), ("张三", None)],
    ),
    (
        "three.vcf",
        "vcard",
        "read 4 = new 2 + same 0 + skipped 2 + rejected 0",
        "new customers 2 · new persons 1",
        "phones 1, e-mails 0",
        [("Fish, Chips & Co Ltd.", "Ann O'Neil"), ("Zürich Widgets AG", None)],
    ),
    (
        "four.vcf",
        "vcard",
        "read 2 = new 2 + same 0 + rejected 0",
        "new customers 2 · new persons 1",
        "phones 2, e-mails 1",
        [("Jade Trading", "Li Wei"), ("Harbour Crane Works", None)],
    ),
    (
        "google.csv",
        "google-contacts",
        "read 4 = new 3 + same 0 + skipped 1 + rejected 0",
        "new customers 3 · new persons 1",
        "phones 4, e-mails 1",
        [("Fish & Chips", "Ann O'Neil"), ("张三", None), ("Harbour Crane Works", None)],
    ),
    (
        "google-older.csv",
        "google-contacts",
        "read 2 = new 2 + same 0 + rejected 0",
        "new customers 2 · new persons 1",
        "phones 1, e-mails 2",
        [("Fish & Chips", "Ann O'Neil"), ("Bob Stone", None)],
    ),
    (
        "outlook.csv",
        "outlook-contacts",
        "read 2 = new 2 + same 0 + rejected 0",
        "new customers 2 · new persons 2",
        "phones 3, e-mails 1",
        [("Fish & Chips", "Ann O'Neil"), ("Fish & Chips Ltd", "Karl M. Stein")],
    ),
    (
        "linkedin.csv",
        "linkedin-connections",
        "read 5 = new 3 + same 1 + skipped 1 + rejected 0",
        "new customers 3 · new persons 2",
        "phones 0, e-mails 1",
        [("Fish & Chips", "Ann O'Neil"), ("Stein, Sand & Kalk", "Omar Diaz, MBA"), ("Solo Artist", None)],
    ),
]


@pytest.mark.parametrize(("name", "kind", "counts", "new", "left_out", "who"), BOOKS, ids=[book[0] for book in BOOKS])
def test_a_book_is_recognised_and_never_doubled(
    cli: Cli,
    tmp_path: Path,
    name: str,
    kind: str,
    counts: str,
    new: str,
    left_out: str,
    who: list[tuple[str, str | None]],
) -> None:
    path = fixture(tmp_path, name)
    rehearsed = cli("import", path, "--dry-run")
    assert nothing_here(tmp_path)
    done = cli("import", path)
    assert (done.code, done.out) == (0, rehearsed.out.splitlines(keepends=True)[0]), done.err
    assert all(customer in rehearsed.out and (person or "") in rehearsed.out for customer, person in who)
    assert done.out.startswith(f"{counts} · {new} · near pairs ")
    assert done.out.endswith(f" · left out: {left_out}\n")
    assert people(tmp_path) == who
    again = cli("import", path, "--as", kind)
    assert again.code == 0, again.err
    assert " = new 0 + same " in again.out
    assert "new customers 0 · new persons 0" in again.out
    assert people(tmp_path) == who
    assert cli("doctor").code == 0
    assert cli("list").out == ""
    assert f"\t{kind}\t" in cli("import", "list").out


SAMPLED = [
    ("vcard/IPHONE.vcf", 1, 1, 1, "phones 7, e-mails 1"),
    ("vcard/gmail-list.vcf", 3, 3, 0, "phones 0, e-mails 3"),
    ("vcard/outlook-2007.vcf", 1, 1, 1, "phones 4, e-mails 1"),
    ("vcard/rfc6350.vcf", 1, 1, 1, "phones 2, e-mails 1"),
    ("linkedin-connections.csv", 7, 7, 7, ""),
]


@pytest.mark.parametrize(("name", "contacts", "customers", "persons", "left_out"), SAMPLED)
def test_real_books(
    cli: Cli, tmp_path: Path, name: str, contacts: int, customers: int, persons: int, left_out: str
) -> None:
    path = sample(tmp_path, name)
    done = cli("import", path)
    counts = f"read {contacts} = new {contacts} + same 0 + rejected 0"
    new = f"new customers {customers} · new persons {persons} · near pairs 0"
    tail = f" · left out: {left_out}" if left_out else ""
    assert (done.code, done.out) == (0, f"{counts} · {new}{tail}\n"), done.err
    assert cli("import", path).out.startswith(f"read {contacts} = new 0 + same {contacts} + rejected 0")


def test_books_of_one_person_meet(cli: Cli, tmp_path: Path) -> None:
    for name in ("google.csv", "linkedin.csv", "outlook.csv"):
        assert cli("import", fixture(tmp_path, name)).code == 0
    names = people(tmp_path)
    assert names.count(("Fish & Chips", "Ann O'Neil")) == 1
    assert len(names) == len(set(names))


def test_a_company_is_found_by_its_alias(cli: Cli, tmp_path: Path) -> None:
    cli("customer", "add", "Fish and Chips", "--alias", "FISH & CHIPS")
    done = cli("import", fixture(tmp_path, "linkedin.csv"))
    assert "new customers 2 · new persons 2" in done.out
    assert ("Fish and Chips", "Ann O'Neil") in people(tmp_path)


def test_near_names_are_counted(cli: Cli, tmp_path: Path) -> None:
    assert "near pairs 1" in cli("import", fixture(tmp_path, "outlook.csv")).out


def test_the_standard_input(cli: Cli, tmp_path: Path) -> None:
    text = (FIXTURES / "four.vcf").read_text(encoding="utf-8")
    assert cli("import", "-", stdin=text).out.startswith("read 2 = new 2 ")


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n"
GOOD = CARD.format(name="Ann Stone")

BROKEN = [
    ("BEGIN:VCARD\nFN:Ann\n", 1, "no END:VCARD"),
    (GOOD + "BEGIN:VCARD\nFN:Bob\n" + GOOD, 5, "no END:VCARD"),
    (GOOD + "FN:Bob\n" + GOOD, 5, "in no card"),
    ("BEGIN:VCARD\nFN Bob\nEND:VCARD\n", 2, "no line of a vCard"),
    ('BEGIN:VCARD\nFN;X="a:Bob\nEND:VCARD\n', 2, "no line of a vCard"),
    ("BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:M=FCller\nEND:VCARD\n", 2, "FN is not utf-8"),
    ("BEGIN:VCARD\nFN;CHARSET=KLINGON;QUOTED-PRINTABLE:M=FCller\nEND:VCARD\n", 2, "no such character set: KLINGON"),
    ("BEGIN:VCARD\nFN;CHARSET=hex;QUOTED-PRINTABLE:M=FCller\nEND:VCARD\n", 2, "no such character set: hex"),
    ("BEGIN:VCARD\nFN;ENCODING=b:/w==\nEND:VCARD\n", 2, "FN is not "),
    (CARD.format(name="x" * 300), 1, "longer than 200"),
    (CARD.format(name="x" * 60_000), 3, "longer than a name can be"),
    (CARD.format(name="Ann\x1b[31m"), 1, "control characters"),
    (GOOD + "BEGIN:VCARD\nVERSION:3.0\nFN Bob\nEND:VCARD\n", 7, "no line of a vCard"),
    ("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nStone\nEND:VCARD\n", 4, "no line of a vCard"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN)
def test_a_broken_card_is_named_by_its_line(cli: Cli, tmp_path: Path, text: str, line: int, said: str) -> None:
    done = cli("import", made(tmp_path, text))
    assert (done.code, done.out) == (1, "")
    last = done.err.splitlines()[-1]
    assert last.startswith("error: ")
    assert f", line {line}: " in last
    assert said in last
    assert nothing_here(tmp_path)


def test_bad_cards_are_left_out_and_can_be_corrected(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, GOOD + CARD.format(name="Bob\x1b Stone") + GOOD.replace("Ann", "Eve"))
    done = cli("import", path, "--skip-bad")
    assert (done.code, done.out.split(" · ")[0]) == (0, "read 3 = new 2 + same 0 + rejected 1")
    rejects = tmp_path / "cards.vcf.rejects.csv"
    text = rejects.read_text(encoding="utf-8")
    assert text.splitlines()[1].startswith("Bob\x1b Stone,,,5,")
    rejects.write_text(text.replace("Bob\x1b", "Bob"), encoding="utf-8")
    assert cli("import", str(rejects)).out.startswith("read 1 = new 1 + same 0 + rejected 0")
    assert [name for name, _person in people(tmp_path)] == ["Ann Stone", "Eve Stone", "Bob Stone"]


def test_a_row_of_another_width_is_bad(cli: Cli, tmp_path: Path) -> None:
    text = (FIXTURES / "linkedin.csv").read_text(encoding="utf-8") + "Max,Short,x\n"
    path = made(tmp_path, text, "linkedin.csv")
    done = cli("import", path)
    assert done.code == 1
    assert "line 10: 3 cells where the header has 7" in done.err
    assert cli("import", path, "--skip-bad").out.startswith("read 6 = new 3 + same 1 + skipped 1 + rejected 1")


def test_nobody_at_all_is_an_error(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, CARD.format(name="")))
    assert done.code == 1
    assert "none of the 1 contacts has a name or a company" in done.err
    assert nothing_here(tmp_path)


def test_connections_that_a_program_saved_again(cli: Cli, tmp_path: Path) -> None:
    text = (
        "FirstName,LastName,EmailAddress,Company,Position,ConnectedOn\n"
        'Ann,"Stone, PhD",ann@example.com,Acme ,Buyer,04-May-22\n,,,,,25-Oct-21\nBo,SAGE,,,,12-Feb-21\n'
    )
    done = cli("import", made(tmp_path, text, "Connections.csv"))
    assert done.out.startswith("read 3 = new 2 + same 0 + skipped 1 + rejected 0")
    assert done.out.endswith("left out: phones 0, e-mails 1\n")
    assert people(tmp_path) == [("Acme", "Ann Stone, PhD"), ("Bo SAGE", None)]


def test_a_header_without_rows_is_no_error(cli: Cli, tmp_path: Path) -> None:
    header = (FIXTURES / "linkedin.csv").read_text(encoding="utf-8").splitlines()[3]
    done = cli("import", made(tmp_path, f"Notes:\n\n{header}\n", "linkedin.csv"))
    assert (done.code, done.out) == (0, "read 0 = new 0 + same 0 + rejected 0\n")
    assert nothing_here(tmp_path)


@pytest.mark.parametrize(
    ("name", "kind"), [("google.csv", "linkedin-connections"), ("linkedin.csv", "outlook-contacts")]
)
def test_a_book_of_another_kind_is_refused(cli: Cli, tmp_path: Path, name: str, kind: str) -> None:
    done = cli("import", fixture(tmp_path, name), "--as", kind)
    assert done.code == 2
    assert "there is no column" in done.err


def test_no_mapping_goes_with_a_book(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", fixture(tmp_path, "google.csv"), "--as", "google-contacts", "--map", "customer=Name")
    assert done.code == 2
    assert "--map does not go with google-contacts" in done.err


def test_odd_line_ends_and_foldings(cli: Cli, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann \n Stone\nORG:Sto\n\tne & Sons\nEND:VCARD\n"
    for number, end in enumerate(("\r", "\r\n", "\r\r\n")):
        path = made(tmp_path, card.replace("\n", end), f"{number}.vcf")
        assert cli("import", path).code == 0
        assert people(tmp_path) == [("Stone & Sons", "Ann Stone")]


def test_a_stated_encoding_reads_cards_that_say_none(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "old.vcf"
    path.write_bytes(b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:J\xf6rg M\xfcller\r\nEND:VCARD\r\n")
    assert "--encoding" in cli("import", str(path)).err
    assert cli("import", str(path), "--encoding", "latin-1").code == 0
    assert people(tmp_path) == [("Jörg Müller", None)]


ODD_NAMES = [
    ("Ann\\; Bob", "Ann, Bob"),
    ("\u200eAnn Stone\u200f", "Ann Stone"),
    ("Ann\u200bStone \U0001f600", "AnnStone \U0001f600"),
    ("Ann \U0001f469\u200d\U0001f4bb \uf8ff", "Ann \U0001f469\u200d\U0001f4bb"),
    ("نام\u200cها", "نام\u200cها"),
]


@pytest.mark.parametrize(("name", "kept"), ODD_NAMES)
def test_what_cannot_be_seen_in_a_name_is_left_out(cli: Cli, tmp_path: Path, name: str, kept: str) -> None:
    path = made(tmp_path, CARD.format(name=name))
    assert cli("import", path).code == 0
    assert people(tmp_path) == [(kept, None)]
    assert " = new 0 + same 1 " in cli("import", path).out


def test_lines_that_are_no_part_of_a_name_are_passed_over(cli: Cli, tmp_path: Path) -> None:
    """Notes and photographs that were not folded, and the mark of a file that was put behind another."""
    card = GOOD.replace("END", "NOTE:first\nsecond\n\nthird\nPHOTO;ENCODING=b;TYPE=JPEG:\n/9j/AAA\nNAAA==\nEND")
    path = made(tmp_path, card + "\ufeff" + GOOD.replace("Ann", "Bob"))
    assert cli("import", path).out.startswith("read 2 = new 2 ")
    assert people(tmp_path) == [("Ann Stone", None), ("Bob Stone", None)]


OUTLOOK = [
    (
        "Anrede,Vorname,Weitere Vornamen,Nachname,Firma,Fax privat,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse",
        ",Jörg,,Müller,Bäckerei Süd,,030 5550101,0151 5550102,j@example.com",
        ("Bäckerei Süd", "Jörg Müller"),
    ),
    (
        "Titre,Prénom,Nom,Société,Télécopie (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie",
        ",Zoé,Blanc,Café Noir,,01 5550101,06 5550102,z@example.com",
        ("Café Noir", "Zoé Blanc"),
    ),
    (
        "Titel,Voornaam,Middelste naam,Achternaam,Bedrijf,Fax op werk,Telefoon op werk,Mobiele telefoon,E-mailadres",
        ",Piet,,Kok,De Molen,,020 5550101,06 5550102,p@example.com",
        ("De Molen", "Piet Kok"),
    ),
    (
        "英文称谓,名,中间名,姓,中文称谓,单位,商务传真,商务电话,移动电话,电子邮件地址,电子邮件类型",
        ",伟,,李,,玉石贸易,,010 5550101,139 5550102,l@example.com,SMTP",
        ("玉石贸易", "李伟"),
    ),
]


@pytest.mark.parametrize(("header", "row", "who"), OUTLOOK)
def test_outlook_in_other_languages(cli: Cli, tmp_path: Path, header: str, row: str, who: tuple[str, str]) -> None:
    path = made(tmp_path, f"{header}\r\n{row}\r\n", "outlook.csv")
    done = cli("import", path)
    assert (done.code, done.out.split(" · ")[0]) == (0, "read 1 = new 1 + same 0 + rejected 0"), done.err
    assert done.out.endswith("left out: phones 2, e-mails 1\n")
    assert people(tmp_path) == [who]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Value",
            "Ann Stone,,,,,* all,a@x",
        ),
        ("First Name,Last Name,File As,Notes,Photo,Labels,Phone 1 - Value", "Ann,Stone,,,,* myContacts,5550100"),
    ],
)
def test_google_where_nobody_has_an_organization(cli: Cli, tmp_path: Path, header: str, row: str) -> None:
    done = cli("import", made(tmp_path, f"{header}\n{row}\n", "google.csv"))
    assert "Google contacts" in done.err
    assert people(tmp_path) == [("Ann Stone", None)]
