"""The ways by which people come to the simulated shop."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Floats


class Channel(Struct, frozen=True):
    """One way in."""

    name: str
    brings: float
    """Share of the fans whom the shop itself brings."""
    visited: float
    """Share of the visits of people who are not led by a friend."""
    quality: float
    """Factor on the purchase rate of the fans it brings."""
    cost_per_click: int = 0
    """Fen; 0 for a channel that is not paid for."""


CHANNELS = (
    Channel("小程序", 0.10, 0.24, 1.1),
    Channel("公众号", 0.26, 0.28, 1.35),
    Channel("好友分享", 0.0, 0.0, 1.0),
    Channel("微信群", 0.0, 0.0, 1.0),
    Channel("朋友圈", 0.0, 0.0, 0.9),
    Channel("搜索", 0.10, 0.12, 1.0),
    Channel("直播", 0.14, 0.11, 0.8, 130),
    Channel("抖音", 0.15, 0.10, 0.55, 180),
    Channel("小红书", 0.10, 0.07, 1.05, 240),
    Channel("朋友圈广告", 0.09, 0.04, 0.45, 350),
    Channel("线下扫码", 0.06, 0.04, 1.5),
)
NAMES = tuple(channel.name for channel in CHANNELS)
SHARED = (2, 3, 4)
"""Channels in which a friend leads the way."""
SHARED_WEIGHTS: Floats = np.array([0.5, 0.32, 0.18])
PAID = tuple(code for code, channel in enumerate(CHANNELS) if channel.cost_per_click)
BRINGS: Floats = np.array([channel.brings for channel in CHANNELS])
VISITED: Floats = np.array([channel.visited for channel in CHANNELS])
QUALITY: Floats = np.array([channel.quality for channel in CHANNELS])
