"""What an alternative causes: pure functions over arrays, first axis = draw. Opens nothing."""
