package dev.pawl.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force for one repository: the last text that was without a mistake.
 *
 * <p>Below it lies the owner's text ({@link OwnerSettings}), of which each repository keeps the one
 * that is in force here: so what holds here is in one row, and no change elsewhere takes effect
 * before this repository's lane has taken it.
 *
 * <p>What it meant is kept beside it, since a later version of Pawl may be stricter about the text.
 * Where there was never such a text, the defaults are no answer to what its owner wanted: they may
 * allow more than the text that nobody understands.
 */
@Entity
@Table(name = "repository_settings")
public class RepositorySettings extends PanacheEntityBase {
  /** Nothing that was left out is guessed. */
  private static final ObjectReader KEPT =
      Json.MAPPER
          .readerFor(Settings.class)
          .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /**
   * What holds.
   *
   * @param mistakes what is wrong with a text that is not in force
   * @param unsettled why nobody knows what the owner wants, so that these are mere defaults; null:
   *     they are what the owner wants
   */
  public record InForce(Settings settings, List<String> mistakes, @Nullable String unsettled) {
    public InForce {
      mistakes = List.copyOf(mistakes);
    }
  }

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  /** The blob in force; empty for the defaults. */
  public String blob = "";

  public String content = "";

  /** Mistakes of a newer text that is not in force; null when there is none. */
  public @Nullable String mistakes;

  @Column(name = "mistaken_blob")
  public @Nullable String mistakenBlob;

  /** The text of {@link #mistakenBlob}; null: it is no text. */
  @Column(name = "mistaken_content")
  public @Nullable String mistakenContent;

  /** The owner's text in force here; empty: there is none. */
  @Column(name = "base_blob")
  public String baseBlob = "";

  @Column(name = "base_content")
  public String baseContent = "";

  /** Mistakes of a newer text of the owner's; null when there is none. */
  @Column(name = "base_mistakes")
  public @Nullable String baseMistakes;

  /** Whether no text of the owner's was ever understood. */
  @Column(name = "base_unsettled")
  public boolean baseUnsettled;

  /** Which state of the owner's row was looked at last. */
  @Column(name = "base_seen")
  public String baseSeen = "";

  /** The commit that mended the file; null: there is nothing to say of it. */
  @Column(name = "mended_head")
  public @Nullable String mendedHead;

  /** Whether a pull request is known that changes the file. */
  public boolean proposals;

  /**
   * What {@link #content} meant when it was taken, as JSON; null: it was not taken, or long ago.
   */
  @Column(name = "in_force")
  public @Nullable String kept;

  @Column(name = "loaded_at")
  public Instant loadedAt = Instant.EPOCH;

  /**
   * Takes what the default branch says now.
   *
   * @param blob the file's blob, empty when there is no file
   * @param content the file's text, null when it could not be read as text
   * @param head the commit in which that was found; null: not known
   * @param base what the owner says
   */
  public static Uni<RepositorySettings> take(
      long repository,
      String blob,
      @Nullable String content,
      @Nullable String head,
      OwnerSettings base,
      Instant now) {
    return RepositorySettings.<RepositorySettings>findById(repository)
        .chain(
            known -> {
              RepositorySettings row = known;
              if (row == null) {
                row = new RepositorySettings();
                row.repositoryId = repository;
                row.loadedAt = now;
              }
              boolean broken = row.mistakes != null;
              row.load(blob, content, base, now);
              row.mendedHead = row.mistakes != null ? null : broken ? head : row.mendedHead;
              return row.<RepositorySettings>persist();
            });
  }

  /** Whether the owner says something else by now than was looked at. */
  public boolean isBehind(OwnerSettings base) {
    return !baseSeen.equals(base.seen());
  }

  /** Takes what the owner says now, with the repository's own text as it was read last. */
  public void rebase(OwnerSettings base, @Nullable String head, Instant now) {
    boolean broken = mistakes != null;
    String newest = mistakenBlob;
    load(newest == null ? blob : newest, newest == null ? content : mistakenContent, base, now);
    mendedHead = mistakes != null ? null : broken ? head : mendedHead;
  }

