"""Reports as they leave the program, for Excel or for another program: one sheet each, as xlsx or CSV."""
