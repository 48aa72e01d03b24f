"""Two ways of giving back the result of a job, neither of which can be held up by somebody who was interrupted while waiting."""

from __future__ import annotations

import _thread
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class _Job(Generic[T]):
    """A job and how it ended."""

    def __init__(self, job: Callable[[], T]) -> None:
        self._job = job
        self._value: T | None = None
        self._error: BaseException | None = None

    def _run(self) -> None:
        try:
            self._value = self._job()
        except BaseException as error:
            self._error = error


class Waiting(_Job[T]):
    """A job for which one thread waits. Letting it go takes no lock."""

    def __init__(self, job: Callable[[], T]) -> None:
        super().__init__(job)
        self._done = _thread.allocate_lock()
        self._done.acquire()

    def run(self) -> None:
        self._run()
        self._done.release()

    def wait(self, timeout: float = -1) -> bool:
        """Wait for the job; whether it is done."""
        return self._done.acquire(timeout=timeout)

    def result(self) -> T:
        """What the job returned, or the error it raised; after `wait`."""
        if self._error is not None:
            raise self._error
        return cast(T, self._value)


class Delivery(_Job[T]):
    """A job whose result goes into a future.

    A thread that asks a future for its result holds the future's lock for a moment. If a signal handler interrupts it right then and
    waits for the saver, the saver must not wait for that lock: it tries, and comes back later.
    """

    def __init__(self, future: Future[T], job: Callable[[], T]) -> None:
        super().__init__(job)
        self._future = future
        self._is_wanted = True

    def run(self) -> None:
        """Do the job, unless nobody wants it any more."""
        if self._future._condition.acquire(blocking=False):
            try:
                self._is_wanted = self._future.set_running_or_notify_cancel()
            finally:
                self._future._condition.release()
        if self._is_wanted:
            self._run()

    def give(self) -> bool:
        """Hand the result over if the future is free; whether that is done."""
        if not self._is_wanted:
            return True
        if not self._future._condition.acquire(blocking=False):
            return False
        try:
            with suppress(Exception):  # cancelled in the meantime
                if self._error is not None:
                    self._future.set_exception(self._error)
                else:
                    self._future.set_result(cast(T, self._value))
        finally:
            self._future._condition.release()
        return True
