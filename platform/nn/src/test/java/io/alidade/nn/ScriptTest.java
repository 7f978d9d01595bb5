package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final String TEXT =
      """
        def twice(self, x: Tensor) -> Tensor:
          return torch.add(x, x)
        def fourfold(self, x: Tensor) -> Tensor:
          return (self).twice((self).twice(x))
        def weigh(self, x: Tensor, y: Tensor, p: List[Tensor], q: List[Tensor]) -> Tensor:
          r = torch.add(torch.mul(x, p[0]), torch.mul(y, p[1]))
          for i in range(torch.len(q)):
            r = torch.add(r, q[i])
          return r
      """;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void methodsCallEachOther() {
    Script script = Script.compile("Doubling", TEXT, manager);
    assertThat(script.call("fourfold", manager.create(3f)).getFloat()).isEqualTo(12);
  }

  /** 2 * 10 + 3 * 100 + 1000 + 2000; a name with a dot would make a dictionary of an argument. */
  @Test
  void takesTensorsThenListsInOrderWhateverTheyAreCalled() {
    Script script = Script.compile("Weights", TEXT, manager);
    NDArray x = manager.create(2f);
    x.setName("tower.stem.weight");
    NDArray named = manager.create(10f);
    named.setName("a.b");
    NDArray result =
        script
            .call(
                "weigh",
                List.of(x, manager.create(3f)),
                List.of(
                    List.of(named, manager.create(100f)),
                    List.of(manager.create(1000f), manager.create(2000f))))
            .get(0);
    assertThat(result.getFloat()).isEqualTo(3320);
  }

  @Test
  void keepsItsMethodsWhenTheStepThatFirstCalledThemEnds() {
    Script script = Script.compile("Doubling", TEXT, manager);
    for (int i = 0; i < 2; i++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        assertThat(script.call("twice", manager.create(3f)).getFloat()).isEqualTo(6);
      }
    }
  }

  @Test
  void outlivesTheRunThatCompiledIt() {
    NDManager before = NDManager.newBaseManager("PyTorch");
    Script.compile("First", TEXT, before).call("twice", before.create(3f));
    before.close();
    Script script = Script.compile("Second", TEXT, manager);
    assertThat(script.call("twice", manager.create(4f)).getFloat()).isEqualTo(8);
    assertThatThrownBy(() -> script.call("thrice", manager.create(1f)))
        .hasMessageStartingWith("Second.thrice: the engine refused: ");
  }

  @Test
  void servesSeveralThreads() throws InterruptedException {
    Script script = Script.compile("Doubling", TEXT, manager);
    List<Float> wrong = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 1; t <= 3; t++) {
      float value = t;
      threads.add(
          new Thread(
              () -> {
                Engine.configure(1);
                try (NDManager own = NDManager.newBaseManager("PyTorch")) {
                  for (int i = 0; i < 300; i++) {
                    float result = script.call("fourfold", own.create(value)).getFloat();
                    if (result != 4 * value) {
                      synchronized (wrong) {
                        wrong.add(result);
                      }
                    }
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void namesTheScriptWhoseTextIsWrong() {
    assertThatThrownBy(
            () ->
                Script.compile(
                    "Broken",
                    "  def f(self, x: Tensor) -> Tensor:\n    return torch.no_such_op(x)\n",
                    manager))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.ENGINE))
        .hasMessageStartingWith("Broken: the engine refused: ");
    Script script = Script.compile("Doubling", TEXT, manager);
    assertThatThrownBy(() -> script.call("thrice", manager.create(1f)))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith("Doubling.thrice: the engine refused: ");
  }
}
