package dev.pawl.settings;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings in force for one repository: the last text that was without a mistake. */
@Entity
@Table(name = "repository_settings")
public class RepositorySettings extends PanacheEntityBase {
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

  /** The settings in force. */
  public Settings settings() {
    return switch (SettingsLoader.load(content)) {
      case SettingsLoader.Outcome.Good good -> good.settings();
      // A text that was good once, under rules that have become stricter since.
      case SettingsLoader.Outcome.Bad _ -> Settings.DEFAULTS;
    };
  }

  private void load(String newBlob, @Nullable String text, Instant now) {
    var outcome =
        text == null
            ? new SettingsLoader.Outcome.Bad(
                List.of(new SettingsMistake("", "the file is not a text, or too large.")))
            : SettingsLoader.load(text);
    switch (outcome) {
      case SettingsLoader.Outcome.Good _ -> {
        blob = newBlob;
        content = text == null ? "" : text;
        mistakes = null;
        mistakenBlob = null;
        loadedAt = now;
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
