"""Which slices of a leaf table carry a deviation: the multi-dimensional search for root causes."""
