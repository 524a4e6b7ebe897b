"""Why a file cannot be taken, in the words of a shop owner: every ``KnownError`` of reading a file."""

from collections.abc import Sequence
from pathlib import Path

from storage.errors import KnownError
from storage.shop import Shop
from storage.words import Words

_EXPORT_AGAIN = Words(
    "请从平台后台重新导出订单文件，再选一次。", "Export the file from the platform again and choose it once more."
)
_PUT_BACK = Words(
    "请看看文件还在不在、U 盘有没有拔掉，再选一次。", "Check that the file is still there, then choose it once more."
)
_NAMES, _NAME = 30, 40
"""How many columns are named, and how long a name may be."""


def _words(zh: str, en: str, **values: object) -> Words:
    return Words(zh, en).fill(**values)


def missing(path: Path) -> KnownError:
    """There is no such file (any more)."""
    return KnownError(_words("找不到文件「{name}」。", "The file “{name}” is not there.", name=path.name), _PUT_BACK)


def forbidden(path: Path) -> KnownError:
    """The file may not be read."""
    return KnownError(
        _words("没有权限打开文件「{name}」。", "The file “{name}” may not be opened.", name=path.name),
        Words(
            "如果它正在 Excel 或 WPS 里打开，请先关掉;也可以复制到桌面再选。",
            "If another program has it open, close it there, or copy it to the desktop and choose the copy.",
        ),
    )


def unreadable(path: Path, detail: str) -> KnownError:
    """The disk or the drive failed while the file was read."""
    return KnownError(
        _words("文件「{name}」读到一半断了。", "Reading the file “{name}” broke off.", name=path.name),
        _PUT_BACK,
        detail,
    )


def changing(path: Path) -> KnownError:
    """The file is not what it was when reading began."""
    return KnownError(
        _words("文件「{name}」读的时候被改动了。", "The file “{name}” changed while it was read.", name=path.name),
        Words(
            "可能还没下载完，或者别的程序正在保存它。等它存好，再选一次。",
            "It may still be downloading, or another program is saving it. Wait for that, then choose it again.",
        ),
    )


def folder(path: Path) -> KnownError:
    """The path is a folder."""
    return KnownError(
        _words("「{name}」是文件夹，不是文件。", "“{name}” is a folder, not a file.", name=path.name),
        Words("请选里面的文件。", "Choose a file inside it."),
    )


def empty(path: Path) -> KnownError:
    """The file has no content."""
    return KnownError(_words("文件「{name}」是空的。", "The file “{name}” is empty.", name=path.name), _EXPORT_AGAIN)


def header_only(path: Path) -> KnownError:
    """There is a header and nothing below it."""
    return KnownError(
        _words("文件「{name}」只有表头，没有数据。", "The file “{name}” has a header and no data.", name=path.name),
        Words(
            "请看看导出时选的日期里有没有订单，再导出一次。",
            "Check that the days chosen for the export have orders, then export again.",
        ),
    )


def not_a_table(path: Path, looks_like: Words) -> KnownError:
    """The content is something else, whatever the name says."""
    return KnownError(
        Words(
            f"文件「{path.name}」里面不是表格，是{looks_like.zh}。",
            f"The file “{path.name}” holds no table: it is {looks_like.en}.",
        ),
        Words("请选平台导出的 CSV、Excel 或压缩包。", "Choose a CSV, Excel or ZIP file exported by the platform."),
    )


def not_yet(path: Path, looks_like: Words) -> KnownError:
    """A table in a form that is not read."""
    return KnownError(
        Words(
            f"文件「{path.name}」是{looks_like.zh}，现在还读不了。",
            f"The file “{path.name}” is {looks_like.en}, not read yet.",
        ),
        Words(
            "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入；压缩包请先解压。",
            "Open it in a spreadsheet program and save it as .xlsx; unpack an archive first.",
        ),
    )


