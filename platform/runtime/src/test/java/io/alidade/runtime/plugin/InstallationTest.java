package io.alidade.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path work;
  Path distribution;
  Path user;
  Installation installation;

  @BeforeEach
  void makeADistribution() throws IOException {
    distribution = Files.createDirectory(work.resolve("distribution"));
    user = work.resolve("home/plugins");
    TestPlugin.named("ours").method(work, "ours.one").jar(distribution.resolve("ours.jar"));
    installation = new Installation(user, List.of(distribution, user));
  }

  @Test
  void copiesVerifiesAndIndexes() throws IOException {
    Path jar = TestPlugin.named("mine").method(work, "mine.one").jar(work.resolve("x.jar"));
    Located plugin = installation.install(jar, false);
    assertThat(plugin.file()).isEqualTo(user.resolve("mine-1.0.0.jar")).hasSameBinaryContentAs(jar);
    assertThat(plugin.entry().sha256()).isEqualTo(Sha256.of(jar));
    assertThat(PluginIndex.read(user).plugins()).containsExactly(plugin.entry());
    assertThat(plugin.entry().offer().methods())
        .extracting(MethodRow::id)
        .containsExactly("mine.one");
  }

  @Test
  void leavesNothingBehindOfAPluginThatIsRefused() throws IOException {
    Path jar = TestPlugin.named("mine").method(work, "mine.one").jar(work.resolve("x.jar"));
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(jar, "is not a whole archive");
    assertThat(files(user)).isEmpty();
  }

  @Test
  void refusesAMethodIdThatTheDistributionHas() throws IOException {
    Path jar = TestPlugin.named("mine").method(work, "ours.one").jar(work.resolve("x.jar"));
    assertRefused(jar, "has method ours.one, and so has " + distribution.resolve("ours.jar"));
    assertThat(InstalledPlugins.read(List.of(distribution, user)).problems()).isEmpty();
  }

  @Test
  void refusesAPluginTwiceAndReplacesItWhenAsked() throws IOException {
    Path jar = TestPlugin.named("mine").method(work, "mine.one").jar(work.resolve("x.jar"));
    installation.install(jar, false);
    assertRefused(jar, "plugin mine 1.0.0 is installed already");
    TestPlugin.named("mine").says("Version", "1.1.0").method(work, "mine.two").jar(jar);
    assertThat(installation.install(jar, true).entry().version()).isEqualTo("1.1.0");
    InstalledPlugins installed = InstalledPlugins.read(List.of(distribution, user));
    assertThat(installed.problems()).isEmpty();
    assertThat(installed.methods())
        .extracting(MethodRow::id)
        .containsExactly("ours.one", "mine.two");
  }

  @Test
  void refusesWhatNeedsAPluginThatIsNotThere() throws IOException {
    Path jar =
        TestPlugin.named("mine")
            .says("Dependencies", "absent")
            .method(work, "mine.one")
            .jar(work.resolve("x.jar"));
    assertRefused(jar, "needs plugin absent");
  }

  @Test
  void removesAPluginWithWhatWasUnpacked() throws IOException {
    Path zip =
        TestPlugin.named("mine").method(work, "mine.one").zip(work.resolve("x.zip"), Map.of());
    Located plugin = installation.install(zip, false);
    assertThat(plugin.runnable()).isDirectory();
    installation.remove("mine");
    assertThat(plugin.file()).doesNotExist();
    assertThat(plugin.runnable()).doesNotExist();
    assertThat(InstalledPlugins.read(List.of(distribution, user)).methods())
        .extracting(MethodRow::id)
        .containsExactly("ours.one");
  }

  @Test
  void leavesTheDistributionAlone() {
    assertThatThrownBy(() -> installation.remove("ours"))
        .hasMessageContaining("plugin ours lies in " + distribution);
    assertThatThrownBy(() -> installation.remove("nobody"))
        .hasMessageContaining("no plugin nobody is installed");
  }

  @Test
  void saysThatItsFolderCannotBeMade() throws IOException {
    Files.writeString(work.resolve("home"), "a file where a folder should be");
    Path jar = TestPlugin.named("mine").method(work, "mine.one").jar(work.resolve("x.jar"));
    assertThatThrownBy(() -> installation.install(jar, false))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.RESOURCE))
        .hasMessageStartingWith(user.toString())
        .hasMessageContaining("ALIDADE_HOME");
  }

  private void assertRefused(Path file, String sentence) {
    assertThatThrownBy(() -> installation.install(file, false))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.PLUGIN))
        .hasMessageStartingWith(file + ": " + sentence);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
