package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers what somebody has said by one comment, which is changed when there is more to say. Each
 * change puts its own marker into it, so that it is found again.
 *
 * <p>Wanted: one comment for each text that holds commands. Race: an answer was sent, and nobody
 * heard what became of it, when the next one is due. So what is there is looked up just before it
 * is sent: in the outbox, and at GitHub only where the outbox does not know.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/comments">Issue comments</a>
 */
@ApplicationScoped
class PutAnswerWriter implements EffectWriter<Intent.PutAnswer> {
  private static final int FORBIDDEN = 403;

  /** The outcome of an answer where no App may write, as in a locked conversation. */
  private static final String LOCKED = "locked";

  private final Probing probing;
  private final Forerunners forerunners;

  PutAnswerWriter(Probing probing, Forerunners forerunners) {
    this.probing = probing;
    this.forerunners = forerunners;
  }

  @Override
  public Class<Intent.PutAnswer> intent() {
    return Intent.PutAnswer.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.PutAnswer intent) {
    Map<String, String> body = Map.of("body", TextLimits.marked(intent.body(), target.key()));
    if (intent.comment() == null) {
      return new Call(
          Endpoint.CREATE_COMMENT,
          target.issuePath(intent.issue()),
          Map.of(),
          body,
          target.principal());
    }
    Map<String, String> path = new HashMap<>(target.path());
    path.put("comment_id", Long.toString(intent.comment()));
    return new Call(Endpoint.UPDATE_COMMENT, path, Map.of(), body, target.principal());
  }

  @Override
  public Aim<Intent.PutAnswer> aim(EffectTarget target, Intent.PutAnswer intent) {
    Forerunners.Left left = forerunners.left(target, intent.kind());
    if (left.result() != null || !left.tried()) {
      return onto(left.result(), intent);
    }
    String stem = Forerunners.stem(target.key());
    // An earlier answer may be any time older than this one.
    return switch (look(target, intent, null, key -> key.startsWith(stem))) {
      case Probe.Found found -> onto(found.written().id(), intent);
      case Probe.Absent _ -> onto(null, intent);
      case Probe.Unclear unclear -> new Aim.Unclear<>(unclear);
      // A comment can always be looked for.
      case Probe.Lost lost -> new Aim.Unclear<>(new Probe.Unclear(lost.reason(), null));
    };
  }

  private static Aim<Intent.PutAnswer> onto(@Nullable Long there, Intent.PutAnswer intent) {
    return new Aim.At<>(there == null ? intent : intent.onto(there));
  }

  /** Where the conversation, or the answer that was to be changed, is gone, nobody waits for it. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return switch (refusal.status()) {
      case 404, 410 -> new Refusal.Done();
      case FORBIDDEN -> new Refusal.Over(LOCKED);
      default -> EffectWriter.super.refused(refusal);
    };
  }

  @Override
  public Probe probe(EffectTarget target, Intent.PutAnswer intent) {
    // A change makes a comment new for this list as well.
    return look(target, intent, Probing.since(target), target.key()::equals);
  }

  private Probe look(
      EffectTarget target,
      Intent.PutAnswer intent,
      @Nullable Instant since,
      Predicate<String> key) {
    Call listing =
        new Call(
            Endpoint.LIST_COMMENTS,
            target.issuePath(intent.issue()),
            since == null ? Map.of() : Map.of("since", since.toString()),
            null,
            target.principal());
    return probing.oldest(listing, "", comment -> probing.isOwn(comment, key));
  }
}
