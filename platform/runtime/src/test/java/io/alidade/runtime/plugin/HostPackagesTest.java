package io.alidade.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HostPackagesTest {
  @Test
  void everyClassOfThePlatformComesFromTheHost() {
    JavaClasses platform =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.alidade");
    assertThat(platform.size()).isGreaterThan(80);
    assertThat(platform).allMatch(type -> HostPackages.owns(type.getName()));
  }

  @Test
  void pluginsThatLiveUnderOurRootAreTheirOwn() {
    assertThat(HostPackages.owns("io.alidade.contrastive.clip.ClipMethod")).isFalse();
    assertThat(HostPackages.owns("io.alidade.databases.Something")).isFalse();
    assertThat(HostPackages.owns("io.alidade.data.Feeder")).isTrue();
    assertThat(HostPackages.owns("ai.djl.nn.Block")).isTrue();
    assertThat(HostPackages.owns("org.slf4j.Logger")).isTrue();
    assertThat(HostPackages.owns("org.apache.commons.lang3.StringUtils")).isFalse();
  }
}
