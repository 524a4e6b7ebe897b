"""Tables drawn: one picture per ``analytics.result.Drawing``, all read, pointed at and opened in the same way."""
