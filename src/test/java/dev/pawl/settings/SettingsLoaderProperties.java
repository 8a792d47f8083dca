package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SettingsLoaderProperties {
  @Property
  void anyTextHasAnOutcome(@ForAll String text) {
    assertThat(SettingsLoader.load(text)).isNotNull();
  }
}
