package io.alidade.nn;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes Java give memory back, and uses it for something else. */
final class Garbage {
  private Garbage() {}

  static void collect() {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    Reference<Object> witness = new PhantomReference<>(new Object(), collected);
    try {
      do {
        System.gc();
      } while (collected.remove(100) != witness);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<ByteBuffer> reused = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4 + i % 60);
        while (buffer.hasRemaining()) {
          buffer.put((byte) 0x55);
        }
        reused.add(buffer);
      }
    } finally {
      Reference.reachabilityFence(reused);
    }
  }
}
