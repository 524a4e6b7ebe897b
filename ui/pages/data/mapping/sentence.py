"""What reading the sample came to, in a few lines."""

from PySide6.QtCore import QCoreApplication

from analytics.result import Shown
from storage.mapping import Sample, Tried
from storage.words import Language
from ui.kinds import kind_name
from ui.widgets.format import Writing, full

REASONS = 3

translate = QCoreApplication.translate


def read_and_not(tried: Tried, sample: Sample, language: Language) -> str:
    """能读 97 行，3 行读不懂：第 5 行：日期「1月3日」看不懂; or what is still to be told."""
    if tried.missing is not None:
        return tried.missing.say(language)
    lines = [_how_many(tried, sample)]
    reason = translate("MappingSentence", "第 {line} 行：{reason}")
    for line, why in tried.rejected[:REASONS]:
        lines.append(reason.format(line=f"{line:,}", reason=why.say(language)))
    if tried.rejected_lines > REASONS:
        lines.append("…")
    return "\n".join(lines)


def _how_many(tried: Tried, sample: Sample) -> str:
    if sample.goes_on:
        first = translate("MappingSentence", "前 {n} 行里，能读 {read} 行").format(
            n=f"{len(sample.rows):,}", read=f"{tried.lines:,}"
        )
    else:
        first = translate("MappingSentence", "能读 {read} 行").format(read=f"{tried.lines:,}")
    if not tried.rejected_lines:
        return first
    return first + translate("MappingSentence", "，{n} 行读不懂：").format(n=f"{tried.rejected_lines:,}")


def what_came_of_it(tried: Tried, currency: str, language: Language) -> str:
    """订单 4 · 客户 3，共付 ¥4,199.50，2026-01-03 – 2026-01-06; then the rules that were used."""
    if not tried.counts:
        return ""
    told = [" · ".join(f"{kind_name(kind)} {n:,}" for kind, n in tried.counts.items())]
    if tried.paid is not None:
        paid = full(tried.paid, Shown.MONEY, Writing(language, currency, tried.exponent))
        told.append(translate("MappingSentence", "共付 {paid}").format(paid=paid))
    if tried.first_day:
        told.append(f"{tried.first_day} – {tried.last_day}")
    comma = translate("MappingSentence", "，")
    rule = translate("MappingSentence", "{rule}：{count} 行")
    rules = [rule.format(rule=words.say(language), count=f"{n:,}") for words, n in tried.noted]
    return "\n".join([comma.join(told), *rules])
