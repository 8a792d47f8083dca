package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.PawlProcess;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} while a command is worked off: another process goes on, and what was said is done
 * once and answered by one comment.
 */
class CommandKillTest extends SystemStory {
  private static final String REPOSITORY = "acme/lighthouse";

  /** Most of the time something that may have landed is waited for, by this clock. */
  @Override
  double speed() {
    return 2 * SPEED;
  }

  /** The check run on what to set up is written first, then the eyes, then the answer. */
  @ParameterizedTest
  @ValueSource(strings = "after-send:3")
  void C6_aCommandIsDoneOnceWheneverPawlDies(String point) {
    github.createRepository("acme", "lighthouse", Map.of("README.md", "#"));
    github.createPerson("ada");
    github.permit(REPOSITORY, "ada", "write");
    PawlProcess first = run(pawl().with("pawl.kill-point", point));
    deliverTo(first);
    github.install("acme");
    eventually(() -> github.checkRuns(REPOSITORY).size() == 1);
    int issue = github.openIssue(REPOSITORY, "ada", "A word", "");
    settled();
    Thread.startVirtualThread(
        () -> github.comment(REPOSITORY, issue, "ada", "/pawl pause\n\n/pawl create issue X"));
    eventually(() -> first.logged("kill point reached: " + point.split(":")[0]));
    first.kill();

    PawlProcess second = run(pawl());
    deliverTo(second);
    eventually(() -> github.comments(REPOSITORY, issue).size() == 2);
    settled();
    assertThat(texts("select line || ' ' || state from command order by id"))
        .containsExactly("/pawl pause done", "/pawl create issue X declined");
    assertThat(count("select count(*) from hold")).isOne();
    assertThat(count("select count(*) from audit where what = 'pause repository'")).isOne();
    assertThat(written("/repos/" + REPOSITORY + "/issues/" + issue + "/comments")).isOne();
    assertThat(github.comments(REPOSITORY, issue)).hasSize(2);
    assertThat(count("select count(*) from effect where state not in ('done', 'cancelled')"))
        .isZero();
  }
}
