"""What is true: plain values and the rules about them. Nothing here knows a file, a database or a screen."""
