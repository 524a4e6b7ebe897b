"""Where it lives: record types, schema and migrations, Store (SQLite), Facts (columns in memory)."""
