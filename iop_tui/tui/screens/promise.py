"""The form that makes or changes a commitment."""

from __future__ import annotations

from iop_tui.domain.commitments import Commitment
from iop_tui.domain.fields import Value
from iop_tui.services import promising, tracking
from iop_tui.tui.screens.confirm import ConfirmScreen
from iop_tui.tui.screens.form import FormScreen
from iop_tui.tui.screens.room import Base


def open_promise(screen: Base[None], commitment: Commitment) -> None:
    """Open the form; before a commitment to stop or cut down, the withdrawal note comes first."""
    has_read = False

    async def save(found: dict[str, Value]) -> bool:
        wanted = promising.read(commitment, found)
        if promising.needs_note(commitment, wanted) and not has_read:
            screen.app.push_screen(ConfirmScreen(promising.NOTE, "I have read this; save it"), noted)
            return False
        label = f"changed {wanted.title}" if commitment.id else f"made {wanted.title}"
        done = await screen.iop.act(tracking.save_commitment, wanted, undo_as=label)
        if done is not None:
            screen.iop.say(f"Kept: {wanted.title}, {wanted.schedule()}.")
        return done is not None

    async def noted(yes: bool | None) -> None:
        nonlocal has_read
        has_read = bool(yes)
        if has_read:
            await form.action_save()

    form = FormScreen(
        "Change a commitment" if commitment.id else "A new commitment",
        promising.FIELDS,
        promising.values(commitment),
        key=promising.draft_name(commitment),
        save=save,
        check=promising.check,
        hidden=promising.hidden,
    )
    screen.app.push_screen(form)
