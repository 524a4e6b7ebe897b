"""Vendure: a shop of one's own behind a GraphQL interface, read through its Admin API with a user that may read."""
