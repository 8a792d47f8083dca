package dev.pawl.run;

import java.time.Instant;

/**
 * When and by whom something is changed.
 *
 * @param now the world's time
 * @param who a person's name, or {@link HistoryLine#PAWL}
 */
public record Moment(Instant now, String who) {}
