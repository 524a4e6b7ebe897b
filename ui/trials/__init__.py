"""Trials begun from a page: the form in the drawer, the split, the lists, and the results as tables of the page."""
