"""What has to be known of files before they are let in, each with the next step."""

from pathlib import Path

from PySide6.QtCore import Signal

from storage.mapping import Sample
from storage.runs import ImportPreview, RefusedFile
from storage.words import Language
from ui.bars import Bars, Step
from ui.controls import Button

REFUSED = 5  # files that cannot be taken, each with its reason


class PreviewBars(Bars):
    """Emits ``asked`` with the ``Sample`` of a table whose columns somebody wants to tell."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asking: Button | None = None
        """The button of the first table that nobody knows."""

    def show_preview(self, preview: ImportPreview, language: Language) -> None:
        """Show what is worth knowing of these files, in place of what was there."""
        self.clear()
        self.asking = None
        samples = {sample.path: sample for sample in preview.unknown}
        # What only waits for a choice is told where it is chosen.
        waiting = {path for each in preview.destinations for path in each.waiting}
        hopeless = [refused for refused in preview.refused if refused.path not in waiting]
        for refused in hopeless[:REFUSED]:
            self._show_refused(refused, samples.get(refused.path), language)
        more = len(hopeless) - REFUSED
        if more > 0:
            self.show_bar("more", "error", self.tr("还有 {n} 份读不了。").format(n=f"{more:,}"), closable=False)
        if preview.tables and all(table.already_imported for table in preview.tables):
            self.show_bar("again", "info", self.tr("这份文件已经导入过，再导入不会改变什么。"), closable=False)
        for mapping in preview.mappings:
            words = self.tr("格式「{name}」：导入后会记住，以后这样的表格直接认得出来。")
            self.show_bar(f"format {mapping.signature}", "info", words.format(name=mapping.name), closable=False)
        for table in preview.tables:
            if table.sample is not None:
                self._show_told(table.sample, table.preset_name.say(language), table.already_imported)

    def _show_refused(self, refused: RefusedFile, sample: Sample | None, language: Language) -> None:
        if sample is None:
            self.show_bar(refused.path, "error", _refusal(refused, language), closable=False)
        else:
            step = self._step(self.tr("告诉掌柜各列是什么"), sample)
            bar = self.show_bar(refused.path, "warning", refused.error.what.say(language), step, closable=False)
            self.asking = self.asking or bar.step

    def _show_told(self, sample: Sample, name: str, known: bool) -> None:
        read = self.tr("「{file}」按记住的格式「{name}」读。").format(file=Path(sample.path).name, name=name)
        again = self.tr("改过各列、想重来的话，先在下面的记录里撤销那次导入。")
        step = self._step(self.tr("改各列"), sample)
        self.show_bar(sample.path, "info", read + again if known else read, step, closable=False)

    def _step(self, text: str, sample: Sample) -> Step:
        return Step(text, lambda: self.asked.emit(sample))


def _refusal(refused: RefusedFile, language: Language) -> str:
    said = refused.error.say(language)
    name = Path(refused.path).name
    return said if name in said else f"{name}: {said}"
