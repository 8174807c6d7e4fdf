"""The rows of the curated vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline import schema
from pipeline.layers import Concept
from pipeline.tables.columns import Rows, columns_of


def vocabulary_rows(concepts: Iterable[Concept]) -> Rows:
    """The rows of the curated vocabulary: concepts, their labels, their relations."""
    names = []
    labels = []
    relations = []
    for concept in concepts:
        concept_id, pref, definition = concept.concept_id, concept.pref, concept.definition
        names.append((concept_id, pref["zh"], pref["en"], definition["zh"], definition["en"]))
        preferred = {language: (label,) for language, label in pref.items()}
        labels += [
            (concept_id, language, label, kind)
            for kind, of_kind in (("pref", preferred), ("alt", concept.alt), ("hidden", concept.hidden))
            for language, of_language in of_kind.items()
            for label in of_language
        ]
        relations += [(concept_id, "broader", other) for other in concept.broader]
        # SKOS: related is symmetric, so either side finds it.
        for other in concept.related:
            relations += [(concept_id, "related", other), (other, "related", concept_id)]
    tables = schema.tables()
    return {
        name: columns_of(tables[name].columns, rows)
        for name, rows in (("concepts", names), ("concept_labels", labels), ("concept_relations", relations))
    }
