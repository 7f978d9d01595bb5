package io.alidade.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import io.alidade.other.Neighbour;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.pf4j.PluginManager;

/** A plugin's class as none should be. */
public final class BreaksEveryRule {
  private BreaksEveryRule() {}

  static int usesAnotherPlugin() {
    return Neighbour.answer();
  }

  static NDArray scales(NDArray x) {
    return x.mul(2);
  }

  static NDArray halves(NDArray x) {
    return x.toType(DataType.BFLOAT16, true);
  }

  static NDArray reads(NDArray x, String type) {
    return x.toType(DataType.valueOf(type), true);
  }

  static NDList decodes(NDManager manager, byte[] file) {
    return NDList.decode(manager, file);
  }

  static NDArray loses(NDList labels, NDList logits) {
    return Loss.softmaxCrossEntropyLoss().evaluate(labels, logits);
  }

  static NDManager choosesItsDevice() {
    return NDManager.newBaseManager();
  }

  static void queries() throws SQLException {
    DriverManager.getConnection("jdbc:none:").close();
  }

  static void loads(PluginManager plugins) {
    plugins.loadPlugins();
  }

  @SuppressWarnings("SystemOut")
  static void prints() {
    System.out.println();
  }
}
