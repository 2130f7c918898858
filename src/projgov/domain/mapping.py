"""The file that says which column of a table is which field: what it may hold.

    projgov: 1
    portfolio: gmpp-2021-22            # the id of the portfolio that is made
    subject: project                   # what each row is
    missing: ["", NA]                  # texts that mean missing, in every column that does not say otherwise
    withheld: [Exempt under*]          # texts that mean withheld, * for any end; the text is the reason
    columns:
      id: GMPP ID Number
      title: Project Name
      end: {begins: Project - End Date, date: [YYYY-MM-DD, DD/MM/YYYY]}
      facts.cost: {column number: 12, number: {strip: [£], thousands: ","}}
    constants: {level: department}     # what the table lacks

Every key has a Chinese name as well. A column is named as in the header, white space folded; or by how its name begins; or by
its number, from 1.
"""

from collections.abc import Mapping

import attrs

from projgov.diagnostics import Place
from projgov.domain.declare import Number
from projgov.domain.vocabulary import Record


@attrs.frozen
class NumberFormat:
    """How a column writes numbers. With `percent` every cell bears the sign; the number is the one before it.

    `times` multiplies every number of the column, also one that bears none of the signs under `strip`.
    """

    thousands: str = ""
    decimal: str = "."
    strip: tuple[str, ...] = ()
    percent: bool = False
    brackets: bool = False
    times: Number = 1


@attrs.frozen
class Column:
    """One column: the `target` that it gives (a field, or `facts.` and a name), how it is found, how its cells are read."""

    target: str
    place: Place
    name: str = ""
    begins: str = ""
    position: int = 0
    number: NumberFormat | None = None
    dates: tuple[str, ...] = ()
    values: Mapping[str, object] | None = None
    separator: str = ""
    create: bool = False
    missing: tuple[str, ...] = ("",)
    withheld: tuple[str, ...] = ()


@attrs.frozen
class TableMapping:
    """A mapping file, read. `constants` and `registers` are plain values that the vocabulary has yet to check."""

    record: Record
    portfolio: str
    columns: tuple[Column, ...]
    constants: Mapping[str, object]
    constants_place: Place
    note: object = None
    registers: object = None
    encoding: str | None = None
    delimiter: str = ","
    skip_rows: int = 0
