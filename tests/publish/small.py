"""A tiny dataset, consistent in itself, for the tests of whatever comes after the tables are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from pipeline import schema

Row = Mapping[str, str | int | bool]

SOURCE = 'A Title\n数字劳动\n马克思说：“异化劳动”([1], p. 5)。\n「他,"说"」。\n'

ROWS: dict[str, Sequence[Row]] = {
    "papers": [
        {
            "paper_id": "li-2020", "title": "A Title", "language": "zh", "issued": "2020-01-02", "page": "001",
            "source_format": "text-layer", "source_sha256": "0" * 64, "source_characters": len(SOURCE),
        }
    ],
    "contributors": [
        {"contributor_id": "li-2020-a1", "paper_id": "li-2020", "ordinal": 1, "role": "author", "name": "Li Wei"}
    ],
    "sections": [
        {
            "section_id": "li-2020-h0000008", "paper_id": "li-2020", "ordinal": 1, "depth": 1, "section_kind": "body",
            "title": "数字劳动", "language": "zh", "run_in": False, "char_start": 8, "char_end": 12,
        }
    ],
    "paragraphs": [
        {
            "paragraph_id": "li-2020-p0000013", "paper_id": "li-2020", "section_id": "li-2020-h0000008", "ordinal": 1,
            "text": "马克思说：“异化劳动”([1], p. 5)。「他,\"说\"」。", "char_start": 13, "char_end": 46,
        }
    ],
    "sentences": [
        {
            "sentence_id": "li-2020-s0000013", "paper_id": "li-2020", "paragraph_id": "li-2020-p0000013",
            "section_id": "li-2020-h0000008", "ordinal": 1, "language": "zh",
            "text": "马克思说：“异化劳动”([1], p. 5)。", "char_start": 13, "char_end": 36,
        },
        {
            "sentence_id": "li-2020-s0000037", "paper_id": "li-2020", "paragraph_id": "li-2020-p0000013",
            "section_id": "li-2020-h0000008", "ordinal": 2, "source_page": 3, "language": "zh",
            "text": "「他,\"说\"」。", "char_start": 37, "char_end": 46,
        },
    ],
    "quotations": [
        {
            "quotation_id": "li-2020-q0000018", "paper_id": "li-2020", "sentence_id": "li-2020-s0000013",
            "kind": "cited", "text": "异化劳动", "marks": "“”", "attributed_to": "马克思", "char_start": 18, "char_end": 24,
        },
        {
            "quotation_id": "li-2020-q0000037", "paper_id": "li-2020", "sentence_id": "li-2020-s0000037",
            "kind": "term", "text": '他,"说"', "marks": "「」", "char_start": 37, "char_end": 44,
        },
    ],
    "citations": [
        {
            "citation_id": "li-2020-c0000024", "paper_id": "li-2020", "sentence_id": "li-2020-s0000013",
            "reference_id": "li-2020-r001", "marker": "([1], p. 5)", "style": "numeric", "locator": "p. 5",
            "page_first": 5, "page_last": 5, "char_start": 24, "char_end": 35,
        }
    ],
    "quotation_citations": [
        {
            "quotation_id": "li-2020-q0000018", "citation_id": "li-2020-c0000024", "paper_id": "li-2020",
            "position": "direct",
        }
    ],
    "references": [
        {"reference_id": "li-2020-r001", "paper_id": "li-2020", "number": "1", "list_status": "missing"}
    ],
    "concepts": [
        {
            "concept_id": "alienated-labour", "label_zh": "异化劳动", "label_en": "alienated labour",
            "definition_zh": "与劳动者相对立的劳动。", "definition_en": "Labour that\nstands against the labourer.",
        },
        {
            "concept_id": "labour", "label_zh": "劳动", "label_en": "labour",
            "definition_zh": "劳动。", "definition_en": "NA",
        },
    ],
    "concept_labels": [
        {"concept_id": "alienated-labour", "language": "zh", "label": "异化劳动", "label_kind": "pref"},
        {"concept_id": "labour", "language": "zh", "label": "劳动", "label_kind": "pref"},
    ],
    "concept_relations": [{"concept_id": "alienated-labour", "relation": "broader", "other_id": "labour"}],
    "concept_mentions": [
        {
            "mention_id": "li-2020-m0000010", "paper_id": "li-2020", "concept_id": "labour",
            "section_id": "li-2020-h0000008", "text": "劳动", "char_start": 10, "char_end": 12,
        },
        {
            "mention_id": "li-2020-m0000019", "paper_id": "li-2020", "concept_id": "alienated-labour",
            "section_id": "li-2020-h0000008", "sentence_id": "li-2020-s0000013", "quotation_id": "li-2020-q0000018",
            "text": "异化劳动", "char_start": 19, "char_end": 23,
        },
    ],
    "gaps": [
        {"gap_id": "li-2020-g0000000", "paper_id": "li-2020", "gap_kind": "front-matter", "char_start": 0, "char_end": 7}
    ],
    "checks": [
        {
            "code": "a-check", "table_name": "sentences", "rule_zh": "规则。", "rule_en": "A rule.", "rows_examined": 2,
            "findings_count": 1,
        }
    ],
    "findings": [
        {
            "finding_id": "a-check-1", "paper_id": "li-2020", "code": "a-check", "severity": "warning",
            "table_name": "sentences", "row_id": "li-2020-s0000013", "line": 3, "column": 1, "value": "x\r\ny",
            "message": "Noticed.",
        }
    ],
    "source_texts": [{"paper_id": "li-2020", "text": SOURCE}],
}  # fmt: skip


def small_tables() -> dict[str, pa.Table]:
    """Every table of the schemas, with the rows above."""
    return {
        name: pa.Table.from_pylist([dict(row) for row in ROWS.get(name, [])], schema=schema.arrow_schema(name))
        for name in schema.ORDER
    }
