"""The diagnosis: the tree of numbers behind the payment amount, why each changed, and what to do now."""
