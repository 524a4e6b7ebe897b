"""Who comes again, when and for how much: models of any log of (customer, day, amount), and how they are tested."""
