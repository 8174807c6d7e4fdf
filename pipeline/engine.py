"""From papers to tables, in this process: one call of pure functions a paper, one set of Arrow tables a shard."""
