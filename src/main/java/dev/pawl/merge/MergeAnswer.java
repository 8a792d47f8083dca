package dev.pawl.merge;

import dev.pawl.github.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What GitHub's answer to the request to merge means for what happens next. GitHub has one status
 * for very different refusals, and no code beside it, so the words of four of them are known here;
 * every other is shown as it came.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request">Merge a pull
 *     request</a>
 */
public sealed interface MergeAnswer {
  /** It is part of its base now. */
  record Merged() implements MergeAnswer {}

  /** Its head is another than the judged one: what was judged is no longer there. */
  record JudgeAnew(String words) implements MergeAnswer {}

  /** Its base moved at the same moment: the same may be tried again in a while. */
  record TryAgain(String words) implements MergeAnswer {}

  /** The repository does not let Pawl merge in this way; trying again changes nothing. */
  record SettingsProblem(String words) implements MergeAnswer {}

  /** It conflicts with its base, which GitHub did not know before it tried. */
  record Conflict(String words) implements MergeAnswer {}

  /** A rule is not met that the guards do not know of; an event will tell when it is. */
  record RuleUnmet(String words) implements MergeAnswer {}

  /** Something about this one pull request; others are not concerned. */
  record ThisOnly(String words) implements MergeAnswer {}

  /** GitHub's limit is reached; nothing was written. */
  record WaitUntil(Instant until) implements MergeAnswer {}

  /** It may have been merged: that is looked up first. */
  record ReadBack(String why) implements MergeAnswer {}

  List<String> BASE_MOVED = List.of("base branch was modified");
  List<String> CONFLICT = List.of("is not mergeable");
  List<String> NOT_LET =
      List.of("not authorized", "not authorised", "are not allowed on this repository");

  static MergeAnswer of(Answer answer) {
    return switch (answer) {
      case Answer.Success _ -> new Merged();
      case Answer.RateLimited limited -> new WaitUntil(limited.until());
      case Answer.Unknown unknown -> new ReadBack(unknown.reason());
      case Answer.Refused refused -> refused(refused.status(), refused.message());
    };
  }

  private static MergeAnswer refused(int status, String words) {
    return switch (status) {
      case 405 -> notAllowed(words);
      case 409 -> new JudgeAnew(words);
      // Neither the right nor the token is missing for one pull request only.
      case 401, 403 -> new SettingsProblem(words);
      default -> new ThisOnly(words);
    };
  }

  private static MergeAnswer notAllowed(String words) {
    if (says(words, BASE_MOVED)) {
      return new TryAgain(words);
    }
    if (says(words, CONFLICT)) {
      return new Conflict(words);
    }
    return says(words, NOT_LET) ? new SettingsProblem(words) : new RuleUnmet(words);
  }

  private static boolean says(String words, List<String> known) {
    String lower = words.toLowerCase(Locale.ROOT);
    return known.stream().anyMatch(lower::contains);
  }
}
