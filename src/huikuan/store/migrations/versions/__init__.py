"""The steps, in order: 0001 makes version 1 of an empty book, 0002 brings what is owed."""
