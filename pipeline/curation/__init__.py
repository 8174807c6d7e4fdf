"""What curators add by hand: the facts of a paper and the vocabulary of the field, read and checked."""

from pipeline.curation.facts import load_facts
from pipeline.curation.vocabulary import load_vocabulary

__all__ = ["load_facts", "load_vocabulary"]
