"""What is there before anything is sold: the calendar, the people, the goods, the plans."""

from msgspec import Struct

from sync.sandbox.campaigns import Campaigns, campaigns_of
from sync.sandbox.catalogue import Catalogue, catalogue_of
from sync.sandbox.contents import Contents, contents_of
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.offers import Offers, offers_of
from sync.sandbox.people import People, people_of
from sync.sandbox.places import Places, load_places
from sync.sandbox.plan import Plan
from sync.sandbox.seasons import Seasons, seasons_of


class Scene(Struct, frozen=True):
    """The stage of one simulation."""

    plan: Plan
    seasons: Seasons
    places: Places
    people: People
    catalogue: Catalogue
    offers: Offers
    contents: Contents
    campaigns: Campaigns


def scene_of(plan: Plan) -> Scene:
    """Set the stage."""
    seasons, places = seasons_of(plan), load_places()
    catalogue = catalogue_of(plan)
    return Scene(
        plan=plan,
        seasons=seasons,
        places=places,
        people=people_of(plan, seasons, places, len(CATEGORIES)),
        catalogue=catalogue,
        offers=offers_of(plan, catalogue),
        contents=contents_of(plan, catalogue),
        campaigns=campaigns_of(plan),
    )
