package io.alidade.files;

import com.google.errorprone.annotations.FormatMethod;
import io.alidade.api.AlidadeException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with data: {@code FILE: sentence}. */
final class Refusal {
  private Refusal() {}

  @FormatMethod
  static AlidadeException of(Path file, String sentence, @Nullable Object... values) {
    return new AlidadeException(
        AlidadeException.Kind.DATA, file + ": " + sentence.formatted(values));
  }

  @FormatMethod
  static AlidadeException of(
      Throwable cause, Path file, String sentence, @Nullable Object... values) {
    return new AlidadeException(
        AlidadeException.Kind.DATA, file + ": " + sentence.formatted(values), cause);
  }
}
