"""Questions of the subjects, each answered by one module."""
