"""What the next group-buy would bring: learnt from the shop's own offers, told no further than they were tried."""
