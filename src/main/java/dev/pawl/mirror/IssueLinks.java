package dev.pawl.mirror;

import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which pull requests the loop follows, and which issue each of them works on. Every method
 * belongs into a transaction of the repository's lane.
 */
@ApplicationScoped
public class IssueLinks {
  /** Pull requests and issues that are looked at together; the latest count. */
  private static final int MOST = 200;

  /** Pull requests from forks that wait to be read: anybody can open any number of them. */
  private static final int MOST_UNREAD_FORKS = 20;

  private final AgentIdentities agents;

  IssueLinks(AgentIdentities agents) {
    this.agents = agents;
  }

  /** Begins to follow what has become of interest, and links all that is followed anew. */
  public Uni<Void> follow(long repository) {
    return issues(repository)
        .chain(
            issues ->
                candidates(repository)
                    .chain(candidates -> follow(repository, candidates, issues))
                    .chain(() -> link(repository, issues)));
  }

  /**
   * Who is an agent by the settings in force. They may change while pull requests are open; the
   * reading that finds it comes by here, so each is judged anew. They are asked for where there is
   * a pull request at all, and once a transaction, however many events it takes.
   */
  private Uni<List<AgentIdentity>> agents(long repository) {
    return RepositorySettings.<RepositorySettings>findById(repository)
        .map(row -> agents.of((row == null ? Settings.DEFAULTS : row.settings()).agent()));
  }

  /** The same, where an issue changed; only one that Pawl made matters to pull requests. */
  Uni<Void> followIssue(long repository, int number) {
    return Issue.<Issue>findById(new Issue.Key(repository, number))
        .chain(
            issue ->
                issue == null || issue.effectKey == null
                    ? Uni.createFrom().voidItem()
                    : follow(repository));
  }

  /** A person has said which issue a pull request works on; nothing that is found overrules it. */
  public Uni<Void> linkByPerson(PullRequest pull, int issue) {
    pull.tracked = true;
    pull.doubt("somebody said which issue it works on");
    return IssueLink.<IssueLink>findById(new IssueLink.Key(pull.repositoryId, pull.number))
        .chain(
            known -> keep(pull, known, new IssueLinking.Link(issue, IssueLinking.How.PERSON, "")))
        .chain(() -> follow(pull.repositoryId));
  }

  /** Whether a pull request is known that was merged for an issue. */
  Uni<Boolean> merged(long repository, int issue) {
    return PullRequest.count(
            "repositoryId = ?1 and state = 'merged' and number in (select l.pullRequest"
                + " from IssueLink l where l.repositoryId = ?1 and l.issue = ?2)",
            repository,
            issue)
        .map(count -> count > 0);
  }

  private static Uni<List<Issue>> issues(long repository) {
    return Issue.<Issue>find(
            "repositoryId = ?1 and effectKey is not null order by number desc", repository)
        .page(0, MOST)
        .list();
  }

  /**
   * Those not followed yet that could be. One may be first heard of when it has ended already: it
   * is read once, since its merge counts however late it is learned of.
   */
  private static Uni<List<PullRequest>> candidates(long repository) {
    return PullRequest.<PullRequest>find(
            "repositoryId = ?1 and not tracked and (state = 'open' or readAt is null and fails = 0)"
                + " order by number desc",
            repository)
        .page(0, MOST)
        .list();
  }

  private Uni<Void> follow(long repository, List<PullRequest> candidates, List<Issue> issues) {
    Set<Integer> ours = issues.stream().map(issue -> issue.number).collect(Collectors.toSet());
    return candidates.isEmpty()
        ? Uni.createFrom().voidItem()
        : agents(repository)
            .map(
                agents ->
                    candidates.stream()
                        .filter(row -> ofInterest(row, ours, agents))
                        .sorted(
                            Comparator.comparing(
                                row -> closes(row).stream().noneMatch(ours::contains)))
                        .toList())
            .chain(wanted -> follow(repository, wanted));
  }

  private static Uni<Void> follow(long repository, List<PullRequest> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return PullRequest.count(
            "repositoryId = ?1 and tracked and readAt is null"
                + " and (headRepository is null or headRepository <> ?1)",
            repository)
        .invoke(
            unread -> {
              long forks = unread;
              int place = 0;
              for (PullRequest row : wanted) {
                if (!row.fork() || forks++ < MOST_UNREAD_FORKS) {
                  row.tracked = true;
                  row.doubt(PullRequest.FOLLOWED);
                  row.inTurn(place++, row.seenAt);
                }
              }
            })
        .replaceWithVoid();
  }

