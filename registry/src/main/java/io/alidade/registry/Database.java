package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One connection to the file, shared by the threads of this process in the order they ask. Every
 * failure of the database leaves as an {@link AlidadeException} that names the file.
 */
final class Database implements AutoCloseable {
  private final Path file;
  private final Handle handle;

  /** Fair, so that a writer that waits and retries does not starve the heartbeat. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private Database(Path file, Handle handle) {
    this.file = file;
    this.handle = handle;
  }

  /** Read and write; makes the file when there is none, and brings its schema up to date. */
  static Database open(Path file, int busyTimeoutMillis) {
    Folders.prepare(file);
    leaveForeignAlone(file, busyTimeoutMillis);
    SQLiteDataSource source = source(file, config(busyTimeoutMillis, false));
    Database database = connectPatiently(file, source, busyTimeoutMillis);
    try {
      Schema.update(database, source);
      return database;
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /** Opening to write changes the file's header, so what is not ours is looked at first. */
  private static void leaveForeignAlone(Path file, int busyTimeoutMillis) {
    if (file.toFile().length() > 0) {
      try (Database look = connect(file, source(file, config(busyTimeoutMillis, true)))) {
        Schema.refuseOthers(look);
      }
    }
  }

  /** Read only; the file must exist and have this program's schema. */
  static Database openReadOnly(Path file, int busyTimeoutMillis) {
    if (!Files.exists(file)) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          file + ": there is no registry yet; `alidade run FILE` makes one");
    }
    Folders.refuseFolder(file);
    SQLiteDataSource source = source(file, config(busyTimeoutMillis, true));
    if (isStill(file)) {
      source.setUrl("jdbc:sqlite:" + file.toUri() + "?immutable=1");
    }
    Database database = connect(file, source);
    try {
      // The file is open for reading; this closes temporary tables as well.
      database.read(handle -> handle.execute("pragma query_only = on"));
      Schema.check(database);
      return database;
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /**
   * Nobody is writing and we could not: a registry in somebody else's folder, or on a medium that
   * cannot be written. SQLite would want to put its log beside the file even to read it.
   */
  private static boolean isStill(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && !Files.isWritable(folder) && !Files.exists(Path.of(file + "-wal"));
  }

  Path file() {
    return file;
  }

  <R, X extends Exception> R read(HandleCallback<R, X> work) throws X {
    turn.lock();
    try {
      return work.withHandle(handle);
    } catch (RuntimeException failure) {
      throw Failures.of(file, failure);
    } finally {
      turn.unlock();
    }
  }

  /**
   * One IMMEDIATE transaction: it either gets the write lock at its start or changes nothing. In
   * words of our own, because the driver's transaction state is wrong after a refused begin.
   */
  <R, X extends Exception> R write(HandleCallback<R, X> work) throws X {
    return read(
        open -> {
          open.execute("begin immediate");
          try {
            R result = work.withHandle(open);
            open.execute("commit");
            return result;
          } catch (Throwable failure) {
            rollBack(open, failure);
            throw failure;
          }
        });
  }

  private static void rollBack(Handle open, Throwable failure) {
    try {
      open.execute("rollback");
    } catch (RuntimeException none) {
      // After a full disk SQLite has rolled back by itself.
      failure.addSuppressed(none);
    }
  }

  /** {@link #write} for work that answers nothing. */
  <X extends Exception> void useWrite(HandleConsumer<X> work) throws X {
    write(work.asCallback());
  }

  @Override
  public void close() {
    turn.lock();
    try {
      handle.close();
    } finally {
      turn.unlock();
    }
  }

  /**
   * The first connection to a new file turns the write-ahead log on. SQLite does not wait for its
   * turn there, as it does everywhere else, so we do.
   */
  private static Database connectPatiently(
      Path file, SQLiteDataSource source, int busyTimeoutMillis) {
    long start = System.nanoTime();
    while (true) {
      try {
        return connect(file, source);
      } catch (AlidadeException failure) {
        boolean late = System.nanoTime() - start > busyTimeoutMillis * 1_000_000L;
        if (late || !Failures.isBusy(failure)) {
          throw failure;
        }
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  private static Database connect(Path file, SQLiteDataSource source) {
    try {
      return new Database(file, Jdbi.create(source).open());
    } catch (RuntimeException failure) {
      throw Failures.of(file, failure);
    }
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    // Settings in the URL would be ignored by this class.
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static SQLiteConfig config(int busyTimeoutMillis, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(busyTimeoutMillis);
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE); // Flyway's.
    if (readOnly) {
      config.setReadOnly(true);
    } else {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      // With a write-ahead log a crash of the process loses nothing; only a power cut can.
      config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    }
    return config;
  }
}
