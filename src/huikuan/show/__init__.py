"""How it looks: one column list per report, its sentences, and the report as a JSON document."""