  /**
   * A stranger's is read once: whatever else comes from there changes nothing. So is another bot's,
   * until the settings call that bot an agent.
   */
  private static boolean ofInterest(
      PullRequest row, Set<Integer> ours, List<AgentIdentity> agents) {
    boolean agent = agent(row, agents).isPresent();
    if (row.readAt != null && (stranger(row) || (row.bot && !agent))) {
      return false;
    }
    return row.effectKey != null || agent || closes(row).stream().anyMatch(ours::contains);
  }

  private static Optional<AgentIdentity> agent(PullRequest row, List<AgentIdentity> agents) {
    return agents.stream().filter(agent -> agent.is(row.authorId, row.author, row.bot)).findFirst();
  }

  /** Whether it comes from a fork, and its author is not known to have write access. */
  private static boolean stranger(PullRequest row) {
    return row.fork() && !Set.of("WRITE", "MAINTAIN", "ADMIN").contains(row.access);
  }

  private Uni<Void> link(long repository, List<Issue> issues) {
    return PullRequest.<PullRequest>find(
            "repositoryId = ?1 and tracked order by number desc", repository)
        .page(0, MOST)
        .list()
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : agents(repository).chain(agents -> link(repository, rows, issues, agents)));
  }

  private static Uni<Void> link(
      long repository, List<PullRequest> rows, List<Issue> issues, List<AgentIdentity> agents) {
    return IssueLink.<IssueLink>list(
            "repositoryId = ?1 and pullRequest in (?2)",
            repository,
            rows.stream().map(row -> row.number).toList())
        .chain(known -> store(rows, known, issues, agents));
  }

  private static Uni<Void> store(
      List<PullRequest> rows,
      List<IssueLink> known,
      List<Issue> issues,
      List<AgentIdentity> agents) {
    Map<Integer, IssueLink> stored = new HashMap<>();
    known.forEach(link -> stored.put(link.pullRequest, link));
    Map<Integer, IssueLinking.Link> links =
        IssueLinking.link(
            rows.stream().map(row -> candidate(row, stored.get(row.number), agents)).toList(),
            issues.stream().map(issue -> task(issue, agents)).toList());
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> {
              IssueLinking.Link link = Objects.requireNonNull(links.get(row.number));
              row.tracked &= !letGo(row, link, agents);
              return keep(row, stored.get(row.number), link);
            })
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /**
   * A stranger's, or a bot's that only copied Pawl's marker, is followed no more once GitHub has
   * said whose it is.
   */
  private static boolean letGo(
      PullRequest row, IssueLinking.Link link, List<AgentIdentity> agents) {
    boolean settled = row.readAt != null && row.dirty == null && link.issue() == null;
    return settled && (stranger(row) || (row.bot && !row.byApp && agent(row, agents).isEmpty()));
  }

  private static Uni<IssueLink> keep(
      PullRequest row, @Nullable IssueLink known, IssueLinking.Link link) {
    IssueLink stored = known == null ? new IssueLink() : known;
    stored.repositoryId = row.repositoryId;
    stored.pullRequest = row.number;
    stored.issue = link.issue();
    stored.how = link.how().word();
    stored.note = link.note();
    return known == null ? stored.persist() : Uni.createFrom().item(stored);
  }

  private static IssueLinking.Candidate candidate(
      PullRequest row, @Nullable IssueLink known, List<AgentIdentity> agents) {
    Optional<AgentIdentity> agent = agent(row, agents);
    return new IssueLinking.Candidate(
        row.number,
        row.open(),
        row.state.equals(PullRequest.MERGED),
        maker(row, agent.isPresent()),
        agent.map(AgentIdentity::name).orElse(null),
        stranger(row),
        agent.map(identity -> identity.issueIn(row.headBranch)).orElse(OptionalInt.empty()),
        closes(row),
        numbers(row.names),
        known == null
            ? null
            : new IssueLinking.Link(known.issue, IssueLinking.How.of(known.how), known.note));
  }

  private static IssueLinking.Maker maker(PullRequest row, boolean agent) {
    if (row.byApp) {
      return IssueLinking.Maker.PAWL;
    }
    if (agent) {
      return IssueLinking.Maker.AGENT;
    }
    return row.bot ? IssueLinking.Maker.OTHER_BOT : IssueLinking.Maker.PERSON;
  }

  private static IssueLinking.Task task(Issue issue, List<AgentIdentity> agents) {
    Set<String> names = new TreeSet<>();
    for (AgentIdentity agent : agents) {
      if (issue.assignees.lines().anyMatch(agent::goesBy)) {
        names.add(agent.name());
      }
    }
    return new IssueLinking.Task(issue.number, issue.state.equals(Issue.OPEN), names);
  }

  private static Set<Integer> closes(PullRequest row) {
    Set<Integer> numbers = numbers(row.closes);
    numbers.addAll(numbers(row.closing));
    return numbers;
  }

  static Set<Integer> numbers(String lines) {
    return Arrays.stream(lines.split("\n", -1))
        .filter(line -> !line.isEmpty())
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
