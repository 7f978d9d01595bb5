package io.alidade.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.alidade.api.AlidadeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A module written as TorchScript text. Every operator of the engine is in reach, with autograd,
 * and a mistake inside arrives as an exception with the line of the text.
 *
 * <p>The text holds methods of one class; tensors come first in a call, then lists of tensors:
 *
 * <pre>
 *   def pooled(self, x: Tensor, p: List[Tensor]) -> Tensor:
 *     return torch.linear(x, p[0], p[1])
 * </pre>
 */
public final class Script {
  private static final String METHOD = "module_method:";

  /**
   * What was compiled in this process, for as long as it lives: a module holds no numbers, and runs
   * that follow each other would compile the same texts, which takes as long as a small step.
   */
  private static final Map<Source, Compiled> COMPILED = new ConcurrentHashMap<>();

  private record Source(String text, String device) {}

  /** A module, and by name what asks it for a method. */
  private record Compiled(PtSymbolBlock module, NDManager manager, Map<String, NDArray> methods) {}

  private final String name;
  private final String text;
  private final Compiled compiled;

  private Script(String name, String text, Compiled compiled) {
    this.name = name;
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * Compiles the text where that was not done before.
   *
   * @param name appears in errors
   * @param text methods, indented by two
   * @param manager on whose device it is to compute
   */
  public static Script compile(String name, String text, NDManager manager) {
    Source source = new Source(text, Engine.device(manager));
    try {
      return new Script(name, text, COMPILED.computeIfAbsent(source, Script::compile));
    } catch (UncheckedIOException | EngineException e) {
      throw failure(name, e);
    }
  }

  private static Compiled compile(Source source) {
    NDManager manager = Engine.open(source.device());
    byte[] archive = ScriptArchive.of(Linear.TEXT + source.text());
    try {
      PtSymbolBlock module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
      return new Compiled(module, manager, new ConcurrentHashMap<>());
    } catch (EngineException e) {
      manager.close();
      throw e;
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException(e);
    }
  }

  /** What it was compiled from. */
  String text() {
    return text;
  }

  /** Calls a method that takes tensors alone and returns one. */
  public NDArray call(String method, NDArray... tensors) {
    return call(method, List.of(tensors), List.of()).get(0);
  }

  /**
   * Calls a method. Results belong to the manager of the first tensor, and to the scope around the
   * call where there is one.
   *
   * @param tensors plain arguments, in order
   * @param lists list arguments behind them, in order; an empty list is left out
   */
  public NDList call(String method, List<NDArray> tensors, List<List<NDArray>> lists) {
    NDList arguments = new NDList();
    for (NDArray tensor : tensors) {
      tensor.setName(null); // a name with a dot would turn the argument into a dictionary
      arguments.add(tensor);
    }
    for (int i = 0; i < lists.size(); i++) {
      for (NDArray tensor : lists.get(i)) {
        tensor.setName("list" + i + "[]");
        arguments.add(tensor);
      }
    }
    arguments.add(compiled.methods().computeIfAbsent(method, this::marker));
    try {
      // Training mode always: the other is inference mode, whose results autograd refuses later.
      return IValueUtils.forward(compiled.module(), arguments, true);
    } catch (EngineException e) {
      throw failure(name + "." + method, e);
    }
  }

  private NDArray marker(String method) {
    NDArray marker = compiled.manager().create(0f);
    marker.setName(METHOD + method);
    ai.djl.ndarray.NDScope.unregister(marker); // outlives the step that first called the method
    return marker;
  }

  private static AlidadeException failure(String where, Exception cause) {
    return new AlidadeException(
        AlidadeException.Kind.ENGINE,
        where + ": the engine refused: " + EngineErrors.reason(cause),
        cause);
  }
}
