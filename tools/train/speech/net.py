"""
Whisper's own architecture (Radford et al., 2022), small: it listens for 8 s instead of 30, and its encoder has a position for every
40 ms instead of 20, which is half the work. It evens out first what tells only who speaks, and where.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, HEADS, INNER = 192, 4, 768
ENCODER_LAYERS, DECODER_LAYERS = 4, 2
WINDOW = 800  # frames of 10 ms
STRIDE = 4  # frames for each of the encoder's positions
POSITIONS = WINDOW // STRIDE
LONGEST = 24  # words, and what stands around them
MELS = 80


def sinusoids(length):
    rate = torch.exp(-math.log(10_000) / (WIDTH // 2 - 1) * torch.arange(WIDTH // 2))
    angle = torch.arange(length)[:, None] * rate
    return torch.cat([angle.sin(), angle.cos()], 1)


def lifter():
    """MELS x MELS: keeps of a spectrum's shape what a throat and a mouth give it, and takes away the finer waves that the voice's own
    pitch does, those of more than 20 to 28 half periods over all bands."""
    waves = torch.arange(MELS)
    cosines = (math.pi / MELS * waves[:, None] * (torch.arange(MELS)[None] + .5)).cos() * math.sqrt(2 / MELS)
    cosines[0] /= math.sqrt(2)
    return cosines.T @ (((28 - waves) / 8).clamp(0, 1)[:, None] * cosines)


def evened(features):
    """Each band less its own mean over what is loud, and at most 32 dB below that: another microphone, or room, or someone who speaks
    more softly, gives the same."""
    loud = features.mean(1, keepdim=True)
    loud = loud - loud.amin(2, keepdim=True)
    mean = (features * loud).sum(2, keepdim=True) / (loud.sum(2, keepdim=True) + 1e-3)
    # Not `clamp`, whose limit is exported in 64 bits, which ONNX Runtime's build for WebGPU cannot narrow.
    return (features - mean).maximum(torch.tensor(-.8))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.key = nn.Linear(WIDTH, WIDTH, bias=False)

    def split(self, x):
        return x.view(*x.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)

    def remember(self, source):
        """Keys and values: batch x heads x length x a head's width."""
        return self.split(self.key(source)), self.split(self.value(source))

    def forward(self, x, memory, hidden=None):
        """`hidden` is added to the scores: minus infinity where one may not look."""
        keys, values = memory
        scores = self.split(self.query(x)) @ keys.transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        share = (scores if hidden is None else scores + hidden).softmax(-1)
        return self.out((share @ values).transpose(1, 2).reshape(x.shape)), share


class Block(nn.Module):
    def __init__(self, crosses, dropout):
        super().__init__()
        self.itself, self.norm = Attention(), nn.LayerNorm(WIDTH)
        if crosses:
            self.across, self.across_norm = Attention(), nn.LayerNorm(WIDTH)
        self.inner_norm = nn.LayerNorm(WIDTH)
        self.inner = nn.Sequential(nn.Linear(WIDTH, INNER), nn.GELU(), nn.Linear(INNER, WIDTH))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, hidden=None, before=None, heard=None):
        """What it makes of x, what it remembers of itself, and where it looked in what was `heard`. `before` is remembered from
        earlier words."""
        normed = self.norm(x)
        memory = self.itself.remember(normed)
        if before is not None:
            memory = tuple(torch.cat(pair, 2) for pair in zip(before, memory))
        x = x + self.dropout(self.itself(normed, memory, hidden)[0])
        look = None
        if heard is not None:
            found, look = self.across(self.across_norm(x), heard)
            x = x + self.dropout(found)
        return x + self.dropout(self.inner(self.inner_norm(x))), memory, look


class Encoder(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.first = nn.Conv1d(MELS, WIDTH, 3, stride=STRIDE // 2, padding=1)
        self.second = nn.Conv1d(WIDTH, WIDTH, 3, stride=2, padding=1)
        self.register_buffer('positions', sinusoids(POSITIONS))
        self.register_buffer('lifter', lifter())
        self.blocks = nn.ModuleList(Block(False, dropout) for _ in range(ENCODER_LAYERS))
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, features):
        features = self.lifter @ evened(features)
        x = F.gelu(self.second(F.gelu(self.first(features)))).transpose(1, 2)
        x = x + self.positions[:x.shape[1]]
        for block in self.blocks:
            x, _, _ = block(x)
        return self.norm(x)


class Decoder(nn.Module):
    def __init__(self, words, dropout):
        super().__init__()
        self.words = nn.Embedding(words, WIDTH)
        self.positions = nn.Parameter(torch.randn(LONGEST, WIDTH) * .01)
        self.blocks = nn.ModuleList(Block(True, dropout) for _ in range(DECODER_LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        nn.init.normal_(self.words.weight, std=.02)

    def remember(self, heard):
        return [block.across.remember(heard) for block in self.blocks]

    def forward(self, ids, heard, before=None):
        """Logits of what follows each word, what it remembers of the words, and where each block looked. `heard` and `before`: a pair
        for each block."""
        start = 0 if before is None else before[0][0].shape[2]
        count = ids.shape[1]
        x = self.words(ids) + self.positions[start:start + count]
        hidden = torch.full((count, start + count), float('-inf')).triu(start + 1).to(x.dtype)
        memories, looks = [], []
        for n, block in enumerate(self.blocks):
            x, memory, look = block(x, hidden, None if before is None else before[n], heard[n])
            memories.append(memory)
            looks.append(look)
        return self.norm(x) @ self.words.weight.T, memories, looks


class Net(nn.Module):
    def __init__(self, words, sounds, dropout=.05):
        super().__init__()
        self.encoder, self.decoder = Encoder(dropout), Decoder(words, dropout)
        # While it learns, the encoder also names the sound at each position: attention finds nothing in what holds none yet.
        self.name = nn.Linear(WIDTH, sounds)

    def forward(self, features, ids):
        """Logits of words and of sounds, and where the last block looked: batch x heads x words x positions."""
        heard = self.encoder(features)
        logits, _, looks = self.decoder(ids, self.decoder.remember(heard))
        return logits, self.name(heard), looks[-1]
