"""The English texts of the window: ``python -m ui.translations`` collects what the code says and compiles it."""
