"""Who of a shop's buyers is about to stay away, what that costs, and what to do: learnt and tested on its own past."""
