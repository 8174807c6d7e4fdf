"""Every canned query against the same question asked of the CSV files with pandas."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from pipeline.serve.texts import DATABASE, queries
from tests.serve.conftest import Get, Read

Row = dict[str, str | int | None]


def ask(get: Get, name: str, **parameters: str) -> list[Row]:
    answer = get(f"/{DATABASE}/{name}.json", params={**parameters, "_shape": "array"})
    assert answer.status_code == 200, answer.text
    rows: list[Row] = answer.json()
    return rows


@pytest.mark.parametrize("name", queries())
def test_a_query_runs_in_any_sqlite_with_and_without_its_parameters(dist: Path, name: str) -> None:
    query = queries()[name]
    with closing(sqlite3.connect(dist / f"{DATABASE}.db")) as database:
        for filled in ("", None, "no such thing"):
            found = database.execute(query.sql, {parameter.name: filled for parameter in query.parameters})
            assert {column[0] for column in found.description} <= set(query.columns)
            if filled == "no such thing" and query.parameters:
                assert found.fetchall() == []


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(query.name, parameter) for query in queries().values() for parameter in query.parameters if parameter.example],
    ids=str,
)
def test_the_example_of_a_parameter_finds_rows_and_fewer_than_all(
    get: Get, name: str, parameter: tuple[str, ...]
) -> None:
    shown = ask(get, name, **{parameter[0]: parameter[3]})
    everything = ask(get, name)
    assert name == "concordance" or 0 < len(shown) < len(everything)


def test_quotations_by_reference(get: Get, read: Read) -> None:
    ties = (
        read("quotation_citations")
        .merge(read("quotations"), on="quotation_id")
        .merge(read("citations"), on="citation_id", suffixes=("", "_citation"))
        .merge(read("references"), on="reference_id", suffixes=("", "_reference"))
    )
    ties = ties[ties["parent_id"].isna()]
    found = ask(get, "quotations-by-reference")
    columns = ["number", "locator", "text", "position"]
    expected = Counter(map(tuple, ties[columns].astype(object).where(ties[columns].notna(), None).to_numpy()))
    assert Counter((row["reference"], row["locator"], row["quotation"], row["position"]) for row in found) == expected
    for number, group in ties.groupby("number"):
        assert len(ask(get, "quotations-by-reference", reference=str(number))) == len(group)
    pages = [int(row["page_first"] or 0) for row in found if row["reference"] == "1" and row["page_first"]]
    assert pages == sorted(pages)


def test_two_concepts_together(get: Get, read: Read) -> None:
    mentions = read("concept_mentions").dropna(subset="sentence_id")
    said = mentions.groupby("sentence_id")["concept_id"].agg(set)
    pairs = Counter(pair for concepts in said for pair in combinations(sorted(concepts), 2))
    assert len(ask(get, "concepts-together")) == sum(pairs.values())
    labels = read("concepts").set_index("concept_id")["label_zh"]
    for (first, second), count in pairs.most_common(20):
        assert len(ask(get, "concepts-together", first=labels[first], second=second.upper())) == count
        assert len(ask(get, "concepts-together", first=labels[second], second=labels[first])) == count
    (one, _), _ = pairs.most_common(1)[0]
    assert len(ask(get, "concepts-together", second=one)) == sum(n for pair, n in pairs.items() if one in pair)


@pytest.mark.parametrize(
    "text", ["劳动", "异", "数字劳动异化", "labor", "LABOR", "5G", "([1], p. 16", "。", "……", "%", "没有这句话"]
)
def test_concordance(get: Get, read: Read, text: str) -> None:
    units = pd.concat(
        [
            read("sentences")[["char_start", "text"]],
            read("sections")[["char_start", "title"]].dropna().rename(columns={"title": "text"}),
            read("keywords")[["char_start", "text"]],
        ]
    )
    units = units.assign(char_start=units["char_start"].astype(int)).sort_values("char_start", kind="stable")
    pattern = re.compile(f"(?=({re.escape(text)}))", re.IGNORECASE | re.ASCII)
    expected = [
        (unit[max(0, hit.start() - 7) : hit.start()], hit.group(1), unit[hit.start() + len(text) :][:7])
        for unit in units["text"]
        for hit in pattern.finditer(unit)
    ]
    found = ask(get, "concordance", text=text, width="7")
    assert [(row["left_context"], row["hit"], row["right_context"]) for row in found] == expected


def test_pages_quoted(get: Get, read: Read) -> None:
    citations = read("citations")
    places: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, *place in citations[["citation_id", "reference_id", "page_first", "page_last"]].fillna("").to_numpy():
        places[(place[0], place[1], place[2])].append(key)
    nested = read("quotations").dropna(subset="parent_id")["quotation_id"]
    ties = read("quotation_citations")
    ties = ties[~ties["quotation_id"].isin(nested)]
    found = ask(get, "pages-quoted")
    assert len(found) == len(places)
    assert sum(int(row["citations"] or 0) for row in found) == len(citations)
    by_place = {(row["reference_id"], row["page_first"]): row for row in found}
    for (reference, first, _), ids in places.items():
        row = by_place[(reference, int(first) if first else None)]
        assert row["citations"] == len(ids)
        assert row["quotations"] == ties[ties["citation_id"].isin(ids)]["quotation_id"].nunique()


def test_terms_without_source(get: Get, read: Read) -> None:
    terms = read("quotations").query("kind == 'term'")["text"]
    found = ask(get, "terms-without-source")
    assert [row["term"] for row in found] == list(terms)
    assert [row["times"] for row in found] == [int((terms == term).sum()) for term in terms]
    some = terms.iloc[0][0]
    assert len(ask(get, "terms-without-source", term=some)) == terms.str.contains(some, regex=False).sum()


def test_own_words_and_quotations(get: Get, read: Read) -> None:
    mentions = read("concept_mentions")
    found = ask(get, "own-words-and-quotations")
    assert len(found) == len(mentions.groupby(["section_id", "concept_id"]))
    for row in found:
        here = mentions[(mentions["section_id"] == row["section_id"]) & (mentions["concept_id"] == row["concept_id"])]
        assert row["quotations"] == here["quotation_id"].notna().sum()
        assert row["heading"] == here["sentence_id"].isna().sum()
        assert row["own_words"] == (here["sentence_id"].notna() & here["quotation_id"].isna()).sum()
        assert row["mentions"] == len(here)


def test_section_sizes(get: Get, read: Read) -> None:
    sections, sentences, paragraphs = read("sections"), read("sentences"), read("paragraphs")
    quotations = read("quotations").merge(sentences[["sentence_id", "section_id"]], on="sentence_id")
    citations = read("citations").merge(sentences[["sentence_id", "section_id"]], on="sentence_id")
    found = ask(get, "section-sizes")
    assert [row["section_id"] for row in found] == list(sections["section_id"])
    for row in found:
        own = paragraphs[paragraphs["section_id"] == row["section_id"]]
        assert row["paragraphs"] == len(own)
        assert row["characters"] == own["text"].str.len().sum()
        for name, table in (("sentences", sentences), ("quotations", quotations), ("citations", citations)):
            assert row[name] == (table["section_id"] == row["section_id"]).sum()


def test_what_is_missing(get: Get, read: Read) -> None:
    lacks = read("papers")["missing"].dropna().str.split(" ").explode()
    expected = Counter(
        {
            "not in the source": len(lacks),
            "reference not in a list": int((read("references")["list_status"] == "missing").sum()),
            "citation without a page": int(read("citations")["page_first"].isna().sum()),
            "quotation without a source": int((read("quotations")["kind"] == "unsourced").sum()),
        }
    )
    found = ask(get, "what-is-missing")
    assert Counter(row["missing"] for row in found) == +expected
    assert {row["what"] for row in found if row["table_name"] == "papers"} == set(lacks)


def test_checks_run(get: Get, read: Read) -> None:
    checks = read("checks")
    found = ask(get, "checks-run")
    assert {(row["code"], str(row["rows_examined"]), str(row["findings_count"])) for row in found} == set(
        zip(checks["code"], checks["rows_examined"], checks["findings_count"], strict=True)
    )
    assert len(ask(get, "checks-run", table="quotations")) == (checks["table_name"] == "quotations").sum()


SPANS = "spans-that-do-not-reproduce"


def test_every_span_reproduces_its_text(get: Get) -> None:
    assert ask(get, SPANS) == []


@pytest.fixture
def copy(dist: Path) -> Iterator[sqlite3.Connection]:
    """The published database in memory, to be spoilt."""
    with closing(sqlite3.connect(":memory:")) as database:
        with closing(sqlite3.connect(dist / f"{DATABASE}.db")) as published:
            published.backup(database)
        yield database


def spoilt(database: sqlite3.Connection) -> list[tuple[str, str]]:
    found = database.execute(queries()[SPANS].sql, {"paper": ""}).fetchall()
    return [(row[1], row[2]) for row in found]


@pytest.mark.parametrize(
    ("table", "key", "text"),
    [
        ("paragraphs", "paragraph_id", "text"),
        ("sentences", "sentence_id", "text"),
        ("quotations", "quotation_id", "text"),
        ("citations", "citation_id", "marker"),
        ("concept_mentions", "mention_id", "text"),
        ("keywords", "keyword_id", "text"),
    ],
)
def test_a_changed_character_or_span_is_found(copy: sqlite3.Connection, table: str, key: str, text: str) -> None:
    (last,) = copy.execute(f"SELECT max({key}) FROM {table}").fetchone()
    (old,) = copy.execute(f"SELECT {text} FROM {table} WHERE {key} = ?", [last]).fetchone()
    copy.execute(f"UPDATE {table} SET {text} = ? WHERE {key} = ?", ["龘" + old[1:], last])
    assert spoilt(copy) == [(table, last)]
    copy.execute(f"UPDATE {table} SET {text} = ?, char_end = char_end - 1 WHERE {key} = ?", [old, last])
    assert spoilt(copy) == [(table, last)]


def put(database: sqlite3.Connection, table: str, row: Mapping[str, str | int]) -> None:
    names = ", ".join(row)
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def test_gaps_markers_and_broken_words_are_no_difference(copy: sqlite3.Connection) -> None:
    source = "“劳动[1,\n12\n2]\u3000异\n- 3 -\n化 alie-\nnation[3]。”"
    place: dict[str, str | int] = {"paper_id": "li-2020", "ordinal": 1, "char_start": 0, "char_end": len(source)}
    put(copy, "source_texts", {"paper_id": "li-2020", "text": source})
    text = {"paper_id": "li-2020", "section_id": "h", "text": "“劳动[1,2] 异化 alienation[3]。”"}
    put(copy, "paragraphs", {**place, **text, "paragraph_id": "p"})
    put(copy, "sentences", {**place, **text, "paragraph_id": "p", "sentence_id": "s", "language": "zh"})
    cited = {"paper_id": "li-2020", "sentence_id": "s", "style": "numeric"}
    start, end = source.index("["), source.index("]") + 1
    for key in ("c", "c-2"):
        put(copy, "citations", {**cited, "citation_id": key, "marker": "[1,2]", "char_start": start, "char_end": end})
    start = source.index("[3]")
    put(copy, "citations", {**cited, "citation_id": "c-3", "marker": "[3]", "char_start": start, "char_end": start + 3})
    quoted = {"quotation_id": "q", "kind": "cited", "text": "劳动异化 alienation。", "marks": "“”"}
    put(
        copy,
        "quotations",
        {**quoted, "paper_id": "li-2020", "sentence_id": "s", "char_start": 0, "char_end": len(source)},
    )
    for key, gap in (("g", "12\n"), ("g-2", "- 3 -\n")):
        start = source.index(gap)
        span = {"char_start": start, "char_end": start + len(gap)}
        put(copy, "gaps", {**span, "gap_id": key, "paper_id": "li-2020", "gap_kind": "page-number"})
    assert spoilt(copy) == []
    copy.execute("DELETE FROM gaps WHERE gap_id = 'g-2'")
    assert spoilt(copy) == [("paragraphs", "p"), ("quotations", "q"), ("sentences", "s")]


def test_a_paper_without_its_source_is_found(copy: sqlite3.Connection) -> None:
    (rows,) = copy.execute("SELECT count(*) FROM sentences").fetchone()
    copy.execute("DELETE FROM source_texts")
    assert len([table for table, _ in spoilt(copy) if table == "sentences"]) == rows
