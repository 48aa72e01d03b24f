"""Furniture to fill in: one editor for every kind of field. An editor knows text, never the store or a screen."""
