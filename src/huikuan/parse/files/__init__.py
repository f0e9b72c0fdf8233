"""A file of an ERP or a spreadsheet becomes lines: each is taken, refused with its place and reason, or passed over.

Nothing in a file is executed or fetched; what could be read in two ways is refused rather than guessed.
"""
