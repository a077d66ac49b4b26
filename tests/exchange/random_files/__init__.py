"""Random files of every format that an import knows, for tests of what holds for all of them."""

from tests.exchange.random_files import crm, other_shapes, phones, tables, workbooks

_ALL = (tables.KINDS, crm.KINDS, phones.KINDS, other_shapes.KINDS, workbooks.KINDS)
KINDS = {kind.name: kind for kinds in _ALL for kind in kinds}
