"""Whom to give something, so that word of it spreads farthest for the money: influence under independent cascades.

A person who is given something passes it on along each of their edges with that edge's probability, once; whoever is
reached does the same. Nothing but ``shop`` and ``history`` knows a shop: nodes are numbers 0..n-1.
"""
