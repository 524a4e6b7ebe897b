"""The rules of advice by what they speak of: one module each."""
