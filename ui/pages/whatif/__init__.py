"""The page that works out what the next group-buy would bring."""
