package dev.pawl.chaos;

import dev.pawl.sandbox.SandboxControl;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Where a life is played: Pawl within this process, or one that can be killed. */
public interface Stage {
  SandboxControl github();

  /** Where Pawl answers. */
  URI pawl();

  /** The first column of each row of Pawl's database. */
  List<String> texts(String sql);

  /** How much faster than this machine's the world's clock runs. */
  double speed();

  /** Lets the world's time pass, on both sides. */
  void pass(Duration duration);

  /** kill -9; what GitHub sends from now on finds nobody. */
  void kill();

  /** Another process takes over, where one was killed. */
  void awake();

  /** Waits for something that must come about. */
  void eventually(Callable<Boolean> condition);

  default long count(String sql) {
    return Long.parseLong(texts(sql).getFirst());
  }
}
