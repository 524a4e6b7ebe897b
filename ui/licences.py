"""What the program is built with, and under which licences, as the about section lists it."""

BUILT_WITH: tuple[tuple[str, str, str], ...] = (
    ("Qt, PySide6", "LGPL-3.0", "https://doc.qt.io/qtforpython-6/licenses.html"),
    ("pyqtgraph", "MIT", "https://github.com/pyqtgraph/pyqtgraph"),
    ("SQLite", "Public domain", "https://sqlite.org/copyright.html"),
    ("SQLCipher", "BSD-3-Clause", "https://github.com/sqlcipher/sqlcipher"),
    ("sqlcipher3", "zlib", "https://github.com/coleifer/sqlcipher3"),
    ("sqlite-utils", "Apache-2.0", "https://github.com/simonw/sqlite-utils"),
    ("NumPy", "BSD-3-Clause", "https://numpy.org"),
    ("pandas", "BSD-3-Clause", "https://pandas.pydata.org"),
    ("scikit-learn", "BSD-3-Clause", "https://scikit-learn.org"),
    ("SciPy", "BSD-3-Clause", "https://scipy.org"),
    ("XlsxWriter", "BSD-2-Clause", "https://github.com/jmcnamara/XlsxWriter"),
    ("msgspec", "BSD-3-Clause", "https://github.com/jcrist/msgspec"),
    ("HTTPX2", "BSD-3-Clause", "https://github.com/pydantic/httpx2"),
    ("Starlette, Uvicorn", "BSD-3-Clause", "https://www.starlette.io"),
    ("keyring, platformdirs, PyYAML", "MIT", "https://github.com/jaraco/keyring"),
    ("Python", "PSF-2.0", "https://docs.python.org/3/license.html"),
)
"""Name, licence, where its text is."""
