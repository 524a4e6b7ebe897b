"""The page where data comes in: shops and their state, files, what happened, and what could not be understood."""
