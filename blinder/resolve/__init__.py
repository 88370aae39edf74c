"""The resolution room: detections of a whole submission → entities."""

from blinder.resolve.entities import resolve

__all__ = ["resolve"]
