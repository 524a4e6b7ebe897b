"""What people would buy, alone and in groups, before any money: as many orders as planned, less what a cause takes."""

from msgspec import Struct, structs

from sync.sandbox.causes import Blow, blow_of, strike
from sync.sandbox.drafts import Drafts, drafts_of
from sync.sandbox.groups import Groups, Members, groups_of
from sync.sandbox.purchases import Purchases, purchases_of
from sync.sandbox.scene import Scene
from sync.sandbox.truth import Cause, Fall


class Wishes(Struct, frozen=True):
    """The orders to be, and the groups they belong to."""

    bought: Purchases
    groups: Groups
    members: Members
    drafts: Drafts
    blow: Blow | None = None
    fall: Fall | None = None


def wishes_of(scene: Scene) -> Wishes:
    """Orders people place on their own and in groups, together exactly as many as planned."""
    plan, seasons, people = scene.plan, scene.seasons, scene.people
    for share in (0.86, 1.0):
        bought = purchases_of(plan, seasons, people, max(1, round(plan.orders * share)))
        groups, members = groups_of(plan, seasons, people, scene.places, scene.offers, bought)
        alone = plan.orders - len(members.fan)
        if alone <= len(bought.fan):
            break
    bought = bought.thinned(plan.rng("demand"), alone)
    offered = scene.offers.product[groups.offer]
    drafts = drafts_of(plan, people, scene.places, scene.catalogue, bought, groups, members, offered)
    return Wishes(bought, groups, members, drafts)


def struck(scene: Scene, wishes: Wishes, cause: Cause) -> tuple[Scene, Wishes]:
    """Scene and wishes after a planted cause has acted on the last 30 days."""
    blow = blow_of(scene.plan, cause, scene.places, scene.catalogue, wishes.drafts)
    drafts, groups, members, fall = strike(
        scene.plan, blow, scene.places, scene.catalogue, wishes.drafts, wishes.groups, wishes.members
    )
    scene = structs.replace(scene, catalogue=blow.on_goods(scene.catalogue), people=blow.on_people(scene.people))
    return scene, Wishes(wishes.bought, groups, members, drafts, blow, fall)
