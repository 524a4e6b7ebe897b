"""The pages there are, in the order of the navigation. A page that is not built is not declared.

Factories import their module when the page is first opened: the window must not wait for what it does not show.
"""

from ui.page import Declared

PAGES: tuple[Declared, ...] = ()
