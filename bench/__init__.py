"""What fast means here, measured: `python -m bench` writes RESULTS.md, `python -m bench.screens` draws the pictures."""
