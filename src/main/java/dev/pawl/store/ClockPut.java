package dev.pawl.store;

import java.time.Duration;
import java.time.Instant;

/**
 * This machine's clock was put forward or back. Whoever stored a time to wait for stores another
 * one: the old one says nothing by the new clock. Fired synchronously, before lanes look again.
 *
 * @param by how far it was put forward; negative when back
 * @param now the world's time since
 */
public record ClockPut(Duration by, Instant now) {}
