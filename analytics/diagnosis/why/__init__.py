"""Why a number changed: the slices of the shop that explain it, and the holidays."""
