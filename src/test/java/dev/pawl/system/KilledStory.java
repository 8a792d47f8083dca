package dev.pawl.system;

import static org.awaitility.Awaitility.await;

import dev.pawl.chaos.Stage;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.PawlProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** A story of random lives, in which the packaged Pawl is killed now and then. */
abstract class KilledStory extends SystemStory {
  private PawlProcess running;
  private boolean killed;

  /** What is set besides. */
  abstract PawlProcess.Start with(PawlProcess.Start start);

  final void start() {
    // What was lost is looked for soon, since nobody can move this Pawl's clock.
    running = run(with(pawl().with("pawl.ledger.interval", "2m")));
    deliverTo(running);
  }

  final class There implements Stage {
    @Override
    public SandboxControl github() {
      return github;
    }

    @Override
    public URI pawl() {
      return running.webhook();
    }

    @Override
    public List<String> texts(String sql) {
      return KilledStory.this.texts(sql);
    }

    @Override
    public double speed() {
      return KilledStory.this.speed();
    }

    /** By the clock that both sides share; half an hour is that of the ledger here. */
    @Override
    public void pass(Duration duration) {
      Duration most = Duration.ofMinutes(2);
      Duration world = duration.compareTo(most) > 0 ? most : duration;
      long until = System.nanoTime() + (long) (world.toNanos() / speed());
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }

    @Override
    public void kill() {
      running.kill();
      killed = true;
    }

    @Override
    public void awake() {
      if (killed) {
        start();
        killed = false;
      }
    }

    @Override
    public void eventually(Callable<Boolean> condition) {
      await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100)).until(condition);
    }
  }
}
