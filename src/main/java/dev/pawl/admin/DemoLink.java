package dev.pawl.admin;

import io.quarkus.qute.TemplateGlobal;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where, in the demo, people make things go wrong; every page links there. */
final class DemoLink {
  private DemoLink() {}

  /** Empty outside of the demo. */
  @TemplateGlobal
  static String demoControls() {
    return ConfigProvider.getConfig()
        .getOptionalValue("pawl.demo.controls", String.class)
        .orElse("");
  }
}
