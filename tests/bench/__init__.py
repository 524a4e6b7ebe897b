"""Measurements beside a peer in the same run, a module each: ``python -m tests.bench NAME [--quick]``."""
