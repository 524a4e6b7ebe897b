"""The shop's own life cycle: in which stage it is, by which signs, and whether it has fallen silent."""
