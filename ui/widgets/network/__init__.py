"""The picture of the fan network: ``canvas.NetworkCanvas`` is the widget, ``people.People`` what it shows.

Modules by question: where a person is on the screen (``sight``), who is drawn and how large (``detail``), the dots and
lines as bytes (``marks``, ``raster``, ``branches``), in which colours (``inks``), what is painted over them
(``overlay``), who is under the pointer or inside a loop (``hit``), and pictures for a file (``export``).
"""
