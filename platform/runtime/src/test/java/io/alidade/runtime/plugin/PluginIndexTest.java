package io.alidade.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginIndexTest {
  @TempDir Path work;
  @TempDir Path plugins;

  @Test
  void describesMethodsWithoutOpeningTheArchiveAgain() throws IOException {
    Path jar = TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    List<MethodRow> methods = methods();
    // Same size, same time, other bytes: who looks only at the listing sees no difference.
    FileTime time = Files.getLastModifiedTime(jar);
    Files.write(jar, new byte[(int) Files.size(jar)]);
    Files.setLastModifiedTime(jar, time);
    assertThat(methods()).isEqualTo(methods);
    assertThat(methods).extracting(MethodRow::id).containsExactly("one.first");
  }

  @Test
  void noticesWhatWasAddedChangedAndRemovedByHand() throws IOException {
    TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    assertThat(methods()).extracting(MethodRow::id).containsExactly("one.first");
    TestPlugin.named("two").method(work, "two.second").jar(plugins.resolve("two.jar"));
    assertThat(methods()).extracting(MethodRow::id).containsExactly("one.first", "two.second");
    TestPlugin.named("two").method(work, "two.other-id").jar(plugins.resolve("two.jar"));
    assertThat(methods()).extracting(MethodRow::id).containsExactly("one.first", "two.other-id");
    Files.delete(plugins.resolve("one.jar"));
    assertThat(methods()).extracting(MethodRow::id).containsExactly("two.other-id");
  }

  @Test
  void keepsWhatItKnowsWhenOnlyTheTimeChanged() throws IOException {
    Path jar = TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    PluginEntry before = InstalledPlugins.read(List.of(plugins)).all().get(0).entry();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    PluginEntry after = InstalledPlugins.read(List.of(plugins)).all().get(0).entry();
    assertThat(after).isEqualTo(before.withStamp(new Stamp(before.size(), 1_000_000_000_000L)));
    assertThat(PluginIndex.read(plugins).plugins()).containsExactly(after);
  }

  @Test
  void isMadeAgainWhenDamaged() throws IOException {
    TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    List<MethodRow> methods = methods();
    for (String text : List.of("", "{", "[]", "{\"format\":1}", "{\"format\":99,\"plugins\":[]}")) {
      Files.writeString(plugins.resolve(PluginIndex.FILE), text);
      assertThat(methods()).isEqualTo(methods);
    }
  }

  @Test
  void unpacksAgainWhenSomebodyDeletedIt() throws IOException {
    TestPlugin.named("one").method(work, "one.first").zip(plugins.resolve("one.zip"), Map.of());
    Located plugin = InstalledPlugins.read(List.of(plugins)).all().get(0);
    Unpacking.delete(plugins.resolve(".unpacked"));
    assertThat(methods()).extracting(MethodRow::id).containsExactly("one.first");
    assertThat(plugin.runnable()).isDirectory();
  }

  @Test
  void isDoneWithoutWhereItCannotBeWritten() throws IOException {
    TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    // A folder of that name, with something in it, cannot be replaced by a file.
    Files.createDirectories(plugins.resolve(PluginIndex.FILE).resolve("something"));
    for (int i = 0; i < 2; i++) {
      InstalledPlugins installed = InstalledPlugins.read(List.of(plugins));
      assertThat(installed.methods()).extracting(MethodRow::id).containsExactly("one.first");
    }
    try (Stream<Path> left = Files.list(plugins)) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void passesOverALinkToNowhere() throws IOException {
    Files.createSymbolicLink(plugins.resolve("gone.jar"), work.resolve("nowhere"));
    assertThat(InstalledPlugins.read(List.of(plugins)).problems()).isEmpty();
  }

  @Test
  void aDistributionHoldsFoldersInPlaceOfZips() throws IOException {
    TestPlugin.named("one").method(work, "one.first").zip(plugins.resolve("one.zip"), Map.of());
    IndexMain.index(plugins);
    assertThat(plugins.resolve("one.zip")).doesNotExist();
    assertThat(plugins.resolve(".unpacked")).doesNotExist();
    assertThat(plugins.resolve("one/classes/some/plugin/reference.conf")).isRegularFile();
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.problems()).isEmpty();
      assertThat(host.method("one.first")).isNotNull();
    }
  }

  private List<MethodRow> methods() {
    return InstalledPlugins.read(List.of(plugins)).methods();
  }
}
