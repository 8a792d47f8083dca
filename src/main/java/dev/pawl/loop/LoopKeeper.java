package dev.pawl.loop;

import dev.pawl.loop.policy.DiscussionText;
import dev.pawl.loop.policy.LoopChange;
import dev.pawl.mirror.PlanningFile;
import dev.pawl.mirror.Repository;
import dev.pawl.run.DiscussionReader;
import dev.pawl.run.HistoryLine;
import dev.pawl.run.Intervention;
import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.InterventionFacts.Scope;
import dev.pawl.run.Interventions;
import dev.pawl.run.Moment;
import dev.pawl.run.Onboardings;
import dev.pawl.run.Phase;
import dev.pawl.run.Phases;
import dev.pawl.run.Queue;
import dev.pawl.run.Receipts;
import dev.pawl.run.Transition;
import dev.pawl.run.View;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * Notes what the loop decides on its own. Belongs into the decision's own fenced transaction.
 *
 * <p>One switch and no class for each change: each is one or two lines about a neighbour's tables,
 * and the compiler names the change that is forgotten here. What is said on GitHub for it has a
 * class of its own, as every write has.
 */
@ApplicationScoped
class LoopKeeper {
  private final Phases phases;
  private final Queue queue;
  private final Interventions interventions;
  private final DiscussionReader discussions;
  private final Onboardings onboardings;
  private final Receipts receipts;

  LoopKeeper(
      Phases phases,
      Queue queue,
      Interventions interventions,
      DiscussionReader discussions,
      Onboardings onboardings,
      Receipts receipts) {
    this.receipts = receipts;
    this.onboardings = onboardings;
    this.phases = phases;
    this.queue = queue;
    this.interventions = interventions;
    this.discussions = discussions;
  }

  /**
   * @param view the one that they follow from, with all that merges are judged by
   */
  Uni<Void> apply(Repository repository, List<LoopChange> changes, View view) {
    Moment moment = new Moment(view.now(), HistoryLine.PAWL);
    return Multi.createFrom()
        .iterable(changes)
        .onItem()
        .transformToUniAndConcatenate(change -> apply(repository, change, view, moment))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> apply(Repository repository, LoopChange change, View view, Moment moment) {
    return switch (change) {
      case LoopChange.Open open ->
          text(open, view).chain(body -> open(repository, open, body, moment));
      case LoopChange.Take take -> take(repository, take, moment);
      case LoopChange.Processed done -> queue.processed(done.item(), moment);
      case LoopChange.Gone gone ->
          queue
              .gone(gone.item(), gone.why(), moment)
              .chain(
                  () ->
                      gone.cancelled() == null
                          ? Uni.createFrom().voidItem()
                          : follow(gone.cancelled(), new Transition.Cancelled(gone.why()), moment));
      case LoopChange.Ask ask ->
          interventions
              .raiseOnce(
                  new Interventions.Wanted(
                      repository.id,
                      ask.file() == null ? Scope.REPOSITORY : Scope.FILE,
                      null,
                      ask.file(),
                      ask.name(),
                      ask.why(),
                      ask.what(),
                      List.of(Choice.GO_ON)),
                  moment)
              .replaceWithVoid();
      case LoopChange.Look look -> {
        repository.doubt(look.why(), moment.now());
        yield Uni.createFrom().voidItem();
      }
      case LoopChange.Onboarded over -> onboardings.end(over.wish(), over.why(), moment);
      case LoopChange.Watched watched ->
          receipts.watched(
              repository.id,
              watched.pullRequest(),
              watched.watch(),
              watched.reason(),
              watched.change(),
              watched.red(),
              moment.now());
      case LoopChange.LookAtMerge look ->
          receipts.look(repository.id, look.pullRequest(), moment.now());
      case LoopChange.Needless needless ->
          follow(needless.phase(), new Transition.Skipped(needless.why()), moment);
      case LoopChange.Settled settled ->
          Intervention.<Intervention>findById(settled.intervention())
              .chain(row -> interventions.resolve(row, "settled", settled.why(), moment));
    };
  }

  /** Where nothing else is given: what was said about the pull request, as it was judged. */
  private Uni<String> text(LoopChange.Open open, View view) {
    String given = open.text();
    if (given != null) {
      return Uni.createFrom().item(given);
    }
    Integer number = open.pullRequest();
    return number == null || open.needless() != null
        ? Uni.createFrom().item("")
        : discussions
            .of(view.repository().id(), number)
            .map(said -> DiscussionText.of(said, DiscussionText.workers(view, number)));
  }

  private Uni<Void> open(Repository repository, LoopChange.Open open, String body, Moment moment) {
    return Phase.count("repositoryId = ?1 and origin = ?2", repository.id, open.origin())
        .chain(
            known ->
                known > 0 ? Uni.createFrom().voidItem() : opened(repository, open, body, moment));
  }

  private Uni<Void> opened(
      Repository repository, LoopChange.Open open, String body, Moment moment) {
    return phases
        .open(
            new Phases.Wanted(
                repository.id,
                open.kind(),
                open.title(),
                body,
                List.of(),
                open.origin(),
                open.reason()),
            moment)
        .chain(
            phase ->
                open.needless() == null
                    ? Uni.createFrom().voidItem()
                    : phases.apply(phase, new Transition.Skipped(open.needless()), moment));
  }

  private Uni<Void> follow(long phase, Transition change, Moment moment) {
    return Phase.<Phase>findById(phase).chain(row -> phases.apply(row, change, moment));
  }

  private Uni<Void> take(Repository repository, LoopChange.Take take, Moment moment) {
    return PlanningFile.<PlanningFile>findById(new PlanningFile.Key(repository.id, take.path()))
        .chain(
            file ->
                queue.take(
                    new Queue.Taken(
                        repository.id,
                        take.path(),
                        take.name(),
                        take.blob(),
                        take.title(),
                        Objects.requireNonNullElse(file.content, ""),
                        take.reason()),
                    moment));
  }
}
