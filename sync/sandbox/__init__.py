"""A simulated shop behind a real HTTP server that speaks the sync contract, with faults to switch on."""
