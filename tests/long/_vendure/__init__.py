"""A real Vendure shop to sync with: installed once, booted on loopback, filled through its own interfaces."""
