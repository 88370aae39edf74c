"""The recognizers, one subject per file, and the list of all of them."""

from blinder.detect.recognizers.accounts import AccountRecognizer
from blinder.detect.recognizers.base import Recognizer
from blinder.detect.recognizers.citations import CitationRecognizer
from blinder.detect.recognizers.contact import ContactRecognizer
from blinder.detect.recognizers.facts import FactRecognizer, LabelRecognizer
from blinder.detect.recognizers.lists import ListRecognizer
from blinder.detect.recognizers.model import ModelRecognizer
from blinder.detect.recognizers.numbers import NumberRecognizer
from blinder.detect.recognizers.people import PeopleRecognizer
from blinder.detect.recognizers.places import PlaceRecognizer
from blinder.detect.recognizers.scripts import ScriptRecognizer
from blinder.detect.recognizers.spoken import SpokenRecognizer
from blinder.detect.recognizers.vietnamese import VietnameseRecognizer
from blinder.detect.recognizers.wordnames import WordNameRecognizer

RECOGNIZERS: tuple[type[Recognizer], ...] = (
    ModelRecognizer,
    PeopleRecognizer,
    SpokenRecognizer,
    ListRecognizer,
    PlaceRecognizer,
    ContactRecognizer,
    NumberRecognizer,
    AccountRecognizer,
    CitationRecognizer,
    FactRecognizer,
    LabelRecognizer,
    WordNameRecognizer,
    ScriptRecognizer,
    VietnameseRecognizer,
)
