package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Pawl on one account. */
@Entity
@Table(name = "mirror_installation")
public class Installation extends PanacheEntityBase {
  public static final String ACTIVE = "active";
  public static final String SUSPENDED = "suspended";
  public static final String REMOVED = "removed";

  @Id public long id;

  @Column(name = "account_id")
  public long accountId;

  public String account = "";

  @Column(name = "account_type")
  public String accountType = "";

  public String state = ACTIVE;

  /** GitHub's {@code updated_at} of what is stored. */
  public Instant version = Instant.EPOCH;

  @Column(name = "seen_at")
  public Instant seenAt = Instant.EPOCH;
}
