"""From the rows of many papers to Arrow tables as schemas/ describe them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pipeline import schema
from pipeline.tables.columns import Cell, Rows

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_tables(rows: Iterable[Rows]) -> dict[str, pa.Table]:
    """The Arrow tables of many papers' rows (and the vocabulary's), each sorted by its primary key.

    Holds every table of the schemas but `findings` and `checks`, empty ones too.
    """
    collected: dict[str, dict[str, list[Sequence[Cell]]]] = {
        name: {column: [] for column in table.columns}
        for name, table in schema.tables().items()
        if name not in ("findings", "checks")
    }
    for of_paper in rows:
        for name, columns in of_paper.items():
            table = collected[name]
            for column, cells in columns.items():
                table[column].append(cells)
    return {name: _arrow_table(name, columns) for name, columns in collected.items()}


def _arrow_table(name: str, of_papers: dict[str, list[Sequence[Cell]]]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    arrow = schema.arrow_schema(name)
    columns = {column: _joined(cells) for column, cells in of_papers.items()}
    table = pa.Table.from_arrays([pa.array(columns[field.name], field.type) for field in arrow], schema=arrow)
    key = schema.tables()[name].primary_key
    first = table[key[0]]
    rises = pc.all(pc.less(first[:-1], first[1:]), min_count=0).as_py()
    return table if rises else table.sort_by([(column, "ascending") for column in key])


def _joined(of_papers: list[Sequence[Cell]]) -> Sequence[Cell] | npt.NDArray[np.int64]:
    """The cells of a column, paper after paper; integers that are never null stay an array."""
    if of_papers and all(isinstance(cells, array) for cells in of_papers):
        return np.concatenate([np.asarray(cells) for cells in of_papers])
    return list(chain.from_iterable(of_papers))
