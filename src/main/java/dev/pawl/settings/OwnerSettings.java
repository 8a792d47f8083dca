package dev.pawl.settings;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an owner says for all of its repositories: the file {@code .github/pawl.yml} of its
 * repository {@code .github}. The last text without a mistake is in force.
 *
 * <p>Wanted: every lane of the owner goes by the newest text. Race: each lane's reading brings the
 * text along, two may be under way at once, and the earlier answer may be stored last. So what is
 * stored goes by the time of the last push to the repository, which GitHub tells in the same
 * answer, and not by the order of the storing; within one second of GitHub's, and where there is no
 * such time, by when it was asked for. The row is locked before that is compared. Two pushes within
 * one second, of which the clocks of two replicas tell the wrong order, are put right by the next
 * reading.
 */
@Entity
@Table(name = "owner_settings")
public class OwnerSettings extends PanacheEntityBase {
  /** The repository in which an owner keeps what holds for all of its repositories. */
  public static final String REPOSITORY = ".github";

  private static final String NOTHING = "/";

  @Id public String owner = "";

  /** GitHub's id of the repository; null: there is none that Pawl sees. */
  @Column(name = "repository_id")
  public @Nullable Long repositoryId;

  public @Nullable String branch;

  /** The blob in force; empty: there is none. */
  public String blob = "";

  public String content = "";
  public @Nullable String mistakes;

  @Column(name = "mistaken_blob")
  public @Nullable String mistakenBlob;

  /** Whether any state of it was ever without a mistake, that of no file among them. */
  public boolean understood;

  @Column(name = "pushed_at")
  public @Nullable Instant pushedAt;

  @Column(name = "asked_at")
  public Instant askedAt = Instant.EPOCH;

  /** Whether the owner's lanes were woken for what is stored. */
  public boolean told = true;

  /**
   * What a reading has found.
   *
   * @param repository null: no such repository, or none that Pawl sees
   * @param blob empty: no such file
   * @param text null: it is no text, or too large
   * @param askedAt before GitHub was asked
   */
  public record Found(
      @Nullable Long repository,
      @Nullable String branch,
      @Nullable Instant pushedAt,
      String blob,
      @Nullable String text,
      Instant askedAt) {
    public static Found nothing(Instant askedAt) {
      return new Found(null, null, null, "", "", askedAt);
    }
  }

  /** How an owner's row is called. */
  public static String name(String owner) {
    return owner.toLowerCase(Locale.ROOT);
  }

  /** Takes what was found, unless something newer is stored. Belongs into a lane's transaction. */
  public static Uni<OwnerSettings> take(String owner, Found found) {
    String name = name(owner);
    return OwnerSettings.<OwnerSettings>findById(name)
        .chain(
            known ->
                known != null && known.says(found)
                    ? Uni.createFrom().item(known)
                    : locked(name).invoke(row -> row.load(found)));
  }

  /** Two lanes may make the row at once; the second waits for the first, and finds its row. */
  private static Uni<OwnerSettings> locked(String name) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into owner_settings (owner, asked_at) values (?1, ?2)"
                            + " on conflict do nothing")
                    .setParameter(1, name)
                    .setParameter(2, Instant.EPOCH)
                    .executeUpdate()
                    .chain(
                        () ->
                            session
                                .createNativeQuery(
                                    "select owner from owner_settings where owner = ?1 for update",
                                    String.class)
                                .setParameter(1, name)
                                .getSingleResult())
                    .chain(() -> OwnerSettings.<OwnerSettings>findById(name))
                    .call(session::refresh));
  }

  private boolean says(Found found) {
    return Objects.equals(repositoryId, found.repository())
        && Objects.equals(branch, found.branch())
        && Objects.equals(pushedAt, found.pushedAt())
        && newestBlob().equals(found.blob())
        && !askedAt.equals(Instant.EPOCH);
  }

  private String newestBlob() {
    return mistakenBlob == null ? blob : mistakenBlob;
  }

  void load(Found found) {
    if (!isNewer(found)) {
      return;
    }
    String before = seen();
    boolean first = askedAt.equals(Instant.EPOCH);
    repositoryId = found.repository();
    branch = found.branch();
    pushedAt = found.pushedAt();
    askedAt = found.askedAt();
    switch (outcome(found.text())) {
      case SettingsLoader.Outcome.Good _ -> {
        blob = found.blob();
        content = found.text() == null ? "" : found.text();
        mistakes = null;
        mistakenBlob = null;
        understood = true;
      }
      case SettingsLoader.Outcome.Bad bad -> {
        mistakes =
            bad.mistakes().stream()
                .map(SettingsMistake::toString)
                .collect(Collectors.joining("\n"));
        mistakenBlob = found.blob();
      }
    }
    // Where there is nothing at the first look, every lane goes by nothing already.
    told = told && (seen().equals(before) || (first && seen().equals(NOTHING)));
  }

  private boolean isNewer(Found found) {
    Instant known = pushedAt;
    Instant pushed = found.pushedAt();
    boolean same = repositoryId != null && repositoryId.equals(found.repository());
    return same && known != null && pushed != null && !known.equals(pushed)
        ? pushed.isAfter(known)
        : found.askedAt().isAfter(askedAt);
  }

  static SettingsLoader.Outcome outcome(@Nullable String text) {
    return text == null
        ? new SettingsLoader.Outcome.Bad(List.of(SettingsMistake.NO_TEXT))
        : SettingsLoader.load(text);
  }

  /** Names the state, as far as it matters to the owner's repositories. */
  public String seen() {
    return understood || mistakenBlob != null
        ? blob + "/" + (mistakenBlob == null ? "" : mistakenBlob)
        : NOTHING;
  }

  /** What is wrong with a text that is not in force, one a line, with where it stands. */
  @Nullable String wrong() {
    return mistakes == null
        ? null
        : mistakes
            .lines()
            .map(line -> owner + "/" + REPOSITORY + ": " + line)
            .collect(Collectors.joining("\n"));
  }
}
