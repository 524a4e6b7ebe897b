"""What becomes of an order: how deep its discount, how soon it left, why it came back."""
