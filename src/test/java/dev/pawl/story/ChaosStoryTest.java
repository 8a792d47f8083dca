package dev.pawl.story;

import dev.pawl.chaos.Lives;
import dev.pawl.chaos.Stage;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random lives of pull requests, told in every way there is, while GitHub has its moods. */
@QuarkusTest
@Tag("system")
@Timeout(300)
class ChaosStoryTest extends Story {
  private static final int LIVES = Integer.getInteger("pawl.chaos.lives", 8);

  @Test
  void L32_whateverIsToldAndHowIsMergedOnceAndRightly() {
    Lives.play(new Here(), LIVES, 30, false);
  }

  private final class Here implements Stage {
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
      ChaosStoryTest.this.eventually(condition);
    }
  }
}
