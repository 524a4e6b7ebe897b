"""Recommendation for a shop: what to offer whom and why, whom to tell, what sells as a set, and how good that is.

Customers and products go by their codes in ``Facts``, so that a person under several ids is one.
"""
