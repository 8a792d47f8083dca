package dev.pawl.mirror;

import java.util.Objects;

/**
 * How what is told of a check relates to what is stored of the same name. Checks carry no {@code
 * updated_at}: a rerun has a greater id, and a check that has ended does not begin again by itself.
 */
enum CheckNews {
  TAKE,
  DROP,
  /** Only a reading can tell which was last. */
  DOUBT;

  /**
   * @param created whether the event says that the check was made just now, which is the first
   *     thing that anybody says of it
   */
  static CheckNews of(Check stored, Check told, boolean created) {
    if (told.id != 0 && stored.id != 0 && told.id != stored.id) {
      return told.id > stored.id ? TAKE : DROP;
    }
    boolean same =
        stored.status.equals(told.status) && Objects.equals(stored.conclusion, told.conclusion);
    if (told.id == 0 || stored.id == 0) {
      return same ? DROP : byTime(stored, told);
    }
    if (same || (created && !told.ended())) {
      return DROP;
    }
    // A workflow that was approved, or is rerun, keeps its id and begins again.
    if (stored.ended() == told.ended() || stored.kind.equals(Check.WORKFLOW)) {
      return byTime(stored, told);
    }
    return told.ended() ? TAKE : DOUBT;
  }

  private static CheckNews byTime(Check stored, Check told) {
    if (stored.version == null || told.version == null) {
      return DOUBT;
    }
    int order = told.version.compareTo(stored.version);
    return order > 0 ? TAKE : order < 0 ? DROP : DOUBT;
  }
}
