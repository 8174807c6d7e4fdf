"""Whatever stands in the rows, the checks give findings and never an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import checks, schema
from tests.checks.dataset import Cell, as_tables, good_rows

ROWS = good_rows()
TEXT = str(ROWS["source_texts"][0]["text"])


@st.composite
def any_cells(draw: st.DrawFn) -> list[tuple[str, int, str, Cell]]:
    """Some cells, each with some value of its type: often one that stands elsewhere in the dataset."""
    cells: list[tuple[str, int, str, Cell]] = []
    for _ in range(draw(st.integers(1, 4))):
        table = draw(st.sampled_from(sorted(ROWS)))
        row = draw(st.integers(0, len(ROWS[table]) - 1))
        field = draw(st.sampled_from(schema.tables()[table].fields))
        values: st.SearchStrategy[Cell] = st.integers(-1, len(TEXT) + 1) if field.type == "integer" else st.booleans()
        if field.type == "string":
            others = [other.get(field.name) for other in ROWS[table]]
            values = st.sampled_from([None, "", " ", "“", *others]) | st.text(max_size=5)
        cells.append((table, row, field.name, draw(values)))
    return cells


@settings(deadline=None)
@given(any_cells())
def test_no_row_makes_a_check_fail(cells: list[tuple[str, int, str, Cell]]) -> None:
    rows = good_rows()
    for table, row, column, value in cells:
        rows[table][row][column] = value
    tables = as_tables(rows)
    checked = checks.run(tables, [])
    findings = checks.findings_table(checked.findings, tables)
    assert findings.num_rows == len(checked.findings) == sum(result.findings_count for result in checked.results)
