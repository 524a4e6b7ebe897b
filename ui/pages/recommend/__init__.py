"""The page of recommendation: a customer, a product or a group, and for each what to show to whom, and why."""
