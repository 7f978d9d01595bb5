package io.alidade.nn;

import ai.djl.Device;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.alidade.api.AlidadeException;
import java.util.function.Supplier;

/**
 * The one place that sets how a thread computes, and on what. Thread count, gradient mode and graph
 * optimisation belong to the thread in this engine: each thread that computes calls {@link
 * #configure} first. The device belongs to the manager that is opened here and handed on: arrays
 * made with it, and results of them, lie where it lies.
 */
public final class Engine {
  private static final String NAME = "PyTorch";

  private Engine() {}

  /**
   * Opens a manager on the device of a setting; the caller closes it.
   *
   * @param device {@code auto} takes the first GPU where the engine sees one, {@code cpu}, {@code
   *     gpu:0}
   */
  public static NDManager open(String device) {
    return NDManager.newBaseManager(choose(device, gpus()), NAME);
  }

  /** Opens a manager in the machine's own memory, for what passes through on its way to a file. */
  public static NDManager openOnCpu() {
    return NDManager.newBaseManager(Device.cpu(), NAME);
  }

  /** The device of a manager as a setting spells it: {@code cpu}, {@code gpu:0}. */
  public static String device(NDManager manager) {
    Device device = manager.getDevice();
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /** How many the engine can compute on; a card alone is none, it takes a library built for it. */
  private static int gpus() {
    ai.djl.engine.Engine engine = ai.djl.engine.Engine.getEngine(NAME);
    return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
  }

  static Device choose(String device, int gpus) {
    if (device.equals("cpu") || device.equals("auto")) {
      return device.equals("auto") && gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    int number = Integer.parseInt(device.substring("gpu:".length()));
    if (number >= gpus) {
      String seen = gpus == 0 ? "no GPU" : gpus == 1 ? "gpu:0 alone" : "gpu:0 to gpu:" + (gpus - 1);
      throw new AlidadeException(
          AlidadeException.Kind.ENGINE,
          "execution.device is %s, and the engine sees %s; expected auto or cpu, or a GPU with its driver and an engine library built for it"
              .formatted(device, seen));
    }
    return Device.gpu(number);
  }

  /**
   * Prepares the calling thread: {@code threads} for one operator, no autograd graph, and no graph
   * optimiser, which fuses differently in a fresh process and so moves the last bits of a resumed
   * run.
   */
  public static void configure(int threads) {
    if (threads < 1) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG, "threads is " + threads + "; expected at least 1");
    }
    ai.djl.engine.Engine.getEngine(NAME); // loads the native library
    JniUtils.setNumThreads(threads);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  /**
   * Sets the engine's own random numbers, which all threads share: what an operator draws without a
   * generator must not depend on what the process did before.
   */
  public static void seed(long seed) {
    JniUtils.setSeed(seed);
  }

  /** Runs {@code work} while this thread records an autograd graph. */
  public static <T> T withGradients(Supplier<T> work) {
    return inMode(true, work);
  }

  /** Runs {@code work} while this thread records none: for evaluation inside a training. */
  public static <T> T withoutGradients(Supplier<T> work) {
    return inMode(false, work);
  }

  private static <T> T inMode(boolean gradients, Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
