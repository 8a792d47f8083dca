package dev.pawl.loop;

import dev.pawl.merge.policy.Landing;
import dev.pawl.run.HistoryLine;
import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.InterventionFacts.Scope;
import dev.pawl.run.Interventions;
import dev.pawl.run.Moment;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Calls a person where a merge has landed something else than was judged. */
@ApplicationScoped
class Landings {
  private final Interventions interventions;

  Landings(Interventions interventions) {
    this.interventions = interventions;
  }

  /** Once for each such merge; whether the view is older than what was raised now. */
  Uni<Boolean> raised(View view) {
    Moment moment = new Moment(view.now(), HistoryLine.PAWL);
    return Multi.createFrom()
        .iterable(Landing.otherwise(view))
        .onItem()
        .transformToUniAndConcatenate(
            pull -> interventions.raiseOnce(wanted(view.repository().id(), pull), moment))
        .collect()
        .asList()
        .map(raised -> raised.contains(true));
  }

  private static Interventions.Wanted wanted(long repository, PullRequestFacts pull) {
    return new Interventions.Wanted(
        repository,
        Scope.REPOSITORY,
        null,
        null,
        "landed:" + pull.number(),
        "the merge of #"
            + pull.number()
            + " gave "
            + pull.base().branch()
            + " another content than the one that was judged",
        "Look at what #"
            + pull.number()
            + " has changed in "
            + pull.base().branch()
            + ", mend it where needed, then go on. Nothing else is merged until then.",
        List.of(Choice.GO_ON));
  }
}
