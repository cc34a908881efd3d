"""The network: a U-shaped stack of depthwise and pointwise convolutions (after ConvNeXt, Liu et al., 2022, without its
norms), from patches of 2 x 2 pixels down to a sixteenth of the size. 1.3 M parameters; 2.7 G multiply-adds at 512 x 512.

It betters a first guess. The first guess of the smallest size is what lies around, spread out (`spread`); that of each
size twice as large is what came of the one before (`filled`). So one network sees both the finest grain and all there is.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

PATCH = 2
WIDTHS = (24, 64, 112, 208)
LOOKS = (5, 7, 7, 7)
COARSE = (1, 2, 1, 4, 1)
MULTIPLE = 16


class Block(nn.Module):
    """Looks around by a depthwise convolution, spread by `dilation`; thinks by two pointwise ones."""

    def __init__(self, width, size, dilation=1):
        super().__init__()
        self.look = nn.Conv2d(width, width, size, padding=size // 2 * dilation, dilation=dilation, groups=width)
        self.widen = nn.Conv2d(width, 2 * width, 1)
        self.narrow = nn.Conv2d(2 * width, width, 1)
        nn.init.zeros_(self.narrow.weight)
        nn.init.zeros_(self.narrow.bias)

    def forward(self, x):
        return x + self.narrow(F.relu(self.widen(self.look(x))))


class Net(nn.Module):
    """image: N x 3 x H x W, 0 to 1, a first guess where mask (N x 1 x H x W) is 1; H and W multiples of 16.

    Gives the image; and of half its size (N x 1 x H/2 x W/2) its texture (`texture`), and its doubt: the logarithm of how
    far, squared, the image's mean over some pixels may be from the truth.
    """

    def __init__(self):
        super().__init__()
        self.enter = nn.Conv2d(4 * PATCH ** 2, WIDTHS[0], 3, padding=1)
        self.down = nn.ModuleList(nn.Conv2d(a, b, 2, 2) for a, b in zip(WIDTHS, WIDTHS[1:]))
        self.going = nn.ModuleList(Block(width, size) for width, size in zip(WIDTHS[:-1], LOOKS))
        self.coarse = nn.Sequential(*[Block(WIDTHS[-1], LOOKS[-1], dilation) for dilation in COARSE])
        self.coming = nn.ModuleList(Block(width, size) for width, size in zip(WIDTHS[:-1], LOOKS))
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in zip(WIDTHS, WIDTHS[1:]))
        self.leave = nn.Conv2d(WIDTHS[0], 3 * PATCH ** 2 + 2, 3, padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    @staticmethod
    def gather(seen):
        return F.pixel_unshuffle(seen, PATCH)

    def forward(self, image, mask):
        x = self.enter(self.gather(torch.cat([image - .5, mask], 1)))
        sizes = []
        for block, down in zip(self.going, self.down):
            x = block(x)
            sizes.append(x)
            x = down(x)
        x = self.coarse(x)
        for block, up in zip(reversed(self.coming), reversed(self.up)):
            x = block(sizes.pop() + F.interpolate(up(x), scale_factor=2., mode='bilinear', align_corners=False))
        colour, texture, doubt = self.leave(x).split((3 * PATCH ** 2, 1, 1), 1)
        return image + F.pixel_shuffle(colour, PATCH), texture, doubt - 5


def texture(image):
    """How busy each 2 x 2 pixels' surroundings are: the mean size of the gradients of grey there. N x 1 x H/2 x W/2."""
    grey = (2 * image[:, :1] + 5 * image[:, 1:2] + image[:, 2:]) / 8
    grey = F.pad(grey, (1, 0, 1, 0), 'replicate')
    here = grey[:, :, 1:, 1:]
    size = ((here - grey[:, :, 1:, :-1]) ** 2 + (here - grey[:, :, :-1, 1:]) ** 2 + 1e-8).sqrt()
    return F.avg_pool2d(F.avg_pool2d(size, 2), 3, 1, 1, count_include_pad=False)


def halved(image, mask):
    """Half the size: what is known in each four pixels, and a hole where less than half of them is."""
    known = 1 - mask
    share = F.avg_pool2d(known, 2)
    return F.avg_pool2d(image * known, 2) / share.clamp(1e-3), (share < .5).to(mask.dtype)


def spread(image, mask):
    """What is known, spread into the hole: pulled up and pushed down a pyramid of means (Gortler et al., 1996)."""
    known = 1 - mask
    return pulled(image * known, known)


def pulled(total, known):
    here = total / known.clamp(1e-6)
    high, wide = here.shape[2:]
    if high % 2 or wide % 2 or min(high, wide) < 4:
        mean = total.sum((2, 3), keepdim=True) / known.sum((2, 3), keepdim=True).clamp(1e-6)
        return torch.where(known > 0, here, mean)
    coarse = pulled(F.avg_pool2d(total, 2), F.avg_pool2d(known, 2))
    return torch.where(known > 0, here, F.interpolate(coarse, scale_factor=2., mode='bilinear', align_corners=False))


def filled(net, image, mask, halvings):
    """The image with what `net` makes of the hole, beginning at its size halved so many times."""
    if halvings > 0:
        begun = F.interpolate(filled(net, *halved(image, mask), halvings - 1), scale_factor=2., mode='bilinear',
                              align_corners=False)
    else:
        begun = spread(image, mask)
    made = net(torch.where(mask > 0, begun, image), mask)[0]
    return torch.where(mask > 0, made.clamp(0, 1), image)
