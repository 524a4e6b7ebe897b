"""The diagnosis: where a change came from, whether it is real, which part of the shop explains it, and what to do."""
