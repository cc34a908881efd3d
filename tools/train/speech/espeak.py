"""espeak-ng in this process, two hundred times as fast as speech is, with the moment of each sound and each word."""
import ctypes
from functools import cache

import numpy as np

AUDIO_SYNCHRONOUS, PHONEME_EVENTS = 2, 1
RATE_PARAMETER, PITCH, RANGE = 1, 3, 4
CHARACTERS_UTF8, FROM_CHARACTER = 1, 1
LIST_ENDS, WORD, PHONEME = 0, 1, 7


class Identifier(ctypes.Union):
    _fields_ = [('number', ctypes.c_int), ('name', ctypes.c_char_p), ('string', ctypes.c_char * 8)]


class Event(ctypes.Structure):
    """`espeak_EVENT` of espeak-ng/speak_lib.h."""
    _fields_ = [('type', ctypes.c_int), ('unique', ctypes.c_uint), ('text_position', ctypes.c_int), ('length', ctypes.c_int),
                ('audio_position', ctypes.c_int), ('sample', ctypes.c_int), ('user_data', ctypes.c_void_p), ('id', Identifier)]


class Espeak:
    def __init__(self):
        self.library = ctypes.CDLL('libespeak-ng.so.1')
        self.rate = self.library.espeak_Initialize(AUDIO_SYNCHRONOUS, 0, None, PHONEME_EVENTS)
        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))
        self.hold = callback(self.hear)  # the library keeps none of it
        self.library.espeak_SetSynthCallback(self.hold)

    def hear(self, samples, count, events):
        if count > 0:
            self.samples.append(ctypes.string_at(samples, 2 * count))
        at = 0
        while events[at].type != LIST_ENDS:
            event = events[at]
            if event.type == WORD:
                self.words.append((event.text_position - 1, event.sample))
            elif event.type == PHONEME:
                self.sounds.append((event.id.string.decode('utf8', 'replace'), event.sample))
            at += 1
        return 0

    def say(self, text, voice, speed, pitch, swing):
        """Samples from -1 to 1; (sound, where it begins); (where in the text a word begins, where in the samples)."""
        self.samples, self.words, self.sounds = [], [], []
        if self.library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f'espeak-ng has no voice {voice}.')
        for parameter, value in ((RATE_PARAMETER, speed), (PITCH, pitch), (RANGE, swing)):
            self.library.espeak_SetParameter(parameter, value, 0)
        data = text.encode()
        self.library.espeak_Synth(data, len(data) + 1, 0, FROM_CHARACTER, 0, CHARACTERS_UTF8, None, None)
        self.library.espeak_Synchronize()
        return np.frombuffer(b''.join(self.samples), np.int16).astype(np.float32) / 32768, self.sounds, self.words


@cache
def espeak():
    return Espeak()
