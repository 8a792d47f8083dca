package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.BranchReader;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.OwnCommits;
import dev.pawl.store.Json;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes files of a branch by one commit, which GitHub signs. It is made upon the very commit in
 * which the files were looked at; GitHub refuses when the branch has moved since, and everything is
 * looked at anew.
 *
 * <p>So it cannot be doubled, whatever becomes of an answer: a second commit would find the branch
 * moved, or nothing left to do. The look for the trailer spares those looks, and keeps a text from
 * being put again over what a person has made of it since.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch">createCommitOnBranch</a>
 */
@ApplicationScoped
public class CommitFilesWriter implements EffectWriter<Intent.CommitFiles> {
  /** A file that was to be moved is not there any more. */
  public static final String GONE = "gone";

  /** A file that was to be moved holds something else by now. */
  public static final String CHANGED = "changed";

  /** Where a file was to be moved to there is another one. */
  public static final String TAKEN = "taken";

  /** What a file holds cannot be had byte for byte. */
  public static final String UNREADABLE = "unreadable";

  /** Rules of the branch ask for another way than a commit of Pawl's. */
  public static final String PROTECTED = "protected";

  /** The branch does not exist. */
  public static final String NO_BRANCH = "no-branch";

  /** The operation, for those who hold it against GitHub's schema. */
  public static final String OPERATION =
      """
      mutation CommitFiles($input: CreateCommitOnBranchInput!) {
        createCommitOnBranch(input: $input) {
          commit { oid url parents(first: 1) { nodes { oid } } }
        }
      }
      """;

  private static final String STALE = "STALE_DATA";

  /** What branch protection is refused with; rulesets go by other types, and by their words. */
  private static final String RULE = "BRANCH_PROTECTION_RULE_VIOLATION";

  private static final List<String> RULE_WORDS =
      List.of("rule violations", "protected branch", "protected ref", "through a pull request");

  private final BranchReader reader;
  private final OwnCommits commits;
  private final WorldClock clock;

  CommitFilesWriter(BranchReader reader, OwnCommits commits, WorldClock clock) {
    this.reader = reader;
    this.commits = commits;
    this.clock = clock;
  }

  @Override
  public Class<Intent.CommitFiles> intent() {
    return Intent.CommitFiles.class;
  }

  @Override
  public Aim<Intent.CommitFiles> aim(EffectTarget target, Intent.CommitFiles intent) {
    List<String> paths = FileChanges.paths(intent);
    return switch (reader.files(
        target.principal(), target.owner(), target.name(), intent.branch(), paths)) {
      case BranchReader.Outcome.Read<BranchReader.Files> read -> aim(target, intent, read.read());
      case BranchReader.Outcome.NoBranch<BranchReader.Files> _ ->
          new Aim.Over<>(NO_BRANCH, "There is no branch " + intent.branch() + ".");
      case BranchReader.Outcome.Later<BranchReader.Files> later ->
          new Aim.Unclear<>(new Probe.Unclear(later.reason(), later.until()));
    };
  }

  private Aim<Intent.CommitFiles> aim(
      EffectTarget target, Intent.CommitFiles intent, BranchReader.Files files) {
    return switch (FileChanges.of(intent, files.byPath())) {
      case FileChanges.No no -> new Aim.Over<>(no.outcome(), no.words());
      case FileChanges.Left left when left.isNothing() -> nothing(target, intent);
      case FileChanges.Left left -> new Aim.By<>(call(target, intent, files.head(), left));
    };
  }

  /**
   * All is as it should be. Where an earlier try of this very effect made it so, after all looks
   * for it, its commit is what a pull request of Pawl's own must still stand at.
   */
  private Aim<Intent.CommitFiles> nothing(EffectTarget target, Intent.CommitFiles intent) {
    return switch (probe(target, intent)) {
      case Probe.Found found -> new Aim.Nothing<>(found.written());
      case Probe.Unclear unclear -> new Aim.Unclear<>(unclear);
      case Probe.Absent _, Probe.Lost _ ->
          new Aim.Nothing<>(Written.of(Json.MAPPER.createObjectNode()));
    };
  }

