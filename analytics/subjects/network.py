"""The fan network: who brought whom, what comes through others, and who the key people are."""

from analytics import catalogue
from analytics.metrics.fans import BROUGHT_SHARE, FANS_BROUGHT
from analytics.metrics.network import BROUGHT_BUYING_SOON, THROUGH_AMOUNT, THROUGH_BUYER_COUNT, THROUGH_SHARE
from analytics.panels.key_people import key_people
from analytics.panels.network_dirt import network_dirt
from analytics.panels.network_kinds import network_kinds
from analytics.panels.network_layers import network_layers
from analytics.panels.network_shape import network_shape
from analytics.panels.network_trees import network_trees
from analytics.panels.people_roles import people_roles
from analytics.panels.picking_ways import picking_ways
from analytics.panels.to_date import to_date
from analytics.subject import Panel, Subject
from storage.words import Words

NETWORK = Subject(
    catalogue.NETWORK,
    figures=(FANS_BROUGHT, BROUGHT_SHARE, BROUGHT_BUYING_SOON, THROUGH_AMOUNT, THROUGH_SHARE, THROUGH_BUYER_COUNT),
    trend_title=Words("老带新走势如何", "How did bringing go"),
    judged=(FANS_BROUGHT, THROUGH_AMOUNT),
    trend=(FANS_BROUGHT, THROUGH_AMOUNT, THROUGH_SHARE),
    leading=("fans_brought", "brought_share", "through_amount", "through_share", "through_buyers"),
    tables=(
        Panel("key_people", Words("关键人物是谁", "Who the key people are"), to_date(key_people)),
        Panel("roles", Words("他们各演什么角色", "What parts they play"), to_date(people_roles)),
        Panel("layers", Words("一层层传下去怎么样", "How it goes on layer by layer"), to_date(network_layers)),
        Panel("kinds", Words("粉丝有哪几种", "What kinds of fans there are"), to_date(network_kinds)),
        Panel("shape", Words("裂变能自己滚大吗", "Does it spread by itself"), to_date(network_shape)),
        Panel("trees", Words("哪几支队伍最大", "Which teams are the largest"), to_date(network_trees)),
        Panel("ways", Words("这样选人准不准", "Does this ranking hold"), to_date(picking_ways)),
        Panel("dirt", Words("推荐关系有没有问题", "What is wrong with the records"), to_date(network_dirt)),
    ),
)
