"""The page of the fan network: the picture with everything around it."""
