package dev.pawl.loop.policy;

import dev.pawl.merge.guard.Quoted;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.QuestionFacts;
import dev.pawl.run.ReviewFacts.Finished;
import dev.pawl.run.View;
import dev.pawl.run.View.FileFacts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a merged review has brought, and what keeps tasks from being made of it. A person is asked
 * about each content of it once; the loop goes on meanwhile.
 */
final class ReviewFiles {
  private static final int LONGEST = 200;
  private static final int SHOWN = 120;
  private static final int BLOB = 12;

  /** A path that means nothing but itself in the text of an issue. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N} ._/()+,=@~-]+");

  // As GitHub's reader names it.
  private static final String GONE = "GONE";

  private ReviewFiles() {}

  /** Whether the repository is to be read first: what was read is from before the merge. */
  static boolean unread(View view, Finished review) {
    Instant readAt = view.repository().readAt();
    Instant ended = view.phase(review.phase()).map(PhaseFacts::changedAt).orElse(null);
    return review.files().stream().anyMatch(path -> fact(view, path) == null)
        // Once: of a file that was not found then, nothing is known that speaks against it.
        && ended != null
        && (readAt == null || !readAt.isAfter(ended));
  }

  /** Those of which tasks can be made, in GitHub's order. */
  static List<String> fit(View view, Finished review) {
    return review.files().stream().filter(path -> wrong(view, path) == null).toList();
  }

  /** What is wrong with the others, as one sentence without its end; empty where nothing is. */
  static String wrong(View view, Finished review) {
    return review.files().stream()
        .map(path -> said(view, path))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  /** What a person is to look at; empty where each file is fit, or was taken away. */
  static Optional<LoopChange.Ask> question(View view, Finished review) {
    List<String> files = review.files();
    List<Integer> unfit =
        IntStream.range(0, files.size())
            .filter(at -> wrong(view, files.get(at)) != null && !gone(view, files.get(at)))
            .boxed()
            .toList();
    if (unfit.isEmpty()) {
      return Optional.empty();
    }
    String name =
        QuestionFacts.brought(review)
            + unfit.stream()
                .map(at -> at + "=" + blob(view, files.get(at)))
                .collect(Collectors.joining(","));
    String why =
        unfit.stream()
            .map(at -> said(view, files.get(at)))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return Optional.of(
        new LoopChange.Ask(
            name,
            files.get(unfit.getFirst()),
            "the review #"
                + review.pullRequest()
                + " has brought what no tasks can be made of: "
                + why,
            "Write what it found into that file, as a text of at most 64 KB; or make the tasks"
                + " yourself. Or go on, and it is left out."));
  }

  private static Optional<String> said(View view, String path) {
    return Optional.ofNullable(wrong(view, path)).map(what -> Quoted.of(path, SHOWN) + " " + what);
  }

  /** Null where tasks can be made of it. */
  private static @Nullable String wrong(View view, String path) {
    FileFacts fact = fact(view, path);
    String flaw = fact == null ? null : fact.flaw();
    if (flaw != null) {
      return switch (flaw) {
        case GONE -> "was taken away since";
        case "LINK" -> "is a link and no file";
        case "REPOSITORY" -> "is another repository and no file";
        case "FOLDER" -> "is a folder and no file";
        default -> "has a name that is no text";
      };
    }
    if (path.length() > LONGEST || !PLAIN.matcher(path).matches()) {
      return "has a name that cannot stand in an issue";
    }
    if (fact == null) {
      return null;
    }
    return !fact.readable() ? "is not a text of at most 64 KB" : fact.blank() ? "is empty" : null;
  }

  private static boolean gone(View view, String path) {
    FileFacts fact = fact(view, path);
    return fact != null && GONE.equals(fact.flaw());
  }

  /** Another content is another question. */
  private static String blob(View view, String path) {
    FileFacts fact = fact(view, path);
    String blob = fact == null ? "" : Objects.requireNonNullElse(fact.blob(), "");
    return blob.substring(0, Math.min(BLOB, blob.length()));
  }

  private static @Nullable FileFacts fact(View view, String path) {
    return view.files().stream()
        .filter(file -> file.role().equals(TurnPolicy.REVIEW) && file.path().equals(path))
        .findFirst()
        .orElse(null);
  }
}
