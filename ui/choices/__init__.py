"""The controls in the period bar with which shop, period, comparison and filters are chosen."""
