"""Numbers that Python and C# draw alike: a 32-bit hash of (stream, index), then exact float32 arithmetic."""

import numpy as np


def bits(stream, count):
    """Murmur3's finalizer on index + stream · 0x9E3779B9, modulo 2^32."""
    h = (np.arange(count, dtype=np.uint64) + np.uint64(stream) * np.uint64(0x9E3779B9)) & np.uint64(0xFFFFFFFF)
    h ^= h >> np.uint64(16)
    h = (h * np.uint64(0x85EBCA6B)) & np.uint64(0xFFFFFFFF)
    h ^= h >> np.uint64(13)
    h = (h * np.uint64(0xC2B2AE35)) & np.uint64(0xFFFFFFFF)
    return h ^ (h >> np.uint64(16))


def unit(stream, count):
    """float32 in [0, 1): 24 bits."""
    return (bits(stream, count) >> np.uint64(8)).astype(np.float32) * np.float32(2.0 ** -24)


def symmetric(stream, count, bound):
    """float32 in [-bound, bound); bound is a power of two."""
    return (unit(stream, count) * np.float32(2) - np.float32(1)) * np.float32(bound)


def classes(stream, count, number):
    """Whole numbers in [0, number)."""
    return (bits(stream, count) % np.uint64(number)).astype(np.int64)
