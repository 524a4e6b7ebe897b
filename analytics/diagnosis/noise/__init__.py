"""Whether a change is real: beyond what chance among buyers and the shop's own ups and downs bring."""
