"""Structure: from a document's lines to its headings, paragraphs, front matter and gaps."""

from pipeline.structure.front_matter import head_of
from pipeline.structure.outline import outline_of

__all__ = ["head_of", "outline_of"]
