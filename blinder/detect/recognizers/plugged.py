"""A plugin's recognizer, held to what `Recognizer` promises: it finds, and neither keeps nor says anything."""

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.label_map import LabelMap
from blinder.plugins import Plugin
from blinder.types import EntityType


class PluginRecognizer(Recognizer):
    """Stands for a plugin's recognizer; a hit's cue is the plugin's name, for words of its own may quote the text."""

    def __init__(self, plugin: Plugin, label_map: LabelMap) -> None:
        """Load it.

        Raises:
            PluginError: it cannot be imported, or is no recognizer.
        """
        self.plugin, self.subject = plugin, f"plugin {plugin.name}"
        kind = plugin.load()
        if not (isinstance(kind, type) and issubclass(kind, Recognizer)):
            raise plugin.error("offers a recognizer that is no subclass of blinder.detect.recognizers.base.Recognizer")
        with plugin.blamed():
            self.own = kind(label_map)
        super().__init__(label_map)

    def find(self, text: str, artifacts: NlpArtifacts) -> list[Hit]:
        """Its hits, each looked at.

        Raises:
            PluginError: it failed, or one of them is none.
        """
        with self.plugin.blamed():
            return [self._checked(hit, len(text)) for hit in self.own.find(text, artifacts)]

    def _checked(self, hit: Hit, end: int) -> Hit:
        placed = isinstance(hit, Hit) and 0 <= hit.start < hit.end <= end and 0 <= hit.score <= 1
        if not (placed and isinstance(hit.entity_type, EntityType) and not hit.keep and self._is_role(hit.role)):
            raise self.plugin.error("breaks a promise of blinder.detect.recognizers.base.Hit")
        return hit._replace(cue=self.subject)

    def _is_role(self, role: str) -> bool:
        return not role or self.label_map.role_of(role) == role
