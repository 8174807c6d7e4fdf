"""Reference lists: cut into entries, entries into fields, names into people."""

from pipeline.structure.references.fields import fields_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.segmentation import Listed, entries_of

__all__ = ["Listed", "entries_of", "fields_of", "people_of"]
