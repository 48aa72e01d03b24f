"""BLAKE2b. The library's own way to it loads OpenSSL first, which costs a command a quarter of an interpreter."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that was built without it
    from hashlib import blake2b

__all__ = ["blake2b"]
