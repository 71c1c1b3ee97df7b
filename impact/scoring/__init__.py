"""What may be concluded from the results. Opens nothing."""
