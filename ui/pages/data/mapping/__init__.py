"""Where the merchant tells what the columns of a table mean that no preset knows; and what was told is looked at."""
