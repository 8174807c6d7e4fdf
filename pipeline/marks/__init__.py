"""Marks: what a reader marks in running text: sentences, quotations, citations, references, concepts."""
