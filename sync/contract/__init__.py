"""The neutral contract between a shop and the program, derived from the record types."""