def torn_archive(path: Path) -> KnownError:
    """A compressed file that ends early or is damaged."""
    return KnownError(
        _words(
            "压缩文件「{name}」不完整或坏了。", "The compressed file “{name}” is cut off or damaged.", name=path.name
        ),
        Words("请重新下载或复制一次，再选。", "Download or copy it again and choose it once more."),
    )


def torn_workbook(path: Path, detail: str) -> KnownError:
    """A workbook that ends early or is damaged."""
    return KnownError(
        _words("表格「{name}」不完整或坏了。", "The workbook “{name}” is cut off or damaged.", name=path.name),
        Words(
            "请用 Excel 或 WPS 打开看看，另存一份再导入。",
            "Open it in a spreadsheet program, save a copy and import that.",
        ),
        detail,
    )


def locked(path: Path) -> KnownError:
    """A password is needed."""
    return KnownError(
        _words("「{name}」有密码，打不开。", "“{name}” is protected by a password.", name=path.name),
        Words(
            "请先用密码打开，另存一份没有密码的（压缩包请解压出来），再导入。",
            "Open it with the password and save a copy without one (unpack an archive), then import that.",
        ),
    )


def no_table_inside(path: Path) -> KnownError:
    """An archive without anything that could be a table."""
    return KnownError(
        _words("压缩包「{name}」里没有表格。", "The archive “{name}” holds no table.", name=path.name),
        Words("请选装有 CSV 或 Excel 文件的压缩包。", "Choose an archive that holds CSV or Excel files."),
    )


def nested(path: Path) -> KnownError:
    """An archive within an archive within an archive."""
    return KnownError(
        _words(
            "压缩包套了太多层：「{name}」还在另外两层里面。",
            "“{name}” is an archive within two others, which is too deep.",
            name=path.name,
        ),
        Words("请先解压，再选里面的文件。", "Unpack it first and choose the files inside."),
    )


def all_hidden(path: Path) -> KnownError:
    """A workbook that shows no sheet."""
    return KnownError(
        _words("表格「{name}」的工作表都被隐藏了。", "Every sheet of the workbook “{name}” is hidden.", name=path.name),
        Words(
            "请用 Excel 或 WPS 打开，取消隐藏要导入的工作表，保存后再选。",
            "Open it in a spreadsheet program, unhide the sheet to import, save it and choose it again.",
        ),
    )


def no_room(path: Path, size: int) -> KnownError:
    """The disk is too full to unpack a file."""
    return KnownError(
        _words(
            "硬盘空间不够：打开「{name}」要 {size:,.1f} GB。",
            "The disk is too full: unpacking “{name}” takes {size:,.1f} GB.",
            name=path.name,
            size=size / 1e9,
        ),
        Words("请清理出空间，再选一次。", "Free some space and choose it once more."),
    )


def mangled_ids(path: Path, column: str) -> KnownError:
    """A spreadsheet took ids for numbers and kept only their first 15 digits."""
    return KnownError(
        _words(
            "文件「{name}」的「{column}」被 Excel 改过：只剩前 15 位，后面都成了 0。",
            "A spreadsheet has changed {column} in “{name}”: only the first 15 digits are left.",
            name=path.name,
            column=column,
        ),
        Words(
            "丢掉的数字找不回来。请从平台重新导出，不要用 Excel 打开再保存，直接选它导入。",
            "What is lost cannot be found again. Export again and import the file without saving it in a spreadsheet.",
        ),
    )


def undecodable(path: Path, line: int) -> KnownError:
    """The bytes fit no encoding; ``line`` is where the best one failed."""
    return KnownError(
        _words(
            "文件「{name}」第 {line} 行的文字认不出来，可能是两种编码混在一起。",
            "The text on line {line} of “{name}” cannot be read; two encodings may be mixed.",
            name=path.name,
            line=line,
        ),
        Words(
            "请从平台重新导出一次，导出的文件一份一份直接选，不要自己拼成一份；也不要用 Excel 另存，长编号会丢数字。",
            "Export it again and choose each exported file as it is, without joining them into one. Do not save it in "
            "a spreadsheet: long ids lose digits.",
        ),
    )


