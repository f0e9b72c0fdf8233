"""A file is compared with the book line by line, and what is new or changed is written: all of it or nothing."""
