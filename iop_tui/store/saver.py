"""One thread that owns the writing connection. Saving goes on when the screen is stalled, and a signal handler can wait for it.

A signal handler runs in the main thread between any two of its steps, perhaps while that thread holds a lock. So the saver never waits
for a lock that another thread may hold: it takes its work from a `SimpleQueue`, which is safe to fill from a handler; drafts are handed
over by single steps, and marked when they are written, never moved; and results go back through `waiting.py`, which sees to the rest.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from iop_tui.errors import StoreError
from iop_tui.store import faults
from iop_tui.store.waiting import Delivery, Waiting

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

DRAFT_DELAY = 1.0
"""Seconds from the first unwritten keystroke to the writing of drafts."""
RETRY_DELAY = 5.0
_COME_BACK = 0.02
_LOOK_EVERY = 1.0

Drafts = dict[str, str | None]
"""What was typed, by what it belongs to; nothing where a draft is to go."""


class _Typed:
    """What stands in a field. The mark comes before the text goes: who reads the text first never takes nothing for a draft."""

    __slots__ = ("is_written", "text")

    def __init__(self, text: str | None) -> None:
        self.text = text
        self.is_written = False

    def let_go(self) -> None:
        self.is_written = True
        self.text = None


class Saver:
    """Runs what it is given, one after the other, on its own thread."""

    def __init__(
        self,
        write_drafts: Callable[[Drafts], None],
        *,
        at_end: Callable[[], None] = lambda: None,
        draft_delay: float = DRAFT_DELAY,
        retry_delay: float = RETRY_DELAY,
    ) -> None:
        self._write_drafts = write_drafts
        self._at_end = at_end
        self._draft_delay = draft_delay
        self._retry_delay = retry_delay
        self._queue: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._deliveries: list[Delivery[Any]] = []
        self._typed: dict[str, _Typed] = {}
        self._is_armed = False
        self._due: float | None = None
        self._is_closed = False
        self.trouble: StoreError | None = None
        """Why drafts cannot be written at present, or nothing."""
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Have it done on the thread; the future is done when the thread is."""
        from concurrent.futures import Future  # loads logging, which a command that only waits does not need

        future: Future[T] = Future()
        if self._is_closed:
            future.set_exception(faults.closed())
        else:
            delivery = Delivery(future, job)
            self._queue.put(lambda: self._deliver(delivery))
        return future

    def run(self, job: Callable[[], T]) -> T:
        """Have it done and wait for it; at once when this is the thread."""
        if self.is_here():
            return job()
        if self._is_closed:
            raise faults.closed()
        waiting = Waiting(job)
        self._queue.put(waiting.run)
        while not waiting.wait(_LOOK_EVERY):
            if not self._thread.is_alive():  # closed by another thread between the question and the queue
                raise faults.closed()
        return waiting.result()

    def ask(self, job: Callable[[], T], timeout: float) -> T | None:
        """Have it done and wait a while for the answer; nothing if it takes longer."""
        waiting = Waiting(job)
        self._queue.put(waiting.run)
        return waiting.result() if waiting.wait(timeout) else None

    def post(self, job: Callable[[], object]) -> None:
        """Have something done that never raises, and do not wait for it."""
        self._queue.put(job)

    def is_here(self) -> bool:
        """Whether this code runs on the saver's thread."""
        return threading.get_ident() == self._thread.ident

    def draft(self, key: str, text: str) -> None:
        """Keep what was typed; it is on the disk a second later, however long the typing goes on."""
        self._type(key, text)

    def drop_draft(self, key: str) -> None:
        """Let a draft go: it has become an answer."""
        self._type(key, None)

    def unwritten(self) -> Drafts:
        """The drafts that are not on the disk yet."""
        texts = [(key, typed.text, typed) for key, typed in dict(self._typed).items()]
        return {key: text for key, text, typed in texts if not typed.is_written}

    def flush(self, timeout: float) -> bool:
        """Wait until everything handed over so far is on the disk; False if it is not by then. Safe in a signal handler."""
        if self.is_here():
            return self._write()
        if not self._thread.is_alive():
            return not self.unwritten()
        waiting = Waiting(self._write)
        self._queue.put(waiting.run)
        return waiting.wait(timeout) and waiting.result()

    def close(self, timeout: float = 2.0) -> bool:
        """Write what is left and let go of the vault; whether all of it was written in time."""
        if self._is_closed:
            return not self.unwritten()
        is_written = self.flush(timeout)
        self._is_closed = True
        self._queue.put(None)
        if not self.is_here():
            self._thread.join(timeout)
        return is_written

    def _type(self, key: str, text: str | None) -> None:
        self._typed[key] = _Typed(text)
        if not self._is_armed:
            self._is_armed = True
            due = time.monotonic() + self._draft_delay
            self._queue.put(lambda: self._arm(due))

    def _arm(self, due: float) -> None:
        self._due = due

    def _work(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=self._patience())
                if job is None:
                    break
                job()
            except queue.Empty:
                pass
            self._deliveries = [each for each in self._deliveries if not each.give()]
            if self._due is not None and time.monotonic() >= self._due:
                self._write()
        self._at_end()
        while not self._queue.empty():  # what came too late hears that the vault is closed
            if (job := self._queue.get()) is not None:
                job()
        self._deliveries = [each for each in self._deliveries if not each.give()]

    def _patience(self) -> float | None:
        """Seconds to wait for work; for ever when nothing is typed, so that an idle program never wakes."""
        waits = [_COME_BACK] if self._deliveries else []
        if self._due is not None:
            waits.append(max(0.0, self._due - time.monotonic()))
        return min(waits, default=None)

    def _deliver(self, delivery: Delivery[Any]) -> None:
        delivery.run()
        self._deliveries.append(delivery)

    def _write(self) -> bool:
        """Write all drafts; whether that worked."""
        self._due = None
        self._is_armed = False  # before the drafts are taken, so that what is typed from now on arms again
        taken = {key: typed for key, typed in dict(self._typed).items() if not typed.is_written}
        if not taken:
            return True
        try:
            self._write_drafts({key: typed.text for key, typed in taken.items()})
        except Exception as error:
            self.trouble = error if isinstance(error, StoreError) else faults.own_mistake()
            self._due = time.monotonic() + self._retry_delay
            return False
        self.trouble = None
        for typed in taken.values():
            typed.let_go()
        return True
