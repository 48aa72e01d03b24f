"""The same program line by line: for ears and fingers, dumb terminals and slow lines."""
