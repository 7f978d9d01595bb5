package io.alidade.runtime.worker;

import io.alidade.api.Progress;

/** Progress of data sets and protocols, said to the host. */
final class ChannelProgress implements Progress {
  private final Channel channel;

  ChannelProgress(Channel channel) {
    this.channel = channel;
  }

  @Override
  public void advance(String what, long done, long total) {
    channel.offer(new Message.Advance(what, done, total));
  }

  @Override
  public void note(String sentence) {
    channel.say(new Message.Note(Message.Note.Level.WARNING, sentence));
  }
}
