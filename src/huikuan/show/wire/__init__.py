"""Reports and records as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""
