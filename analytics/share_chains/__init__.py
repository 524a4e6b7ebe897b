"""Share chains: each share stands below the one through which the sharer had come; what each one led to in a week."""
