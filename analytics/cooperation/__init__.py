"""Two shops that agreed to work together: joint buyers, and what fits whose customers, without handing over a list."""
