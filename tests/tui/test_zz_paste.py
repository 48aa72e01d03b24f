import time, sys, cProfile, pstats, io
import pytest
from tui.conftest import *
import random
BIG = ("The cup fell, and then everything at once; I said nothing. " * 18000)[:1_000_000]
LINES = ("The cup fell, and then everything at once; I said nothing. \n" * 18000)[:1_000_000]
MIX = ("سلام हिन्दी 👩‍👩‍👧 ok " * 60000)[:1_000_000]
@pytest.mark.parametrize("name", ["BIG","LINES","MIX"])
@pytest.mark.parametrize("field", ["moment","inside"])
async def test_paste(mina, name, field):
    text = {"BIG":BIG,"LINES":LINES,"MIX":MIX}[name]
    async with mina.visit() as me:
        me.app.open_reader("dbt.dt.stop")
        await me.rest()
        await me.turn_to("Try it")
        await me.to_field(field)
        p = cProfile.Profile() if "P" in __import__("os").environ else None
        t=time.monotonic()
        if p: p.enable()
        await me.paste(text)
        if p: p.disable()
        print("\n", name, field, "paste", round(time.monotonic()-t,2)); t=time.monotonic()
        if p:
            pstats.Stats(p).sort_stats("cumtime").print_stats(45)
        await me.press("a")
        print("key", round(time.monotonic()-t,2)); t=time.monotonic()
        await me.press("left")
        print("left", round(time.monotonic()-t,2)); t=time.monotonic()
        await me.press("x")
        print("key", round(time.monotonic()-t,2)); t=time.monotonic()
        await me.press("tab")
        await me.wait_for(lambda: "saved" in me.lines()[0])
        print("tab+save", round(time.monotonic()-t,2)); t=time.monotonic()
