"""What became of files that were let in, in a sentence."""

from PySide6.QtCore import QCoreApplication

from storage.runs import Counts, Imported

translate = QCoreApplication.translate


def came_in(imported: Imported, named: str) -> str:
    """十月订单.csv 已导入：新增 2 条，更新 0 条。; ``named`` are the files, if all of them came in."""
    if not imported.runs:
        names = "、".join(mapping.name for mapping in imported.mappings)
        kept = translate("ImportWords", "格式「{name}」已记住，这样的表格以后直接认得出来。")
        return kept.format(name=names)
    total = sum((counts for run in imported.runs for counts in run.counts.values()), Counts())
    refused, came = len(imported.refused), len(imported.runs)
    what = translate("ImportWords", "{n} 份表格").format(n=f"{came:,}") if refused else named
    words = translate("ImportWords", "{file} 已导入：新增 {new} 条，更新 {changed} 条。")
    said = words.format(file=what, new=f"{total.inserted:,}", changed=f"{total.changed:,}")
    if not refused:
        return said
    return said + translate("ImportWords", "另外 {n} 份没有导入。").format(n=f"{refused:,}")
