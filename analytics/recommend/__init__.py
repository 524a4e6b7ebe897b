"""What to offer whom: learnt from who took what, who is tied to whom and what things are like."""
