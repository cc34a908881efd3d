"""The micro model's tokens: words of the command language, and the few that stand around them."""
import json
import os

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
    """What sounds.py found each sentence to be made of. 0 is none of them."""

    def __init__(self, folder):
        with open(os.path.join(folder, 'sounds.json')) as file:
            self.of = json.load(file)
        self.ids = {sound: n + 1 for n, sound in enumerate(sorted({sound for each in self.of.values() for sound in each}))}

    def __len__(self):
        return len(self.ids) + 1

    def sequence(self, text):
        return [self.ids[sound] for sound in self.of[text]] if text else []
