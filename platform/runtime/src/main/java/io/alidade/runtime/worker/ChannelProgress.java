package io.alidade.runtime.worker;

import io.alidade.api.Progress;
import java.util.concurrent.CancellationException;

/**
 * Progress of data sets, methods and protocols of one run, said to the host; long work ends at its
 * next call once the run is asked to stop.
 */
final class ChannelProgress implements Progress {
  private final Channel channel;
  private final StopRequest stop;
  private final Tally tally = new Tally();

  ChannelProgress(Channel channel, StopRequest stop) {
    this.channel = channel;
    this.stop = stop;
  }

  @Override
  public void advance(String what, long done, long total) {
    if (stop.requested()) {
      throw new CancellationException("stopped at " + done + " of " + total + " " + what);
    }
    channel.offer(new Message.Advance(what, done, total));
  }

  @Override
  public void note(String sentence) {
    channel.say(new Message.Note(Message.Note.Level.WARNING, sentence));
  }

  @Override
  public void count(String kind, String one) {
    tally.count(kind, one);
  }

  /** Says what was counted. */
  void tell() {
    tally.sentences().forEach(this::note);
  }
}
