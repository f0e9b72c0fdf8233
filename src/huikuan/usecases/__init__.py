"""What may be written: one function per intent. It checks the rule, adds the facts, and returns what it added."""
