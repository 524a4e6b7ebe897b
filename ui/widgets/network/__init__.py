"""The picture of the fan network: ``canvas.NetworkCanvas`` is the widget, ``people.People`` what it shows.

Modules by question: where a person is on the screen (``sight``), who could be drawn (``scene``), who is and how large
(``detail``), the dots and lines as bytes (``marks``, ``raster``, ``branches``), in which colours (``inks``), what is
drawn for a frame, at rest and in motion (``kept``, ``stills``, ``picture``), with circles and large dots (``circles``,
``heads``), what is painted over it (``overlay``, ``marked``, ``emphasis``, ``names``), which people and part of them
are shown (``board``) and how hands move it (``canvas``), who is under the pointer or inside a loop (``hit``), who is
next by keys (``walk``), and pictures for a file (``export``).
"""
