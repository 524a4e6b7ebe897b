"""What recommendation tells, as tables."""
