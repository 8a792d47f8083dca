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
   */
  public static Uni<RepositorySettings> take(
      long repository, String blob, @Nullable String content, Instant now) {
    return RepositorySettings.<RepositorySettings>findById(repository)
        .chain(
            known -> {
              RepositorySettings row = known;
              if (row == null) {
                row = new RepositorySettings();
                row.repositoryId = repository;
                row.loadedAt = now;
              }
              row.load(blob, content, now);
              return row.<RepositorySettings>persist();
            });
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
    boolean taken = row.kept != null || !row.content.isEmpty() || row.mistakes == null;
    if (!taken) {
      return unsettled(mistakes);
    }
    return switch (SettingsLoader.load(row.content)) {
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

  void load(String newBlob, @Nullable String text, Instant now) {
    var outcome =
        text == null
            ? new SettingsLoader.Outcome.Bad(
                List.of(new SettingsMistake("", "the file is not a text, or too large.")))
            : SettingsLoader.load(text);
    switch (outcome) {
      case SettingsLoader.Outcome.Good good -> {
        if (!newBlob.equals(blob) || kept == null) {
          loadedAt = now;
        }
        blob = newBlob;
        content = text == null ? "" : text;
        kept = Json.write(good.settings());
        mistakes = null;
        mistakenBlob = null;
      }
      case SettingsLoader.Outcome.Bad bad -> {
        mistakes =
            bad.mistakes().stream()
                .map(SettingsMistake::toString)
                .collect(Collectors.joining("\n"));
        mistakenBlob = newBlob;
      }
    }
  }
}
