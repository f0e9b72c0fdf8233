"""From what a person typed to a value. The only readers of human language; nothing here reads the clock or a book."""
