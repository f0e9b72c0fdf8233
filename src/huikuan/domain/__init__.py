"""What is true: frozen facts and pure rules. No clock, no storage, no sentence."""