def other_encoding(path: Path, encoding: str, line: int) -> KnownError:
    """The bytes do not fit the encoding that somebody chose; ``line`` is where they fail."""
    return KnownError(
        _words(
            "文件「{name}」不是 {encoding} 编码：第 {line} 行的文字对不上。",
            "“{name}” is not {encoding}: the text on line {line} does not fit.",
            name=path.name,
            encoding=encoding.upper(),
            line=line,
        ),
        Words("请改选「自动」或另一种编码。", "Choose another encoding, or let it be found."),
    )


def unknown_header(path: Path, seen: Sequence[str]) -> KnownError:
    """No preset knows these columns, and nobody has told what they mean."""
    names = [name if len(name) <= _NAME else name[:_NAME] + "…" for name in seen if name]
    named, more = names[:_NAMES], len(names) - _NAMES
    zh = ("、".join(named) or "(没有列名)") + (f"……还有 {more:,} 列" if more > 0 else "")
    en = (", ".join(named) or "(no names)") + (f" and {more:,} more" if more > 0 else "")
    return KnownError(
        Words(
            f"认不出文件「{path.name}」是哪种表格。看到的列有：{zh}。",
            f"“{path.name}” is no table we know. Its columns: {en}.",
        ),
        Words(
            "平台导出的文件请不要改列名；别的表格，请在「数据」页导入它，告诉掌柜各列是什么。",
            "Keep the column names of an export; of another table, tell on the Data page what each column is.",
        ),
    )


def torn_header(path: Path, line: int, reason: Words) -> KnownError:
    """A line at the top, where the header should be, is broken."""
    return KnownError(
        Words(
            f"文件「{path.name}」开头第 {line} 行有问题：{reason.zh}。",
            f"Line {line}, at the top of “{path.name}”, is broken: {reason.en}.",
        ),
        _EXPORT_AGAIN,
    )


def unknown_preset(preset: str, known: Sequence[str]) -> KnownError:
    """A preset was asked for by a name that does not exist."""
    return KnownError(
        _words("没有名为「{name}」的导入格式。", "There is no preset named “{name}”.", name=preset),
        Words(f"可以用的有：{'、'.join(known)}。", f"There are: {', '.join(known)}."),
    )


def other_currency(shop_name: str, has: str, file_has: str) -> KnownError:
    """The shop keeps its books in another currency than the file."""
    return KnownError(
        Words(
            f"文件里的金额是 {file_has}，店铺「{shop_name}」用的是 {has}，合在一起数字会错。",
            f"The file is in {file_has}, the shop “{shop_name}” in {has}; together the figures would be wrong.",
        ),
        Words("请把它导入成另一个店铺。", "Import it as a shop of its own."),
    )


def currency_not_told(path: Path) -> KnownError:
    """Shops of every currency export such files, and nothing tells which this one is in."""
    return KnownError(
        _words("文件「{name}」没写金额是哪种货币。", "“{name}” does not tell its currency.", name=path.name),
        Words(
            "请先导入（或一起导入）这家店的订单、连接这家店，或者在导入时选好货币。",
            "Import the shop's orders before it or with it, connect the shop, or choose the currency for this import.",
        ),
    )


def no_currency(text: str) -> KnownError:
    """What was chosen as a currency is none."""
    return KnownError(
        _words("没有叫「{text}」的货币。", "There is no currency “{text}”.", text=text),
        Words("请写三个字母，如 CNY、USD、JPY。", "Write three letters: CNY, USD, JPY."),
    )


def unknown_shop(shop_id: str) -> KnownError:
    """The shop to import into does not exist."""
    return KnownError(
        _words("没有编号为「{id}」的店铺。", "There is no shop “{id}”.", id=shop_id),
        Words("请先选一个店铺，或者让导入新建一个。", "Choose a shop first, or let the import make one."),
    )


