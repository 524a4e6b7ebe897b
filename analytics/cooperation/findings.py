"""What of a fit is a finding, and what it comes to in a sentence: what cannot be told from chance is only counted."""

import numpy as np

from analytics.cooperation.cells import LEAST
from analytics.cooperation.fits import Fit
from analytics.cooperation.groups import OTHERS
from analytics.cooperation.sent import Sent
from analytics.dimensions.goods import PRODUCT
from analytics.result import Estimate
from analytics.say import as_words
from storage.facts import Facts
from storage.words import Words


def found_in(fit: Fit) -> list[int]:
    """What differs beyond chance and may be told, by lift; ties in a fixed order. All others look alike: around 1."""
    places = np.flatnonzero(fit.shown & fit.lift.real)
    order = np.lexsort((fit.thing[places], fit.group[places], -fit.buyers[places], -fit.lift.value[places]))
    found: list[int] = places[order].tolist()
    return found


def clear(fit: Fit) -> list[int]:
    """The places of what clearly fits and may be told, the most first."""
    return [place for place in found_in(fit) if fit.lift.value[place] > 1]


def unclear(fit: Fit) -> int:
    """How many there are enough buyers for, but no difference beyond chance."""
    return int(np.count_nonzero(fit.shown & ~fit.lift.real))


def product_name(facts: Facts, fit: Fit, place: int) -> Words:
    """What a product of a fit is called."""
    return as_words(PRODUCT.label_of(facts, int(fit.thing[place])))


def group_name(theirs: Sent, place: int) -> str | Words:
    """What the partner calls a group."""
    name = theirs.groups[place].name
    return Words(OTHERS, "Others") if name == OTHERS else name


def lift_of(fit: Fit, place: int) -> Estimate:
    """To two decimals: more would let counts be worked out."""
    return Estimate(*(round(float(of[place]), 2) for of in (fit.lift.value, fit.lift.low, fit.lift.high)))


def no_goods(fit: Fit) -> Words:
    """Why no product is listed."""
    looked = unclear(fit)
    if not looked:
        return Words(
            f"还没有一件货有 {LEAST} 位以上的共同买家、又能和其他买家分开看。",
            f"No product has {LEAST} joint buyers and as many others to hold them against.",
        )
    return Words(
        f"看了 {looked} 件货，没有一件看得出差别：他的客人和你的其他买家差不多。",
        f"Of {looked} products none clearly differs: the partner's customers are much like your other buyers.",
    )


def no_categories(fit: Fit) -> Words:
    """Why no category is listed."""
    looked = unclear(fit)
    if not looked:
        return Words(f"没有一类满 {LEAST} 位共同买家。", f"No category has {LEAST} joint buyers.")
    return Words(f"看了 {looked} 类，没有一类看得出差别。", f"Of {looked} categories none clearly differs.")


def goods_lead(facts: Facts, fit: Fit) -> Words:
    """Of own goods for the partner's customers."""
    fitting, rest = clear(fit), unclear(fit)
    more = Words(f"另外 {rest} 件看不出差别。", f"Of {rest} more nothing can be told.")
    if not fitting:
        return Words(
            f"没有货更适合他的客人，下面的他们买得少。{more.zh}", f"No product fits: of these they buy less. {more.en}"
        )
    name, lift = product_name(facts, fit, fitting[0]), lift_of(fit, fitting[0])
    return Words(
        f"{len(fitting)} 件货更适合他的客人，最适合的是“{name.zh}”：{_span(lift)} 倍。{more.zh}",
        f"Clearly fitting: {len(fitting)}, most of all “{name.en}”, {_span(lift)} times the usual. {more.en}",
    )


def theirs_lead(fit: Fit, theirs: Sent) -> Words:
    """Of the partner's categories for one's own customers."""
    fitting, rest = clear(fit), unclear(fit)
    more = Words(f"另外 {rest} 类看不出差别。", f"Of {rest} more nothing can be told.")
    if not fitting:
        return Words(
            f"没有哪类更适合你的客人，下面的他们买得少。{more.zh}",
            f"No category fits: of these they buy less. {more.en}",
        )
    name, lift = as_words(group_name(theirs, fitting[0])), lift_of(fit, fitting[0])
    return Words(
        f"最适合你的客人的是他的“{name.zh}”：{_span(lift)} 倍。{more.zh}",
        f"“{name.en}” of the partner's fits your customers most: {_span(lift)} times the usual. {more.en}",
    )


def _span(lift: Estimate) -> str:
    return f"{lift.value:.1f} ({lift.low:.1f}–{lift.high:.1f})"
