"""Which role a person has: every cue beside any mention votes, in any file, and the strongest votes decide.

What the cues are stands in the label map; where they must stand, in `beside`, `listed` and `looks`; what they weigh,
in `settle`.
"""

from blinder.resolve.roles.page import Page, RoleReader, Vote, role_reader
from blinder.resolve.roles.settle import Sighting, settle_roles, votes_of, weigh

__all__ = ["Page", "RoleReader", "Sighting", "Vote", "role_reader", "settle_roles", "votes_of", "weigh"]