  /** What is wrong with the repository's own text, each with its place; empty: nothing. */
  public List<SettingsMistake> ownMistakes() {
    String newest = mistakenContent;
    if (mistakes == null) {
      return List.of();
    }
    SettingsLoader.Outcome outcome =
        newest == null ? OwnerSettings.outcome(null) : SettingsLoader.load(newest, baseContent);
    return outcome instanceof SettingsLoader.Outcome.Bad bad ? bad.mistakes() : List.of();
  }

  /** The settings to go by; the defaults where nobody knows what the owner wants. */
  public Settings settings() {
    return inForce(this).settings();
  }

  /**
   * What holds by what is stored.
   *
   * @param row null: the repository was never read
   */
  public static InForce inForce(@Nullable RepositorySettings row) {
    if (row == null) {
      return new InForce(Settings.DEFAULTS, List.of(), "they were not read yet");
    }
    List<String> mistakes = new ArrayList<>();
    if (row.mistakes != null) {
      mistakes.addAll(row.mistakes.lines().toList());
    }
    if (row.baseMistakes != null) {
      mistakes.addAll(row.baseMistakes.lines().toList());
    }
    if (row.baseUnsettled) {
      return unsettled(mistakes);
    }
    boolean taken = row.kept != null || !row.content.isEmpty() || row.mistakes == null;
    if (!taken) {
      return unsettled(mistakes);
    }
    return switch (SettingsLoader.load(row.content, row.baseContent)) {
      case SettingsLoader.Outcome.Good good -> new InForce(good.settings(), mistakes, null);
      // A text that was good once, under rules that have become stricter since.
      case SettingsLoader.Outcome.Bad bad -> {
        bad.mistakes().forEach(mistake -> mistakes.add(mistake.toString()));
        Settings meant = meant(row.kept);
        yield meant == null ? unsettled(mistakes) : new InForce(meant, mistakes, null);
      }
    };
  }

  private static InForce unsettled(List<String> mistakes) {
    String first = mistakes.isEmpty() ? "nobody knows why." : mistakes.getFirst();
    return new InForce(
        Settings.DEFAULTS,
        mistakes,
        "`" + Settings.FILE + "` has a mistake, and no earlier one holds: " + first);
  }

  private static @Nullable Settings meant(@Nullable String kept) {
    try {
      return kept == null ? null : KEPT.<Settings>readValue(kept);
    } catch (JsonProcessingException unreadable) {
      return null;
    }
  }

  /** Without an owner's text. */
  void load(String newBlob, @Nullable String text, Instant now) {
    load(newBlob, text, new OwnerSettings(), now);
  }

  /**
   * Where the newest text has a mistake, be it by itself or together with the owner's, the last
   * good one stays in force, over the owner's newest if the two go together.
   */
  void load(String newBlob, @Nullable String text, OwnerSettings base, Instant now) {
    baseSeen = base.seen();
    baseMistakes = base.wrong();
    baseUnsettled = base.mistakes != null && !base.understood;
    switch (text == null ? OwnerSettings.outcome(null) : SettingsLoader.load(text, base.content)) {
      case SettingsLoader.Outcome.Good good -> {
        if (!newBlob.equals(blob) || !base.blob.equals(baseBlob) || kept == null) {
          loadedAt = now;
        }
        blob = newBlob;
        content = text == null ? "" : text;
        take(base, good.settings());
        mistakes = null;
        mistakenBlob = null;
        mistakenContent = null;
      }
      case SettingsLoader.Outcome.Bad bad -> {
        mistakes =
            bad.mistakes().stream()
                .map(SettingsMistake::toString)
                .collect(Collectors.joining("\n"));
        mistakenBlob = newBlob;
        mistakenContent = text == null ? null : text.replace("\u0000", "");
        if (kept != null
            && !base.blob.equals(baseBlob)
            && SettingsLoader.load(content, base.content)
                instanceof SettingsLoader.Outcome.Good good) {
          take(base, good.settings());
          loadedAt = now;
        }
      }
    }
  }

  private void take(OwnerSettings base, Settings settings) {
    baseBlob = base.blob;
    baseContent = base.content;
    kept = Json.write(settings);
  }
}
