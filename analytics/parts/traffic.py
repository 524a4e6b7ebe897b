"""Parts of visits."""

from analytics.log import VISITED
from analytics.part import Part
from storage.words import Words

VISITORS = Part("visitors", VISITED, Words("访客", "Visitors"), each=("visitor_id",))
