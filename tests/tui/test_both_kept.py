"""Two windows of one person: nothing is written over, and the person is told."""

from __future__ import annotations

from dataclasses import replace

from tui.harness import Home

from iop_tui import words
from iop_tui.services import tracking


async def test_a_promise_changed_in_two_windows_keeps_both_and_says_so(mina: Home) -> None:
    promise = mina.promise("Walk")
    async with mina.visit() as me:
        await me.press("3", "e")
        await me.to_field("title")
        with mina.house() as other:
            tracking.save_commitment(other, replace(promise, title="Walk with Ana"))
        await me.type(" 20 minutes")
        await me.press("ctrl+s")
        await me.hears(words.BOTH_KEPT)
        await me.sees("Walk 20 minutes", "Walk with Ana")
