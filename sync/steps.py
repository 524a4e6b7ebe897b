"""Next steps that have to do with the address of an interface, in the words of the form that asks for one, or does not.

An owner who is told to check the 接口地址 looks for a field of that name.
"""

from msgspec import Struct

from storage.errors import KnownError
from storage.words import Words

ADDRESS = Words("接口地址", "API address")
"""What most forms call it."""


class Checking(Struct, frozen=True):
    """A next step that has to do with the address, in forms that ask for one and in those that do not."""

    template: Words
    """With ``{address}`` for what the form calls it."""
    without: Words

    @property
    def usual(self) -> Words:
        """For the form that says 接口地址."""
        return self.of(ADDRESS)

    def of(self, named: Words | None) -> Words:
        """For the form that calls the address so; for one that asks for none."""
        return self.without if named is None else self.template.fill(address=named)


CHECK_ADDRESS = Checking(
    Words("请核对「{address}」，或向接口的提供方询问。", "Check “{address}”, or ask whoever provides the interface."),
    Words(
        "请稍后再点「同步」；若一直这样，请更新掌柜，或把这句话发给平台的客服。",
        "Sync again later. If it stays like this, update Zhanggui, or send this sentence to the platform's support.",
    ),
)
ADDRESS_OR_NETWORK = Checking(
    Words(
        "请检查网络和「{address}」；已有的数据可继续离线查看。",
        "Check the network and “{address}”; what is here can be read offline.",
    ),
    Words(
        "请检查这台电脑的网络；已有的数据可继续离线查看。",
        "Check the network of this computer; what is here can be read offline.",
    ),
)
ADDRESS_LATER = Checking(
    Words(
        "可继续离线查看；稍后再点「同步」。若一直这样，请核对「{address}」。",
        "You can go on offline; sync later. If it stays like this, check “{address}”.",
    ),
    Words(
        "可继续离线查看；稍后再点「同步」。若一直这样，请检查这台电脑的网络。",
        "You can go on offline; sync later. If it stays like this, check the network of this computer.",
    ),
)
ADDRESS_AND_PROXY = Checking(
    Words(
        "请核对「{address}」和其中的端口，以及电脑的代理设置。",
        "Check “{address}” with its port, and this computer's proxy settings.",
    ),
    Words("请检查电脑的网络和代理设置。", "Check this computer's network and proxy settings."),
)
LOG_IN_TO_NETWORK = Checking(
    Words(
        "如在酒店、机场或公司网络，请先用浏览器登录上网，再试一次；也请核对「{address}」。",
        "In a hotel, airport or company network, log in with a browser first, then try again; also check “{address}”.",
    ),
    Words(
        "如在酒店、机场或公司网络，请先用浏览器登录上网，再试一次。",
        "In a hotel, airport or company network, log in with a browser first, then try again.",
    ),
)
_ALL = (CHECK_ADDRESS, ADDRESS_OR_NETWORK, ADDRESS_LATER, ADDRESS_AND_PROXY, LOG_IN_TO_NETWORK)


def name_address(error: KnownError, named: Words | None) -> None:
    """Let an error speak of the address as the form does that asks for it; ``None`` where none was asked for."""
    for step in _ALL:
        if error.next_step == step.usual:
            error.next_step = step.of(named)
            return
