"""How near the shop is to lapsing, in words: there is no number that could be trusted."""

from analytics.lifecycle.course import LifeCycle
from analytics.lifecycle.stages import FADING, LAPSING
from analytics.say import counted
from storage.words import Words

_NO_RHYTHM = Words("说不准：单子太少，看不出节奏", "Not known: too few orders to see a rhythm")


def risk(life: LifeCycle) -> Words:
    """High, to be watched and why, not known and why, or low."""
    if life.stage is LAPSING:
        return Words("高", "High")
    return _watch(life) or _calm(life)


def _watch(life: LifeCycle) -> Words | None:
    """What is to be watched: a rather long pause, a fall that is in force, one that the newest data points to."""
    pause, says = life.now.pause, life.now.says
    if pause is not None and pause.has_rhythm and pause.a_year < 1 and pause.days > pause.usual:
        return Words(
            f"留意：{pause.days} 天没单，偏久", f"Watch: no order for {counted(pause.days, 'day').en}, rather long"
        )
    if life.stage is FADING and isinstance(says, Words):
        return Words("留意：之前在下滑，眼下说不准", "Watch: sales were falling; not known now")
    if life.stage is FADING:
        return Words("留意：在下滑", "Watch: sales are falling")
    if says is FADING or says is LAPSING:
        return Words(f"留意：眼下像「{says.name.zh}」", f"Watch: now looking like {says.name.en.lower()}")
    return None


def _calm(life: LifeCycle) -> Words:
    """What is not known is not low."""
    if life.now.pause is None or not life.now.pause.has_rhythm:
        return _NO_RHYTHM
    if life.stage is None:
        return Words("说不准：还看不出阶段", "Not known: its stage cannot be told")
    return Words("低：停顿在平常之内", "Low: no unusual pause")
