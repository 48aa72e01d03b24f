"""What each command does: take the words of the command line, call an act, print.

Nothing here imports Textual but `open_screen`; everything heavier than the standard library is imported where it is used.
"""
