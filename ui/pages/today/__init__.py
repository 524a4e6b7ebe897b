"""The first page: whether the period was a usual one, what changed since the last look, what to do."""
