"""Tables that no preset knows: a person tells what the columns mean, and from then on they are read like any other.

``kinds`` declares what can be told of orders, customers and products (``targets``); ``sampling`` takes the top of an
unknown table and proposes (``guessing``, ``looks``, ``states``); ``trying`` reads it by what was told so far;
``presetting`` makes a preset of it, ``signature`` finds it again, ``paper`` keeps it as a file.
"""