  private static Call call(
      EffectTarget target, Intent.CommitFiles intent, String head, FileChanges.Left left) {
    Map<String, Object> input =
        Map.of(
            "branch",
            Map.of(
                "repositoryNameWithOwner",
                target.owner() + "/" + target.name(),
                "branchName",
                intent.branch()),
            "expectedHeadOid",
            head,
            "message",
            Map.of(
                "headline",
                CommitMessage.headline(intent.headline()),
                "body",
                CommitMessage.body(target.key())),
            "fileChanges",
            Map.of(
                "additions",
                left.additions().entrySet().stream()
                    .map(file -> Map.of("path", file.getKey(), "contents", base64(file.getValue())))
                    .toList(),
                "deletions",
                left.deletions().stream().map(path -> Map.of("path", path)).toList()));
    return new Call(
        Endpoint.GRAPHQL_MUTATION,
        Map.of(),
        Map.of(),
        Map.of("query", OPERATION, "variables", Map.of("input", input)),
        target.principal());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Call call(EffectTarget target, Intent.CommitFiles intent) {
    throw new IllegalStateException("what is committed depends on what the branch holds");
  }

  @Override
  public Written written(Answer.Success success) {
    JsonNode answer = success.body();
    return of(answer.path("createCommitOnBranch").path("commit"));
  }

  private static Written of(JsonNode commit) {
    String url = commit.path("url").asText("");
    return new Written(null, null, url.isEmpty() ? null : url, null, commit)
        .at(commit.path("oid").asText(""));
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    if (refusal.codes().contains(STALE)) {
      return new Refusal.Stale();
    }
    String words = refusal.message().toLowerCase(Locale.ROOT);
    if (refusal.codes().contains(RULE) || RULE_WORDS.stream().anyMatch(words::contains)) {
      return new Refusal.Over(PROTECTED);
    }
    return refusal.codes().contains("UNPROCESSABLE")
        ? new Refusal.Over(Refusal.INVALID)
        : new Refusal.Again();
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CommitFiles intent) {
    return switch (reader.commits(
        target.principal(), target.owner(), target.name(), intent.branch())) {
      case BranchReader.Outcome.Read<BranchReader.Commits> read ->
          read.read().commits().stream()
              .filter(commit -> isOwn(commit, read.read(), target.key()))
              .findFirst()
              .<Probe>map(commit -> new Probe.Found(of(commit)))
              .orElseGet(Probe.Absent::new);
      case BranchReader.Outcome.NoBranch<BranchReader.Commits> _ -> new Probe.Absent();
      case BranchReader.Outcome.Later<BranchReader.Commits> later ->
          new Probe.Unclear(later.reason(), later.until());
    };
  }

  /** Anybody may copy a trailer; of a commit through the API, GitHub names the author itself. */
  private static boolean isOwn(JsonNode commit, BranchReader.Commits read, String key) {
    return commit.path("author").path("email").asText("").equalsIgnoreCase(read.bot())
        && CommitMessage.isOf(commit.path("message").asText(""), key);
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Intent.CommitFiles intent, Written written) {
    JsonNode commit = written.object();
    return commits.made(
        target.repositoryId(),
        new OwnCommits.Made(
            intent.branch(),
            commit.path("parents").path("nodes").path(0).path("oid").asText(""),
            commit.path("oid").asText(""),
            intent.moves().stream().map(Intent.CommitFiles.Move::from).toList(),
            Stream.concat(
                    intent.moves().stream().map(Intent.CommitFiles.Move::to),
                    intent.puts().stream().map(Intent.CommitFiles.Put::path))
                .toList()),
        clock.instant());
  }
}
