package dev.pawl.settings;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text of Pawl's that an operator may replace by a file. The file is tried out before it is used:
 * with all that it may be given, and with as little as it may be given.
 *
 * @param must what has to come through, since without it nobody could do what the text asks for
 */
record ReplaceableTemplate(Map<String, Object> full, Map<String, Object> bare, List<String> must) {
  /** Bytes, and characters once it is filled in without what it is filled in with. */
  static final int LARGEST = 20_000;

  private static final Pattern HIDDEN = Pattern.compile("(?s)<!--.*?-->");

  private static final Engine TRIAL =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .strictRendering(true)
          .timeout(2_000)
          .build();

  private static final Map<String, Object> PLANNING =
      Map.of("planning", Settings.DEFAULTS.planning());

  /** By their names within the folder. */
  static final Map<String, ReplaceableTemplate> ALL =
      Map.of(
          "issues/development.md",
          of(Map.of("task", "(the task)"), Map.of("task", ""), "(the task)"),
          "issues/repair.md",
          of(Map.of("task", "(the task)"), Map.of("task", ""), "(the task)"),
          "issues/gap-analysis.md",
          of(
              Map.of(
                  "hasCapabilities", true, "lack", "", "assigned", true, "goalBlob", "(the blob)"),
              Map.of(
                  "hasCapabilities", false, "lack", "is empty", "assigned", false, "goalBlob", ""),
              Settings.DEFAULTS.planning().goal(),
              Settings.DEFAULTS.planning().queue() + "/pending/",
              Settings.DEFAULTS.planning().goalReached()),
          "issues/capability-update.md",
          of(
              Map.of("pull", 12, "title", "(the title)", "discussion", "(what was said)"),
              Map.of("pull", 12, "title", "", "discussion", ""),
              "#12",
              "(what was said)",
              Settings.DEFAULTS.planning().capabilities()),
          "issues/review.md",
          of(
              Map.of("lens", "(the lens)", "lensTask", "(its task)"),
              Map.of("lens", "(the lens)", "lensTask", "(its task)"),
              "(the lens)",
              "(its task)",
              Settings.DEFAULTS.planning().reviews()),
          "issues/review-consumption.md",
          of(
              Map.of("review", "(the review)"),
              Map.of("review", "(the review)"),
              "(the review)",
              Settings.DEFAULTS.planning().queue() + "/pending/"));

  private static ReplaceableTemplate of(
      Map<String, Object> full, Map<String, Object> bare, String... must) {
    return new ReplaceableTemplate(with(full), with(bare), List.of(must));
  }

  private static Map<String, Object> with(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(PLANNING);
    all.putAll(values);
    return Map.copyOf(all);
  }

  /** Takes a file as the template, or says why it cannot be. */
  String text(byte[] file) {
    if (file.length > LARGEST) {
      throw new Value.Refused(
          "is larger than %,d bytes, and its texts would not fit into an issue".formatted(LARGEST));
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException noText) {
      throw new Value.Refused("is no text in UTF-8");
    }
    if (text.isBlank()) {
      throw new Value.Refused("is empty");
    }
    String filled = filled(text, full);
    if (!OpenEnds.of(filled).isEmpty()) {
      throw new Value.Refused(
          "leaves "
              + (OpenEnds.of(filled).equals("-->") ? "a comment" : "a block of code")
              + " open, and what Pawl writes below would be a part of it");
    }
    String seen = HIDDEN.matcher(filled).replaceAll("");
    for (String wanted : must) {
      if (!seen.contains(wanted)) {
        throw new Value.Refused("leaves out what it is given: `" + wanted + "` is not in its text");
      }
    }
    if (filled(text, bare).isBlank()) {
      throw new Value.Refused("is empty where little is known");
    }
    return text;
  }

  private static String filled(String text, Map<String, Object> values) {
    try {
      Template template = TRIAL.parse(text);
      String filled = template.instance().data(values).render();
      if (filled.length() > 2 * LARGEST) {
        throw new Value.Refused("grows beyond all measure when it is filled in");
      }
      return filled;
    } catch (TemplateException broken) {
      throw new Value.Refused("cannot be filled in: " + broken.getMessage());
    }
  }
}
