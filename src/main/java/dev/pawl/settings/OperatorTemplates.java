package dev.pawl.settings;

import dev.pawl.store.ComponentCheck;
import io.quarkus.qute.Locate;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The templates that the operator has put into a folder, in place of Pawl's own of the same names.
 * They are read once, at the start: never from a repository, whose people do not decide what Pawl
 * says to agents. What is wrong with one is said, and Pawl's own is used instead.
 */
@Startup
@ApplicationScoped
@Locate("issues/.*")
public class OperatorTemplates implements TemplateLocator, ComponentCheck {
  private static final Logger LOG = Logger.getLogger(OperatorTemplates.class);
  private static final int DEEP = 3;
  private static final int MOST = 100;

  private final Map<String, String> texts = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  OperatorTemplates(@ConfigProperty(name = "pawl.templates.folder") Optional<Path> folder) {
    folder.ifPresent(this::read);
    mistakes.forEach(LOG::error);
    if (!texts.isEmpty()) {
      LOG.infof("Templates of the operator's: %s.", String.join(", ", texts.keySet()));
    }
  }

  private void read(Path folder) {
    try (Stream<Path> found = Files.walk(folder, DEEP)) {
      found
          .filter(file -> !Files.isDirectory(file))
          .limit(MOST)
          .sorted()
          .toList()
          .forEach(file -> read(folder.relativize(file).toString().replace('\\', '/'), file));
    } catch (IOException | RuntimeException unreadable) {
      mistakes.add("The folder of templates cannot be read: " + unreadable.getMessage() + ".");
    }
  }

  private void read(String name, Path file) {
    ReplaceableTemplate template = ReplaceableTemplate.ALL.get(name);
    if (template == null) {
      mistakes.add(
          "`"
              + name
              + "` is no template of Pawl's; there are "
              + String.join(", ", new TreeMap<>(ReplaceableTemplate.ALL).keySet())
              + ".");
      return;
    }
    try {
      texts.put(name, template.text(start(file)));
    } catch (IOException unreadable) {
      mistakes.add("`" + name + "` cannot be read; Pawl's own is used.");
    } catch (Value.Refused refused) {
      mistakes.add("`" + name + "` " + refused.reason() + "; Pawl's own is used.");
    }
  }

  /** So much that it shows when it is too much. */
  private static byte[] start(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(ReplaceableTemplate.LARGEST + 1);
    }
  }

  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }

  @Override
  public Optional<TemplateLocation> locate(String id) {
    return Optional.ofNullable(texts.get(id)).map(Own::new);
  }

  private record Own(String text) implements TemplateLocation {
    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.empty();
    }
  }

  @Override
  public String component() {
    return "templates";
  }

  @Override
  public Finding check() {
    if (!mistakes.isEmpty()) {
      return Finding.fails(String.join(" ", mistakes));
    }
    return Finding.works(
        texts.isEmpty()
            ? "Pawl's own."
            : "The operator's: " + String.join(", ", texts.keySet()) + "; else Pawl's own.");
  }
}
