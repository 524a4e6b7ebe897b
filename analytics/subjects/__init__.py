"""The subjects of the data cube: one short declaration each."""
