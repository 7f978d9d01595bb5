package io.alidade.api;

import java.nio.charset.StandardCharsets;

/** Derives seeds from (seed, purpose, index); nothing in Alidade draws from global random state. */
public final class Seeds {
  private Seeds() {}

  /** 64-bit FNV-1a over the purpose, then the finaliser of SplitMix64 over all three. */
  public static long mix(long seed, String purpose, long index) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return finish(finish(seed ^ hash) + index);
  }

  private static long finish(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
