"""What recommendation says in words: whom or what it is about, what it rests on, and why there is none."""

from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.people import BUYER
from analytics.fan_history import by_code, still_here
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.hits import LEAST_HITS, TOP
from analytics.recommend.shop.learnt import Learnt
from analytics.recommend.shop.offered import REASONS
from analytics.recommend.shop.past import bought
from analytics.recommend.shop.record import Record
from analytics.recommend.shop.sent_back import said as said_of_back
from analytics.recommend.shop.sent_back import sent_back
from analytics.recommend.shop.tables.record import too_thin
from analytics.result import Estimate
from analytics.say import as_words, counted
from storage.facts import Facts
from storage.words import Words

NOT_CLICKS = Words(
    "这是回放，不是点击率：当时没有人看到这些名单，只看得出名单和后来买的合不合。有厂商宣传点击率是自己挑的 2 到 5 倍，"
    "要在自家验证，得随机留一半客户照旧，比一比下单。",
    "A replay is no click-through rate: nobody saw these lists; it tells whether they agree with what was "
    "bought. A vendor "
    "claims 2 to 5 times the clicks of the merchant's own picks: to test that here, keep half of the customers "
    "as before, "
    "drawn at random, and compare orders.",
)
SCOPE = Words(
    "看的是到数据截止为止的所有客户，不随上面选的日期和筛选变。只推自家在卖、有货、不亏、没被大半退回的商品；"
    "没买过的和该再买的分开列，全额退了的不算买过；"
    "取关的和合并掉的客户不在名单里。",
    "Of all customers up to the end of the data, whatever days and filters are chosen above. Offered are only "
    "the shop's own products on sale, in stock, not below cost and not mostly sent back; new ones apart from those due "
    "again. What was given back whole does not count as bought. Who stopped following, or was merged into somebody "
    "else, is on no list.",
)


def silent(facts: Facts) -> Words | None:
    """Why nothing can be recommended at all; None where something can."""
    if not len(facts["orders"]):
        return Words("还没有订单，推不了。", "There are no orders yet: nothing can be recommended.")
    if not len(bought(facts)):
        return Words(
            "订单里没有标出谁买了哪件商品，推不了；需要带买家和商品明细的订单。",
            "Orders do not say who bought which product: nothing can be recommended. Orders with buyers and lines are "
            "needed.",
        )
    return None


def proof(learnt: Learnt) -> Words:
    """How good the lists are, or which are used instead and why."""
    record = learnt.record
    if record is None:
        return too_thin(learnt)
    ahead = record.new.ratios["popular"]
    if record.force == "ours" and ahead is not None:
        return _ahead(record, ahead)
    return _not_ahead(record, ahead)


def of_customer(counter: Counter, code: int) -> Words:
    """Of whom the list is."""
    name = as_words(BUYER.label_of(counter.facts, code))
    if not by_code(counter.facts, still_here(counter.facts).astype("int8"), 1)[code]:
        return Words(
            f"{name.zh}已经取关，消息发不到；回来了可以推这些。",
            f"{name.en} no longer follows, so messages do not arrive; these would suit on return.",
        )
    if counter.learnt.ours:
        return Words(f"给{name.zh}推什么。", f"What to offer {name.en}.")
    return Words(
        f"给{name.zh}推什么：按近来卖得最多的，去掉买过的。",
        f"What to offer {name.en}: what sells most lately and they do not have.",
    )


def of_product(counter: Counter, code: int) -> Words:
    """Which product it is, or why it is not offered."""
    name = as_words(PRODUCT.label_of(counter.facts, code))
    if counter.may[code]:
        return Words(f"“{name.zh}”告诉谁。", f"Whom to tell of “{name.en}”.")
    back = sent_back(counter.facts).get(code)
    why = next((REASONS[key] for key, mask in counter.offered.why.items() if mask[code]), None)
    said = why or Words("还没有卖过，也没有上架时间", "never sold, and not known since when it is on sale")
    if back is not None and why is REASONS["sent_back"]:
        said = said_of_back(back)
    return Words(f"“{name.zh}”现在不推：{said.zh}。", f"“{name.en}” is not offered now: {said.en}.")


def of_segment(name: Words, people: int) -> Words:
    """Which group it is."""
    return Words(
        f"{name.zh}，{people:,} 人，推哪五件。", f"{name.en}, {counted(people, 'person', 'people').en}: which five."
    )


def _ahead(record: Record, ahead: Estimate) -> Words:
    new, times = record.new, len(record.moments)
    return Words(
        f"凭什么：同样推 {TOP} 件没买过的，按人推荐猜中的次数是卖得最多的 {_times(ahead).zh}"
        f"(回放过去 {times} 个 30 天，{new.customers:,} 位客户)。",
        f"Why: of {TOP} products new to them, lists of their own hit {_times(ahead).en} as often as what sells most "
        f"({counted(times, 'stretch', 'stretches').en} of 30 days replayed, "
        f"{counted(new.customers, 'customer').en}).",
    )


def _not_ahead(record: Record, ahead: Estimate | None) -> Words:
    """That what sells most is used."""
    if ahead is None:
        return Words(
            f"回放里卖得最多的总共猜中不到 {LEAST_HITS} 次，比不出按人推好不好；先推近来卖得最多的。",
            f"In the replay what sells most had fewer than {LEAST_HITS} hits, too few to compare. Offered is "
            "what sells "
            "most lately.",
        )
    return Words(
        f"在这家店，按人推没有稳稳好过卖得最多的(猜中次数是它的 {_times(ahead).zh})，"
        "所以给每个人推近来卖得最多、没买过的。",
        f"In this shop lists of their own are not surely better than what sells most ({_times(ahead).en} "
        "its hits), so "
        "everybody is offered what sells most lately and they do not have.",
    )


def _times(ratio: Estimate) -> Words:
    """1.83 倍(1.62–2.07)."""
    ends = f"({ratio.low:.2f}–{ratio.high:.2f})"
    return Words(f"{ratio.value:.2f} 倍{ends}", f"{ratio.value:.2f} {ends} times")
