"""What a verdict is called: on the page, in the workbook and in the terminal."""

from analytics.result import Verdict
from storage.words import Words

VERDICTS: dict[Verdict, Words] = {
    "up": Words("明显上升", "clearly up"),
    "flat": Words("正常波动", "usual ups and downs"),
    "down": Words("明显下降", "clearly down"),
    "unknown": Words("看不准", "cannot tell"),
}
