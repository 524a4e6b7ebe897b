"""Why a code or a file of a partner cannot be taken, in the words of a shop owner."""

from datetime import date

from storage.errors import KnownError
from storage.words import Words

_ASK_AGAIN = Words("请让对方再导出一份发来。", "Ask the partner to export it again.")


def mistyped(digits: int) -> KnownError:
    """The code has other characters, another length, or a wrong digit."""
    return KnownError(
        Words("合作码不对，可能有一位输错了。", "The code is not right: a digit may be wrong."),
        Words(
            f"合作码是 {digits} 位数字，请和对方核对后再输一次。",
            f"A code has {digits} digits: check it with the partner and enter it again.",
        ),
    )


def foreign() -> KnownError:
    """Something else than a file for co-operation."""
    return KnownError(
        Words("这不是掌柜的合作文件。", "This is not a co-operation file of Zhanggui."),
        Words(
            "请选对方从掌柜里导出的合作文件，一般以 .zgc 结尾。",
            "Choose the file that the partner exported from Zhanggui; its name usually ends with .zgc.",
        ),
    )


def newer(version: int) -> KnownError:
    """Written by a later version of the format."""
    return KnownError(
        Words("这份合作文件是更新版本的掌柜导出的。", "A newer version of Zhanggui wrote this co-operation file."),
        Words("请先升级掌柜，再打开。", "Update Zhanggui, then open it again."),
        f"format version {version}",
    )


def older(version: int) -> KnownError:
    """Written before phones were put into buckets: such files, laid over one another, told too much."""
    return KnownError(
        Words(
            "这份合作文件是旧版本的掌柜导出的，保密不够，不再打开。",
            "An older version of Zhanggui wrote this co-operation file; it hides too little and is no longer opened.",
        ),
        Words(
            "请让对方升级掌柜，用同一个合作码再导出一份；旧文件两边都删掉。",
            "Ask the partner to update Zhanggui and export again with the same code; both delete the old files.",
        ),
        f"format version {version}",
    )


def damaged(detail: str) -> KnownError:
    """Cut off or changed on the way."""
    return KnownError(
        Words(
            "合作文件不完整，可能在传送时损坏了。",
            "The co-operation file is not whole; it may have been damaged on its way.",
        ),
        _ASK_AGAIN,
        detail,
    )


def other_code() -> KnownError:
    """The file belongs to another agreement."""
    return KnownError(
        Words("合作码和这份文件对不上。", "The code does not belong to this file."),
        Words(
            "请和对方核对：导出和对比要用同一个合作码。",
            "Check with the partner: export and compare take the same code.",
        ),
    )


def changed() -> KnownError:
    """The seal is not one that the code makes: somebody changed the file."""
    return KnownError(
        Words("合作文件被人改过。", "Somebody has changed the co-operation file."),
        Words("不要用它，请让对方当面再发一份。", "Do not use it; ask the partner for another one in person."),
    )


def expired(last: date) -> KnownError:
    """Too old to be used."""
    return KnownError(
        Words(f"合作文件已过期，有效期到 {last}。", f"The co-operation file has expired: it was valid to {last}."),
        _ASK_AGAIN,
    )


def own() -> KnownError:
    """The shop's own file."""
    return KnownError(
        Words("这是你自己店铺导出的文件。", "Your own shop wrote this file."),
        Words("请把它发给对方，对比时选对方发来的那份。", "Send it to the partner, and compare the one they sent."),
    )


def too_few(people: int, least: int) -> KnownError:
    """Not enough people to hide one among the others."""
    found = "一位也没有" if people == 0 else f"不到 {least} 位"
    return KnownError(
        Words(
            f"近两年的买家里，有完整手机号、可以导出的{found}。",
            f"Of the buyers of two years fewer than {least} have a whole phone number and may be exported.",
        ),
        Words(
            f"至少要 {least} 位。平台打了码的手机号对不上，请同步或导入带完整手机号的客户。",
            f"It takes {least}. Masked phones cannot be matched: sync or import customers with whole phone numbers.",
        ),
    )
