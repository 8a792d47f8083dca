package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Comments on an issue or pull request.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/comments#create-an-issue-comment">Create an
 *     issue comment</a>
 */
@ApplicationScoped
class CreateCommentWriter implements EffectWriter<Intent.CreateComment> {
  private final Probing probing;

  CreateCommentWriter(Probing probing) {
    this.probing = probing;
  }

  @Override
  public Class<Intent.CreateComment> intent() {
    return Intent.CreateComment.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.CreateComment intent) {
    return new Call(
        Endpoint.CREATE_COMMENT,
        target.issuePath(intent.issue()),
        Map.of(),
        Map.of("body", TextLimits.marked(intent.body(), target.key())),
        target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CreateComment intent) {
    // Asked from the time it was planned on, since this list runs from the oldest.
    Call listing =
        new Call(
            Endpoint.LIST_COMMENTS,
            target.issuePath(intent.issue()),
            Map.of("since", Probing.since(target).toString()),
            null,
            target.principal());
    return probing.oldest(listing, "", comment -> probing.isOwn(comment, target.key()));
  }
}
