"""What Whisper is given: the logarithm of a mel spectrogram, as its feature extractor makes it (Radford et al., 2022); and what may happen
to a voice on its way there."""
import math

import torch

from voices import RATE

FFT, HOP, MELS = 400, 160, 80


def to_mel(hertz):
    """Slaney's: linear up to 1 kHz, logarithmic from there."""
    return torch.where(hertz < 1000, hertz * 3 / 200, 15 + (hertz.clamp(min=1e-3) / 1000).log() * 27 / math.log(6.4))


def to_hertz(mel):
    return torch.where(mel < 15, mel * 200 / 3, 1000 * ((mel - 15) * math.log(6.4) / 27).exp())


def filters(warp=1., bend=0.):
    """MELS x (FFT / 2 + 1). `warp` moves what is heard up or down, as a longer or shorter throat would; `bend` moves what is above
    1.5 kHz up and what is below it down, or the other way, for no two throats are of one shape."""
    edges = to_hertz(torch.linspace(0, to_mel(torch.tensor(8000.)).item(), MELS + 2))
    bins = torch.linspace(0, RATE / 2, FFT // 2 + 1) * warp
    bins = bins * (bins.clamp(min=200) / 1500) ** bend
    gaps = edges.diff()
    slopes = edges[:, None] - bins[None]
    rise = (-slopes[:-2] / gaps[:-1, None]).minimum(slopes[2:] / gaps[1:, None]).clamp(min=0)
    return rise * (2 / (edges[2:] - edges[:-2]))[:, None]


def power(samples):
    """Batch x bins x frames."""
    spectrum = torch.stft(samples, FFT, HOP, window=torch.hann_window(FFT), center=True, pad_mode='reflect',
                          return_complex=True)
    return spectrum[..., :-1].abs().square()


def log_mel(powers, bank):
    """Of a batch of powers; `bank` is one set of filters, or one for each."""
    mel = (bank @ powers).clamp(min=1e-10).log10()
    return (mel.maximum(mel.amax((1, 2), keepdim=True) - 8) + 4) / 4


def features(samples):
    return log_mel(power(samples), filters())


WARPED = torch.stack([torch.stack([filters(2 ** (warp / 70), bend / 50) for bend in range(-4, 5)]) for warp in range(-24, 25)])


def noise(count, length):
    """Of any colour: falling by a power of the frequency, and louder at some moments than at others."""
    spectrum = torch.randn(count, length // 2 + 1, dtype=torch.cfloat)
    steep = torch.rand(count, 1) * 1.6
    spectrum = spectrum / torch.arange(1, length // 2 + 2).pow(steep)
    made = torch.fft.irfft(spectrum, length)
    swell = torch.nn.functional.interpolate(torch.rand(count, 1, 6), length, mode='linear')[:, 0]
    made = made * (.3 + swell)
    return made / made.square().mean(1, keepdim=True).sqrt().clamp(min=1e-6)


def room(samples):
    """What walls give back: noise that dies away, in .1 to .6 s, softer than what came straight."""
    count, length = samples.shape
    time = torch.arange(RATE // 2) / RATE
    decay = torch.exp(-time * 6.9 / (.1 + .5 * torch.rand(count, 1)))
    reply = torch.randn(count, len(time)) * decay
    reply = reply / reply.square().sum(1, keepdim=True).sqrt() * torch.rand(count, 1) * .8
    reply[:, :int(.002 * RATE)] = 0
    reply[:, 0] = 1
    size = length + len(time)
    return torch.fft.irfft(torch.fft.rfft(samples, size) * torch.fft.rfft(reply, size), size)[:, :length]


def band(samples):
    """A microphone's own tone: it lets less through below and above, and what is between tilts."""
    count, length = samples.shape
    hertz = torch.linspace(1, RATE / 2, length // 2 + 1)
    low = 20 * 20 ** torch.rand(count, 1)
    high = 2500 * 3.2 ** torch.rand(count, 1)
    tilt = (hertz / 1000) ** (torch.rand(count, 1) * 1.2 - .6)
    gain = tilt / (1 + (low / hertz) ** 4).sqrt() / (1 + (hertz / high) ** 8).sqrt()
    return torch.fft.irfft(torch.fft.rfft(samples) * gain, length)


def heard(samples, strength=1.):
    """A batch of clean speech as a microphone might hear it, as features. Each of these happens to some; to fewer, the less
    `strength` there is, from 0 to 1."""
    some = lambda share: (torch.rand(len(samples), 1) < share * strength).float()
    loud = samples.square().mean(1, keepdim=True).sqrt().clamp(min=1e-4)
    out = samples
    where = some(.3)
    out = where * room(out) + (1 - where) * out
    # Other people talking: what the rest of the batch says.
    where = some(.1)
    out = out + where * out.roll(1, 0) * 10 ** -(.5 + torch.rand(len(samples), 1))
    where = some(.5)
    out = out + where * noise(*samples.shape) * loud * 10 ** -(.2 + 1.8 * torch.rand(len(samples), 1))
    where = some(.4)
    out = where * band(out) + (1 - where) * out
    # Too loud for the microphone.
    where = some(.06)
    most = loud * (1.5 + 3 * torch.rand(len(samples), 1))
    out = where * out.maximum(-most).minimum(most) + (1 - where) * out
    warp, bend = (((torch.rand(len(samples)) - .5) * strength + .5) * (count - 1) for count in WARPED.shape[:2])
    mel = log_mel(power(out), WARPED[warp.round().long(), bend.round().long()]) + timbre(len(samples)) * strength
    return masked(mel) if torch.rand(1) < .6 * strength else mel


def timbre(count):
    """What a throat and a mouth add to every moment of a voice: a few slow waves over the bands, 4 dB each in the mean. One `log_mel` is
    40 dB."""
    waves = torch.arange(1, 7)[:, None] * torch.linspace(0, math.pi, MELS)[None]
    sizes = .1 * torch.randn(count, 6) / torch.arange(1, 7).sqrt()
    return (sizes @ waves.cos())[:, :, None]


def masked(mel):
    """Bands and moments that are lost (Park et al., "SpecAugment", 2019)."""
    count, bands, frames = mel.shape
    lost = mel.amin((1, 2), keepdim=True)
    hide = torch.zeros(count, bands, frames, dtype=torch.bool)
    for _ in range(2):
        hide |= spans(count, bands, 12)[:, :, None]
        hide |= spans(count, frames, 12)[:, None]
    return torch.where(hide, lost, mel)


def spans(count, length, most):
    start = torch.rand(count, 1) * length
    at = torch.arange(length)
    return (at >= start) & (at < start + torch.rand(count, 1) * most)
