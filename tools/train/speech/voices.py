"""Who speaks: engines that Debian ships with free voices, and which of their voices are only ever tested with."""
import random
import subprocess
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from tempfile import NamedTemporaryFile

import numpy as np

from espeak import espeak

RATE = 16_000

ACCENTS = 'en en-us en-gb-x-rp en-gb-scotland en-029 en-gb-x-gbclan en-us-nyc en-gb-x-gbcwmd'.split()
VARIANTS = """Alex Alicia Andy Annie Denis Diogo Gene Gene2 Henrique Hugo Jacky Lee Marco Mario Michael Mr Nguyen adam anika
announcer antonio aunty belinda benjamin boris caleb david ed edward edward2 f1 f2 f3 f4 gustave grandma grandpa iven iven2
iven3 iven4 john kaukovalta klatt klatt2 klatt3 klatt4 klatt6 m1 m2 m3 m4 m5 m6 m8 marcelo max michel miguel norbert pablo
paul pedro rob robert sandro shelby steph steph3 travis victor zac""".split()
FLITE = 'kal16 awb rms'.split()
PICO = 'en-US en-GB'.split()
# Not slt, who is tested with, nor those that may not be used commercially.
RHVOICE = 'alan bdl clb'.split()

HELD_ESPEAK = 'Andrea Mike linda quincy steph2 f5 m7 klatt5'.split()
HELD_FLITE = ['slt']
HELD_FESTIVAL = ['ked_diphone', 'cmu_us_slt_arctic_hts']


@dataclass(frozen=True)
class Voice:
    engine: str
    name: str

    def __str__(self):
        return f'{self.engine}:{self.name}'


LEARNT = [Voice('espeak', f'{accent}+{variant}') for accent in ACCENTS for variant in VARIANTS]
LEARNT_FLITE = [Voice('flite', name) for name in FLITE]
LEARNT_PICO = [Voice('pico', name) for name in PICO]
LEARNT_RHVOICE = [Voice('rhvoice', name) for name in RHVOICE]
HELD_OUT = [
    *(Voice('espeak', f'{accent}+{variant}') for accent, variant in zip(ACCENTS, HELD_ESPEAK)),
    *(Voice('flite', name) for name in HELD_FLITE),
    *(Voice('festival', name) for name in HELD_FESTIVAL),
]


@dataclass(frozen=True)
class Spoken:
    """`samples` has 16 bits at 16 kHz, without silence at its ends. `sounds` are (name, where it ends), `words` (which of the text's
    words, where it begins): both where the engine tells."""
    samples: np.ndarray
    sounds: list
    words: list


def speak(text, voice, chance: random.Random):
    samples, rate, sounds, words = ENGINES[voice.engine](text, voice.name, chance)
    samples, start = trimmed(resampled(samples, rate))
    moment = lambda at: min(len(samples), max(0, round(at * RATE / rate) - start))
    return Spoken(samples, [(name, moment(at)) for name, at in sounds], [(word, moment(at)) for word, at in words])


def with_espeak(text, name, chance):
    speed, pitch, swing = round(chance.triangular(110, 240, 165)), round(chance.uniform(20, 80)), round(chance.uniform(20, 80))
    samples, sounds, words = espeak().say(text, name, speed, pitch, swing)
    ends = [at for _, at in sounds[1:]] + [len(samples)]
    return (samples, espeak().rate, [(of_espeak(name), end) for (name, _), end in zip(sounds, ends)],
            [(text[:at].count(' '), begins) for at, begins in words])


def with_flite(text, name, chance):
    stretch = chance.uniform(.8, 1.25)
    with NamedTemporaryFile(suffix='.wav') as file:
        told = said(['flite', '-voice', name, '-psdur', '--setf', f'duration_stretch={stretch:.2f}', '-t', text, file.name])
        samples, rate = read_wav(file.read())
    pairs = [part.split(':') for part in told.decode().split()]
    sounds = [(ARPABET[sound], round(float(end) * rate)) for sound, end in pairs]
    return samples, rate, sounds, words_of(text, sounds)


@cache
def flite_says(word):
    """The sounds of a word by itself."""
    names = said(['flite', '-voice', 'kal16', '-ps', '-t', word, 'none']).decode().split()
    return [ARPABET[name] for name in names if name != 'pau']


