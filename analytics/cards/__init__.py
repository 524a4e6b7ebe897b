"""What now: cards of advice from declared rules, what became of them, and the morning page."""
