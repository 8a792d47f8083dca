package dev.pawl.bench;

import dev.pawl.agent.policy.Finished;
import dev.pawl.loop.policy.Decision;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.run.View;
import dev.pawl.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to judge a stored view once more: all guards, and what the loop does by them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Judging {
  /** Where a view lies, as the database had it. */
  @Param("")
  public String file;

  private String stored;
  private View view;

  @Setup
  public void read() throws IOException {
    stored = Files.readString(Path.of(file));
    view = Json.read(stored, View.class);
  }

  @Benchmark
  public Decision judge() {
    return decide(view);
  }

  @Benchmark
  public Decision readAndJudge() {
    return decide(Json.read(stored, View.class));
  }

  private static Decision decide(View view) {
    return LoopPolicy.decide(view, MergeRound.judge(view, Guards.IN_ORDER, Finished::of));
  }
}
