package dev.pawl.run;

import dev.pawl.effect.Effect;
import dev.pawl.effect.Effects;
import dev.pawl.mirror.Installation;
import dev.pawl.mirror.Issue;
import dev.pawl.mirror.Repository;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.store.ReadingAlone;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a repository's picture from the mirror. Belongs into a transaction of its lane. */
@ApplicationScoped
public class ViewReader {
  /** The line of the goal's template that has to go; whoever takes it out has written a goal. */
  public static final String TEMPLATE = "<!-- pawl:goal-template";

  /** How long a merge counts where merges are counted. */
  private static final Duration PACE = Duration.ofHours(1);

  /** Closed ones may be opened again; seldom after so many others. */
  private static final int CLOSED = 100;

  private static final String ISSUES =
      "from Issue i where i.repositoryId = ?1 and i.effectKey is not null and (i.state = 'open'"
          + " or i.number in (select c.number from Issue c where c.repositoryId = ?1"
          + " and c.effectKey is not null and c.state <> 'open' order by c.number desc limit "
          + CLOSED
          + ")) order by i.number";

  private final Effects effects;
  private final PullRequestFactsReader pullRequests;
  private final RunReader runs;
  private final AlteredTextReader texts;
  private final PlanningFilesReader files;

  ViewReader(
      Effects effects,
      PullRequestFactsReader pullRequests,
      RunReader runs,
      PlanningFilesReader files,
      AlteredTextReader texts) {
    this.effects = effects;
    this.pullRequests = pullRequests;
    this.runs = runs;
    this.texts = texts;
    this.files = files;
  }

  public Uni<View> read(Repository repository, Instant now) {
    return Presence.of(repository.id).chain(there -> read(repository, there, now));
  }

  Uni<View> read(Repository repository, Presence there, Instant now) {
    return ReadingAlone.of(
        () ->
            mirrored(repository, there, now)
                .chain(view -> runs.completed(view, there))
                .chain(this::withEffects));
  }

  /** The same mirror at the same moment, after Pawl's own books have changed. */
  public Uni<View> again(View view) {
    return ReadingAlone.of(
        () ->
            Presence.of(view.repository().id())
                .chain(there -> runs.again(view, there))
                .chain(this::withEffects));
  }

  private Uni<View> withEffects(View view) {
    return written(view).chain(this::withPace);
  }

  private Uni<View> withPace(View view) {
    return view.settings().guards().perHour() == 0
        ? Uni.createFrom().item(view)
        : effects.merged(view.repository().id(), view.now().minus(PACE)).map(view::merging);
  }

  private Uni<View> written(View view) {
    EffectKeyFacts asked = EffectKeyFacts.of(view);
    return effects
        .known(view.repository().id(), asked.keys(), asked.stems(), asked.checks())
        .chain(
            known ->
                texts
                    .altered(view, known)
                    .map(
                        altered ->
                            view.with(known.stream().map(ViewReader::facts).toList())
                                .reading(altered)));
  }

  private Uni<View> mirrored(Repository repository, Presence there, Instant now) {
    return Installation.<Installation>findById(repository.installationId)
        .chain(
            installation ->
                files
                    .read(repository.id)
                    .chain(
                        found ->
                            Presence.where(
                                    there.issues(), () -> Issue.<Issue>list(ISSUES, repository.id))
                                .chain(
                                    issues ->
                                        Presence.where(
                                                there.pullRequests(),
                                                () -> pullRequests.read(repository.id))
                                            .chain(
                                                pulls ->
                                                    read(
                                                        repository,
                                                        installation,
                                                        found,
                                                        issues,
                                                        pulls,
                                                        now)))));
  }

  private Uni<View> read(
      Repository repository,
      @Nullable Installation installation,
      List<View.FileFacts> found,
      List<Issue> issues,
      List<PullRequestFacts> pulls,
      Instant now) {
    return RepositorySettings.<RepositorySettings>findById(repository.id)
        .map(RepositorySettings::inForce)
        .map(
            force ->
                new View(
                        now,
                        facts(repository, installation),
                        found,
                        issues.stream().map(ViewReader::facts).toList(),
                        List.of(),
                        pulls,
                        force.settings(),
                        force.mistakes())
                    .unsettled(force.unsettled()));
  }

  private static View.RepositoryFacts facts(
      Repository repository, @Nullable Installation installation) {
    return new View.RepositoryFacts(
        repository.id,
        repository.owner,
        repository.name,
        reach(repository, installation),
        repository.archived,
        repository.issuesEnabled,
        repository.isEmpty,
        repository.readAt != null,
        repository.dirty,
        repository.unreadable,
        repository.head,
        repository.defaultBranch == null ? "" : repository.defaultBranch,
        repository.processedRead,
        repository.readAt);
  }

  private static View.Reach reach(Repository repository, @Nullable Installation installation) {
    if (repository.state.equals(Repository.DELETED)) {
      return View.Reach.DELETED;
    }
    if (repository.state.equals(Repository.REMOVED)
        || (installation != null && installation.state.equals(Installation.REMOVED))) {
      return View.Reach.REMOVED;
    }
    return installation != null && installation.state.equals(Installation.SUSPENDED)
        ? View.Reach.SUSPENDED
        : View.Reach.ACTIVE;
  }

  private static View.IssueFacts facts(Issue issue) {
    return new View.IssueFacts(
        issue.number,
        issue.effectKey == null ? "" : issue.effectKey,
        issue.state,
        issue.title,
        issue.assignees.lines().toList(),
        null,
        issue.locked);
  }

  private static View.EffectFacts facts(Effect effect) {
    return new View.EffectFacts(
        effect.key,
        effect.kind,
        effect.state,
        effect.notBefore,
        effect.resultNumber,
        effect.error,
        effect.after,
        effect.resultId,
        effect.outcome,
        effect.resultCommit);
  }
}
