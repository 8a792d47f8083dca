package dev.pawl.command;

import dev.pawl.loop.policy.LoopChange;
import dev.pawl.loop.policy.PromoteOnRequest;
import dev.pawl.mirror.PlanningFile;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import dev.pawl.run.Queue;
import dev.pawl.run.ViewReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Takes up a task of the queue before its turn. */
@ApplicationScoped
public class PromoteFile {
  private final LaneWrite lanes;
  private final ViewReader views;
  private final Queue queue;

  PromoteFile(LaneWrite lanes, ViewReader views, Queue queue) {
    this.lanes = lanes;
    this.views = views;
    this.queue = queue;
  }

  /**
   * @param file its path or name; empty: the first one
   * @param who for the history and the audit log
   */
  public Outcome promote(long repository, String file, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> promote(row, file, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> promote(Repository row, String file, Moment moment) {
    return views
        .read(row, moment.now())
        .chain(
            view ->
                switch (PromoteOnRequest.of(view, file.strip(), moment.who())) {
                  case PromoteOnRequest.Answer.Take take -> take(row, take.change(), moment);
                  case PromoteOnRequest.Answer.No no ->
                      Uni.createFrom()
                          .item(LaneWrite.Noted.<Outcome>nothing(new Outcome.Overtaken(no.why())));
                });
  }

  private Uni<LaneWrite.Noted<Outcome>> take(Repository row, LoopChange.Take take, Moment moment) {
    return PlanningFile.<PlanningFile>findById(new PlanningFile.Key(row.id, take.path()))
        .chain(
            file ->
                queue.take(
                    new Queue.Taken(
                        row.id,
                        take.path(),
                        take.name(),
                        take.blob(),
                        take.title(),
                        Objects.requireNonNullElse(file.content, ""),
                        take.reason()),
                    moment))
        .replaceWith(
            new LaneWrite.Noted<>(
                new Outcome.Done(0),
                new LaneWrite.Line("promote file", RepositoryFinder.name(row), null, take.path())));
  }
}
