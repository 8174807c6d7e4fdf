"""Readers: one file a format, each turning what came into a `Document`. Only readers open a paper's source."""
