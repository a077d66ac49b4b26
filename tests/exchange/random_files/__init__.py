"""Random files of every format that an import knows, for tests of what holds for all of them."""

from tests.exchange.random_files import crm, phones, tables, workbooks

KINDS = {kind.name: kind for kind in (*tables.KINDS, *crm.KINDS, *phones.KINDS, *workbooks.KINDS)}
