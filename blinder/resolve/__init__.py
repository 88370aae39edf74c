"""The resolution room: detections of a whole submission → entities."""

from blinder.resolve.entities import Resolution, resolve
from blinder.resolve.names import fold

__all__ = ["Resolution", "fold", "resolve"]