def whose(there: Shop | None, told: Sequence[str], known: Sequence[str]) -> KnownError:
    """The file says it is of another shop than the one it would go to, or of several; nobody has said where it goes."""
    said = Words("、".join(f"「{name}」" for name in told), ", ".join(f"“{name}”" for name in told))
    before = Words("、".join(f"「{name}」" for name in known), ", ".join(f"“{name}”" for name in known))
    if there is None or not known:
        what = _words("文件里有几家店的数据：{said}。", "The file has data of several shops: {said}.", said=said)
    else:
        what = _words(
            "文件里写的店铺是{said}，「{shop}」以前的文件写的是{before}。",
            "The file is of the shop {said}; earlier files of “{shop}” are of {before}.",
            said=said,
            shop=there.name,
            before=before,
        )
    return KnownError(
        what,
        Words(
            "没有导入，两家店的数据不会混在一起。请选好导入到哪家店（命令行用 --shop 编号，新店用 --new-shop 店名）；"
            "几家店在一份文件里、要分开记的，请在平台按店铺分别导出。",
            "Nothing was imported, so that two shops are not mixed up. Choose the shop (on the command line --shop ID, "
            "or --new-shop NAME for a new one); to keep several shops of one file apart, export them one by one.",
        ),
    )


def unknown_timezone(name: str) -> KnownError:
    """The time zone asked for does not exist."""
    return KnownError(
        _words("没有叫「{name}」的时区。", "There is no time zone “{name}”.", name=name),
        Words("请写成 Asia/Shanghai 这样。", "Write it like Asia/Shanghai."),
    )


def ownerless(path: Path, line: int, reason: Words) -> KnownError:
    """A line that cannot be read belongs to an order, and nothing tells to which."""
    return KnownError(
        Words(
            f"文件「{path.name}」第 {line} 行读不懂，也看不出属于哪一单：{reason.zh}。",
            f"Line {line} of “{path.name}” cannot be read, nor to which order it belongs: {reason.en}.",
        ),
        Words(
            "为了不让金额算错，这个文件没有导入。请改好这一行，或者重新导出，再选一次。",
            "So that no amount is wrong, the file was not let in. Mend the line or export again, then choose it again.",
        ),
    )


def nothing_usable(path: Path, line: int, reason: Words) -> KnownError:
    """Not one line could be used; the first reason is given."""
    return KnownError(
        Words(
            f"文件「{path.name}」没有一行能用。第 {line} 行：{reason.zh}。",
            f"No line of “{path.name}” could be used. Line {line}: {reason.en}.",
        ),
        _EXPORT_AGAIN,
    )


def too_many(path: Path, most: int, line: int, reason: Words) -> KnownError:
    """More lines cannot be used than anybody would look at."""
    return KnownError(
        Words(
            f"文件「{path.name}」里读不懂的行超过 {most:,} 行。第 {line} 行：{reason.zh}。",
            f"More than {most:,} lines of “{path.name}” cannot be used. Line {line}: {reason.en}.",
        ),
        Words(
            "多半是文件坏了，或者认错了格式。请重新导出，再选一次；这个文件没有导入。",
            "The file may be damaged or taken for another form. Export it again; nothing of it was let in.",
        ),
    )


def nothing_left(path: Path) -> KnownError:
    """Every line was left out by a stated rule."""
    return KnownError(
        _words(
            "文件「{name}」里没有可导入的订单，每一行都按规则略过了。",
            "“{name}” holds nothing to import: every line was left out by a rule.",
            name=path.name,
        ),
        _EXPORT_AGAIN,
    )


def undone_before() -> KnownError:
    """The import to be taken back is not in any more."""
    return KnownError(
        Words("这次导入已经撤销过了。", "This import has been taken back before."),
        Words(
            "不用再撤销；需要时可以重新导入文件。",
            "There is nothing to take back; import the file again if you need it.",
        ),
    )
