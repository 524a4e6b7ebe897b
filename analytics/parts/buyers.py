"""Which rows are those of guests, of new and of returning buyers."""

from analytics.part import Narrow

GUEST = Narrow(slices=(("buyer_kind", ""),))
NOT_GUEST = Narrow(without=(("buyer_kind", ""),))
NEW = Narrow(slices=(("buyer_kind", "new"),))
RETURNING = Narrow(slices=(("buyer_kind", "returning"),))
REPEAT = Narrow(without=(("orders_of_buyer", ""), ("orders_of_buyer", "1")))
