package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityTest {
  private static final Share HALF = new Share(0.5, 0.1);

  final Capacity capacity = new Capacity();

  @Test
  void letsTheNextInWhenThereIsRoom() throws InterruptedException {
    capacity.enter(HALF);
    capacity.enter(HALF);
    Thread third = enters(HALF);
    assertThat(waits(third)).isTrue();

    capacity.leave(HALF);
    third.join();

    Thread fourth = enters(HALF);
    assertThat(waits(fourth)).isTrue();
    capacity.leave(HALF);
    fourth.join();
  }

  @Test
  void letsOneInThatIsAloneHoweverMuchItTakes() throws InterruptedException {
    Share much = new Share(4, 9);
    capacity.enter(much);
    Thread other = enters(new Share(0, 0.01));
    assertThat(waits(other)).isTrue();
    capacity.leave(much);
    other.join();
  }

  @Test
  void countsMemoryAsWellAsCores() {
    // 0.3 of the cores would go three times, 0.4 of the memory twice.
    assertThat(new Share(0.3, 0.4).times()).isEqualTo(2);
    assertThat(new Share(1 / 3.0, 0).times()).isEqualTo(3);
    assertThat(new Share(2, 0).times()).isEqualTo(1);
    assertThat(new Share(0.5, 0.6).plus(HALF).fits()).isTrue();
    assertThat(new Share(0.5, 0.95).plus(HALF).fits()).isFalse();
    assertThat(new Share(0.6, 0.1).plus(HALF).fits()).isFalse();
  }

  private Thread enters(Share share) {
    Thread thread = new Thread(() -> capacity.enter(share));
    thread.start();
    return thread;
  }

  /** Whether it stands before the door, once it got there. */
  private static boolean waits(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.sleep(1);
    }
    return thread.getState() == Thread.State.WAITING;
  }
}
