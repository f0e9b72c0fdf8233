"""The version of a book: of its tables, of a file that holds a whole one. It stands here and nowhere else."""

VERSION = 4
OLDEST = 3
"""The first version that is still read and brought up to date; there are no books of earlier ones."""
