"""Structure: from a document's lines to its headings, paragraphs, front matter and gaps."""
