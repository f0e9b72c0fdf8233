"""The ways from one version of a book to the next: one file each, numbered by the version it leads to."""
