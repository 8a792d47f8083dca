package dev.pawl.run;

import dev.pawl.store.Json;
import dev.pawl.store.Packed;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a phase produced, or what is kept of a run that has ended, with a hash that says which
 * content is meant. To load one is to load its text: whoever needs only what is said of it asks for
 * those columns.
 */
@Entity
@Table(name = "artifact")
public class Artifact extends PanacheEntityBase {
  /** Of a run, not of a phase. */
  static final String ARCHIVE = "archive";

  /**
   * From so many bytes on a text is packed. A shorter one is kept in the table's own row either
   * way, and packing could save no more than a part of a kilobyte.
   */
  static final int LARGE = 1024;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  /** Null for an archive. */
  @Column(name = "phase_id")
  public @Nullable Long phaseId;

  /** The run that has ended; null for all but an archive. */
  @Column(name = "run_id")
  public @Nullable Long runId;

  /** {@code issue}, {@code pull-request}, {@code merge} or {@code archive}. */
  public String kind = "";

  /** What people call it, such as {@code #41}. */
  public String link = "";

  /** SHA-256 in hexadecimal digits: of the text, or of the pull request's head. */
  public String hash = "";

  /** Of the text in UTF-8; null where there is none. It stays when the text is dropped. */
  public @Nullable Integer bytes;

  /** The text, perhaps packed; null where there is none, or none any more. */
  public byte @Nullable [] content;

  public boolean packed;

  @Column(name = "made_at")
  public Instant madeAt = Instant.EPOCH;

  /** What is only named, such as a commit: its content is GitHub's. */
  static Artifact named(String kind, String link, String name, Instant now) {
    Artifact artifact = new Artifact();
    artifact.kind = kind;
    artifact.link = link;
    artifact.hash = Json.hash(name);
    artifact.madeAt = now;
    return artifact;
  }

  /** What Pawl has the text of. */
  static Artifact holding(String kind, String link, String text, Instant now) {
    Artifact artifact = named(kind, link, text, now);
    Packed stored = Packed.of(text.getBytes(StandardCharsets.UTF_8), LARGE);
    artifact.bytes = stored.size();
    artifact.content = stored.bytes();
    artifact.packed = stored.packed();
    return artifact;
  }
}
