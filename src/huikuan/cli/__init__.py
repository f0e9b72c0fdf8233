"""How it is asked: one module per noun or verb, each opened only when its word is typed."""
