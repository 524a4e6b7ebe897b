"""What rules about a whole node of the tree share: whether it fell, what that cost, what slices do not explain."""

from analytics.cards.closed import fewer_open_days
from analytics.cards.rule import Scene
from analytics.cards.wording import within
from analytics.result import Estimate, Node

ROOT = "payment_amount"


def fell(scene: Scene, node_id: str) -> Node | None:
    """The node, if it is down beyond the shop's noise and both its values are known; not for days it was closed."""
    node = scene.node(node_id)
    if node is None or node.verdict != "down" or node.value is None or not node.previous:
        return None
    if fewer_open_days(scene):
        return None
    return node


def unexplained(scene: Scene) -> float:
    """The part of the fall of the payment that no finding names; their cards speak of the rest."""
    found = scene.findings.get(ROOT, ())
    return max(0.0, 1.0 - sum(max(0.0, finding.share) for finding in found if finding.change < 0))


def stake_of(scene: Scene, node: Node) -> Estimate | None:
    """Minor units that the fall of a node took from the payment, less what findings explain.

    The value is the node's contribution to the root's change, so the nodes side by side add up; the range has the
    relative width of the node's own interval. None where the tree gives no contribution, or it was none.
    """
    left = unexplained(scene)
    root = scene.node(ROOT)
    if node.contribution is None or node.contribution >= 0 or root is None or not left:
        return None
    lost = -node.contribution * left
    change = (node.value or 0) - (node.previous or 0)
    relative = change / node.previous if node.previous else 0.0
    low, high = 1.0, 1.0
    if node.interval is not None and relative < 0:
        low, high = node.interval.high / relative, node.interval.low / relative
    return within(Estimate(lost, lost * low, lost * high), float(root.previous or lost))
