package dev.pawl.story;

import dev.pawl.chaos.Stage;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.Story;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A story of random lives, with Pawl within this process. */
abstract class StagedStory extends Story {
  final class Here implements Stage {
    @Override
    public SandboxControl github() {
      return github;
    }

    @Override
    public URI pawl() {
      return webhook();
    }

    @Override
    public List<String> texts(String sql) {
      List<String> texts = new ArrayList<>();
      for (Row row : database().execute(sql)) {
        texts.add(String.valueOf(row.getValue(0)));
      }
      return texts;
    }

    @Override
    public double speed() {
      return 1;
    }

    @Override
    public void pass(Duration duration) {
      passTime(duration);
    }

    @Override
    public void kill() {
      throw new UnsupportedOperationException("it runs within this process");
    }

    @Override
    public void awake() {}

    @Override
    public void eventually(Callable<Boolean> condition) {
      StagedStory.this.eventually(condition);
    }
  }
}
