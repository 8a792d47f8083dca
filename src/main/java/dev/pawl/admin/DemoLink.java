package dev.pawl.admin;

import io.quarkus.qute.TemplateGlobal;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where, in the demo, people make things go wrong; every page links there. */
final class DemoLink {
  private DemoLink() {}

  /** Empty outside of the demo. */
  @TemplateGlobal
  static String demoControls() {
    return setting("pawl.demo.controls").orElse("");
  }

  private static Optional<String> setting(String name) {
    return ConfigProvider.getConfig().getOptionalValue(name, String.class);
  }
}
