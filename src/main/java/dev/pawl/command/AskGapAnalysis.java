package dev.pawl.command;

import dev.pawl.loop.policy.GapOnRequest;
import dev.pawl.loop.policy.LoopChange;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import dev.pawl.run.Phases;
import dev.pawl.run.ViewReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Sees to it that a gap analysis is under way, also where one was asked for the same state. */
@ApplicationScoped
public class AskGapAnalysis {
  private final LaneWrite lanes;
  private final ViewReader views;
  private final Phases phases;

  AskGapAnalysis(LaneWrite lanes, ViewReader views, Phases phases) {
    this.lanes = lanes;
    this.views = views;
    this.phases = phases;
  }

  /**
   * @param who for the history and the audit log
   */
  public Outcome ask(long repository, String who) {
    return lanes.in(
        repository, who, moment -> RepositoryFinder.in(repository, row -> ask(row, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> ask(Repository row, Moment moment) {
    return views
        .read(row, moment.now())
        .chain(
            view ->
                switch (GapOnRequest.of(view, moment.who())) {
                  case GapOnRequest.Answer.Open open -> open(row, open.change(), moment);
                  case GapOnRequest.Answer.No no ->
                      Uni.createFrom()
                          .item(LaneWrite.Noted.<Outcome>nothing(new Outcome.Overtaken(no.why())));
                });
  }

  private Uni<LaneWrite.Noted<Outcome>> open(Repository row, LoopChange.Open open, Moment moment) {
    return phases
        .open(
            new Phases.Wanted(
                row.id, open.kind(), open.title(), "", List.of(), open.origin(), open.reason()),
            moment)
        .map(
            phase ->
                new LaneWrite.Noted<>(
                    new Outcome.Done(Objects.requireNonNull(phase.id)),
                    new LaneWrite.Line(
                        "ask for gap analysis", RepositoryFinder.name(row), null, null)));
  }
}
