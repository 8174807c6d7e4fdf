"""Academic papers in, checked relational tables out: the open dataset of the digital-labour literature."""
