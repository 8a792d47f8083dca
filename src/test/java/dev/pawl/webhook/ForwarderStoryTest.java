package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A machine that GitHub cannot reach hears of what happens over a channel. */
@QuarkusTest
@Tag("system")
@Tag("alone")
@TestProfile(ForwarderStoryTest.OverAChannel.class)
class ForwarderStoryTest extends Story {
  private static @Nullable SmeeChannel channel;

  public static final class OverAChannel implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Channel.class));
    }
  }

  public static final class Channel implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      SmeeChannel started = new SmeeChannel();
      channel = started;
      return Map.of("pawl.webhook.forwarder", started.address().toString());
    }

    @Override
    public void stop() {
      if (channel != null) {
        channel.close();
      }
    }
  }

  private static SmeeChannel channel() {
    if (channel == null) {
      throw new IllegalStateException("no channel");
    }
    return channel;
  }

  @Test
  void deliveriesComeOverTheChannel() {
    eventually(() -> channel().heard());
    github.webhook(channel().address(), SandboxResource.SECRET);
    String repository = repositoryWithGoal("lamp");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);

    // The channel starts anew, and is listened to again.
    channel().hangUp();
    eventually(() -> channel().heard());
    github.openIssue(repository, owner, "Größe < 1 & 🚢", "Ein \"Text\"\n\tmit \\ allem  ");
    eventually(
        () -> count("select count(*) as n from mirror_issue where title = 'Größe < 1 & 🚢'") == 1);
    settled();
  }

  /** Who knows the channel's address can write to it, and is asked for a signature all the same. */
  @Test
  void whatIsNotSignedIsRefused() {
    eventually(() -> channel().heard());
    long before = count("select count(*) as n from delivery");
    Webhook stranger = new Webhook(channel().address(), "a guess");
    assertThat(stranger.send("issues", UUID.randomUUID(), "{\"action\":\"opened\"}"))
        .isEqualTo(200);
    UUID signed = UUID.randomUUID();
    assertThat(
            new Webhook(channel().address(), SandboxResource.SECRET)
                .send("ping", signed, "{\"zen\":\"a\"}"))
        .isEqualTo(200);
    eventually(
        () -> count("select count(*) as n from delivery where guid = '" + signed + "'") == 1);
    assertThat(count("select count(*) as n from delivery")).isEqualTo(before + 1);
    settled();
  }
}
