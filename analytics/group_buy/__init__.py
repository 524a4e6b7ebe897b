"""Group-buying worked out: how often groups fill, whether an open one will, whom to ask, and what comes after."""
