"""What the page about churn shows, a table each."""
