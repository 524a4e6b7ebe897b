"""The page about churn: groups worth money at the left, their people and the proof at the right."""
