"""The parts of a simulated shop laid out as the fields of the record types."""
