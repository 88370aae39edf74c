"""The NER model that ships (`ner/`), the texts and the recipe that train it (`texts/`, `train/`), and its model card.

Only `ner/` is needed at run time; `blinder.detect.model` finds it through this package.
"""
