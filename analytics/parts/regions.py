"""Parts that count the regions sold to."""