def words_of(text, sounds):
    """(Which word, where it begins): flite tells only of sounds, which are nearly those of the words by themselves."""
    alone = [(sound, n) for n, word in enumerate(text.split()) for sound in flite_says(word)]
    told = [(name, sounds[n - 1][1] if n > 0 else 0) for n, (name, _) in enumerate(sounds) if name != SILENCE]
    begins = {}
    for one, other, count in SequenceMatcher(None, [s for s, _ in alone], [s for s, _ in told], False).get_matching_blocks():
        for n in range(count):
            begins.setdefault(alone[one + n][1], told[other + n][1])
    return sorted(begins.items())


def with_pico(text, name, chance):
    pitch, speed = round(chance.uniform(55, 150)), round(chance.uniform(75, 140))
    with NamedTemporaryFile(suffix='.wav') as file:
        said(['pico2wave', '-l', name, '-w', file.name, f'<pitch level="{pitch}"><speed level="{speed}">{text}</speed></pitch>'])
        return *read_wav(file.read()), [], []


def with_rhvoice(text, name, chance):
    pitch, speed = round(chance.uniform(75, 130)), round(chance.uniform(75, 140))
    with NamedTemporaryFile(suffix='.wav') as file:
        said(['RHVoice-test', '-p', name, '-t', str(pitch), '-r', str(speed), '-o', file.name], text)
        return *read_wav(file.read()), [], []


def with_festival(text, name, chance):
    stretch = chance.uniform(.85, 1.2)
    wave = said(['text2wave', '-eval', f'(begin (voice_{name}) (Parameter.set \'Duration_Stretch {stretch:.2f}))'], text)
    return *read_wav(wave), [], []


ENGINES = {'espeak': with_espeak, 'flite': with_flite, 'pico': with_pico, 'rhvoice': with_rhvoice, 'festival': with_festival}

SILENCE = '_'

# What flite calls sounds, and espeak-ng. A few of either's stay apart: their speakers do say them otherwise.
ARPABET = dict(pair.split('=') for pair in """aa=A: ae=a ah=V ao=O: aw=aU ax=@ ay=aI b=b ch=tS d=d dh=D eh=E er=3: ey=eI f=f g=g hh=h
ih=I iy=i: jh=dZ k=k l=l m=m n=n ng=N ow=oU oy=OI p=p pau=_ r=r s=s sh=S t=t th=T uh=U uw=u: v=v w=w y=j z=z zh=Z""".split())


def of_espeak(sound):
    """Without what tells only where it stands, and without stress; pauses are silence."""
    bare = sound.strip("',%=_:|;!0123456789") if sound.startswith(SILENCE) else sound.rstrip('0123456789;!|')
    return bare or (SILENCE if sound.startswith(SILENCE) else sound)


def said(command, text=''):
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


def read_wav(data):
    """Samples from -1 to 1, and their rate. Engines that write to a pipe leave the lengths out."""
    at, rate = 12, RATE
    while data[at:at + 4] != b'data':
        if data[at:at + 4] == b'fmt ':
            rate = int.from_bytes(data[at + 12:at + 16], 'little')
        at += 8 + int.from_bytes(data[at + 4:at + 8], 'little')
    samples = data[at + 8:]
    return np.frombuffer(samples[:len(samples) // 2 * 2], '<i2').astype(np.float32) / 32768, rate


def resampled(samples, rate):
    """By cutting its spectrum off, or adding nothing to it."""
    if rate == RATE or len(samples) == 0:
        return samples
    length = round(len(samples) * RATE / rate)
    spectrum = np.fft.rfft(samples)
    wanted = np.zeros(length // 2 + 1, spectrum.dtype)
    some = min(len(wanted), len(spectrum))
    wanted[:some] = spectrum[:some]
    return np.fft.irfft(wanted, length).astype(np.float32) * (length / len(samples))


def trimmed(samples):
    """Without silence at its ends; and how much went before it."""
    loud = np.flatnonzero(np.abs(samples) > .02 * max(1e-4, np.abs(samples).max()))
    if len(loud) == 0:
        return np.zeros(0, np.int16), 0
    start = max(0, int(loud[0]) - 400)
    kept = samples[start:loud[-1] + 800]
    return (kept / np.abs(kept).max() * 16_000).astype(np.int16), start
