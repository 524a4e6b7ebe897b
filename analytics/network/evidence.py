"""What speaks for the role of one key person, in a sentence made of numbers of the data."""

from analytics.network.fans import Fans
from analytics.network.roles import ROLES, Roles
from analytics.network.standing import Standing
from analytics.say import counted, money
from storage.shop import Shop
from storage.words import Words


def evidence(shop: Shop, fans: Fans, ranks: Standing, parts: Roles, place: int) -> Words:
    """What speaks for the role of one fan, in numbers of the data."""
    key = list(ROLES)[parts.role[place]] if parts.role[place] >= 0 else ""
    match key:
        case "lapsing":
            return _silence(shop, fans, ranks, parts, place)
        case "leader":
            return _leading(shop, ranks, parts, place)
        case "promoter":
            return _promoting(shop, ranks, place)
        case "quiet":
            return _buying(shop, fans, place)
    return Words("", "")


def _silence(shop: Shop, fans: Fans, ranks: Standing, parts: Roles, place: int) -> Words:
    orders, own = counted(int(fans.orders[place]), "order"), money(shop, int(fans.sales[place]))
    silence, gap, friends = int(parts.silence[place]), float(parts.gap[place]), int(ranks.bringing.friends[place])
    return Words(
        f"买过 {orders.zh} 单共 {own.zh}，平均 {gap:.0f} 天一单，这次已经 {silence} 天没买；带来 {friends:,} 人。",
        f"{orders.en} worth {own.en}, one every {gap:.0f} days, now silent for {silence}; "
        f"brought {counted(friends, 'friend').en}.",
    )


def _leading(shop: Shop, ranks: Standing, parts: Roles, place: int) -> Words:
    friends, again, beyond = (int(of[place]) for of in (ranks.bringing.friends, parts.spreading, parts.beyond))
    sales = money(shop, int(ranks.downstream[place]))
    return Words(
        f"直接带来 {friends:,} 人，其中 {again:,} 人又带来买家，再往下还有 {beyond:,} 人；这些人一共买了 {sales.zh}。",
        f"Brought {counted(friends, 'friend').en}, {again:,} of whom brought buyers, and {beyond:,} stand further "
        f"down; together they bought {sales.en}.",
    )


def _promoting(shop: Shop, ranks: Standing, place: int) -> Words:
    brings, buyers = ranks.bringing, int(ranks.buyers[place])
    friends, expected, sales = (
        int(brings.friends[place]),
        brings.expected[place],
        money(shop, int(ranks.downstream[place])),
    )
    return Words(
        f"带来 {friends:,} 人(同期粉丝平均 {expected:.1f} 人)，其中 {buyers:,} 人买过；"
        f"经 TA 来的人一共买了 {sales.zh}。",
        f"Brought {counted(friends, 'friend').en} (fans who came at that time {expected:.1f}), {buyers:,} of whom "
        f"bought; all who came through them bought {sales.en}.",
    )


def _buying(shop: Shop, fans: Fans, place: int) -> Words:
    orders, own = counted(int(fans.orders[place]), "order"), money(shop, int(fans.sales[place]))
    return Words(
        f"自己买了 {orders.zh} 单共 {own.zh}，还没带来过买家，也没人从 TA 的分享进店。",
        f"{orders.en} worth {own.en}; brought no buyer, and nobody came by a share, yet.",
    )
