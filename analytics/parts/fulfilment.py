"""Parts of orders by what became of them: refunded, sent, still waiting."""
