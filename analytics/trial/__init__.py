"""Trials: people split by lot into those who get an offer and those who do not, and what the orders say afterwards."""
