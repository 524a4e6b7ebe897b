"""What it means: pure functions from Facts to results; no Qt, no SQL, no network."""
