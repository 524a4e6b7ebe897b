"""The page of co-operation: a code, a file for the partner, and what the partner's file tells."""
