"""What the drawer shows of one order, customer, product or any other record."""
