package dev.pawl.store;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The places where a crash is worst. Tests name one by the system property {@code pawl.kill-point},
 * such as {@code after-send} or {@code after-send:2} for the second time it is reached; the thread
 * that reaches it says so in the log and stays there until the process is killed. Without the
 * property a point costs one comparison.
 */
public enum KillPoint {
  BEFORE_INBOX_COMMIT,
  AFTER_INBOX_COMMIT,
  BETWEEN_PROJECTING_AND_DECIDING,
  AFTER_PLAN,
  AFTER_CLAIM,
  AFTER_SEND,
  AFTER_RESPONSE,
  AFTER_RECORD;

  private static final Logger LOG = Logger.getLogger(KillPoint.class);
  private static final String[] CHOSEN = System.getProperty("pawl.kill-point", "").split(":", 2);
  private static final AtomicInteger LEFT =
      new AtomicInteger(CHOSEN.length == 2 ? Integer.parseInt(CHOSEN[1]) : 1);

  /** The point's name in properties and logs, such as {@code after-plan}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Stops here for good when this point was chosen. */
  public void reached() {
    if (CHOSEN[0].isEmpty() || !CHOSEN[0].equals(label()) || LEFT.decrementAndGet() != 0) {
      return;
    }
    LOG.warnf("kill point reached: %s", label());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
