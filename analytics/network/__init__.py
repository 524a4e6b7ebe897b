"""Who brought whom: forests of people or posts, what hangs below each, how far it spreads and who matters.

Nothing here knows a shop: nodes are numbers 0..n-1, and what a node is worth is an array of n values.
"""
