"""The micro model's tokens: words of the command language, and the few that stand around them."""
import json
import os

from voices import SILENCE

END, START, PLAIN, NOTHING = '<|endoftext|>', '<|startoftranscript|>', '<|notimestamps|>', '<|nocommand|>'
SPECIAL = [END, START, PLAIN, NOTHING]


class Words:
    def __init__(self, folder):
        with open(os.path.join(folder, 'vocabulary.txt')) as file:
            self.list = file.read().split() + SPECIAL
        self.ids = {word: n for n, word in enumerate(self.list)}
        self.end, self.start, self.plain, self.nothing = (self.ids[word] for word in SPECIAL)

    def __len__(self):
        return len(self.list)

    def sequence(self, text):
        """With its beginning and end. Of speech that is no command, only that."""
        body = [self.ids[word] for word in text.split()] or [self.nothing]
        return [self.start, self.plain, *body, self.end]

    def text(self, ids):
        return ' '.join(self.list[n] for n in ids if n < len(self) - len(SPECIAL))


class Sounds:
    """All that speak.py's engines told of. 0 is silence."""

    def __init__(self, folder):
        with open(os.path.join(folder, 'sounds.json')) as file:
            names = json.load(file)
        self.ids = {SILENCE: 0} | {name: n + 1 for n, name in enumerate(name for name in names if name != SILENCE)}

    def __len__(self):
        return len(self.ids)
