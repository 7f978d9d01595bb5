package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.nio.file.Path;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the database's own words mean to the one who waits for a run. */
final class Failures {
  private Failures() {}

  /** The failure in our form; anything that is not the database's comes back as it was. */
  static RuntimeException of(Path file, RuntimeException failure) {
    if (failure instanceof AlidadeException) {
      return failure;
    }
    SQLiteException found = find(failure);
    if (found == null && failure instanceof ConnectionException) {
      // The driver is one jar for every system and unpacks its library before the first connection.
      return new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          System.getProperty("java.io.tmpdir")
              + ": SQLite's library cannot be unpacked there; expected a folder that can be written"
              + " and run from (JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR)",
          failure);
    }
    if (found == null) {
      return failure;
    }
    return new AlidadeException(
        AlidadeException.Kind.RESOURCE,
        file + ": " + meaning(found.getResultCode(), String.valueOf(found.getMessage())),
        failure);
  }

  /** Whether somebody else held a lock. */
  static boolean isBusy(RuntimeException failure) {
    SQLiteException found = find(failure);
    // The low byte is the primary code; the rest only refines it.
    return found != null && (found.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  static @Nullable SQLiteException find(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLiteException found) {
        return found;
      }
    }
    return null;
  }

  private static String meaning(SQLiteErrorCode code, String words) {
    // The low byte is the primary code; the rest only refines it.
    return switch (code.code & 0xff) {
      case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
          "another process is writing and did not finish in time; try again, or see which run it is";
      case 8 ->
          "cannot be written; expected a file and a folder that can (" + words + ")"; // READONLY
      case 10 -> "the disk failed or is full while it was read or written (" + words + ")"; // IOERR
      case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
          "is damaged or is not a registry; expected an SQLite database. Move it away and a new one"
              + " is made, or put a copy in its place";
      case 13 -> "the disk is full; nothing of this write was kept"; // SQLITE_FULL
      case 14 ->
          "cannot be opened; expected a file that can be read and a folder that can be"
              + " written"; // SQLITE_CANTOPEN
      default -> words;
    };
  }
}
