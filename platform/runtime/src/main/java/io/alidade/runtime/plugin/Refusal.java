package io.alidade.runtime.plugin;

import com.google.errorprone.annotations.FormatMethod;
import io.alidade.api.AlidadeException;
import org.jspecify.annotations.Nullable;

/** Words the refusal of a plugin; the file is put before it where it is known. */
final class Refusal {
  private Refusal() {}

  @FormatMethod
  static AlidadeException of(String sentence, @Nullable Object... values) {
    return new AlidadeException(AlidadeException.Kind.PLUGIN, sentence.formatted(values));
  }
}
