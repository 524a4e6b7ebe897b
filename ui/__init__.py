"""What people see: window, pages, widgets, jobs, theme, translations."""
