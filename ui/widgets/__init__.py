"""The parts pages are made of: figures, charts, tables, and how values are written in them."""
