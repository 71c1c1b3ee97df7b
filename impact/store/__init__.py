"""Where facts are kept. The only home of duckdb."""
