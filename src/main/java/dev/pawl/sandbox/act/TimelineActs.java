package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.TimelineEvent;
import dev.pawl.sandbox.world.World;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the timelines of issues and pull requests; no webhook carries them. Source:
 * https://docs.github.com/en/rest/issues/timeline.
 */
public final class TimelineActs {
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\w/#.-])([\\w.-]+/[\\w.-]+)?#(\\d{1,9})\\b");
  private final World world;

  TimelineActs(World world) {
    this.world = world;
  }

  /** Appends any event, also one that only an agent knows, such as copilot_work_started. */
  public TimelineEvent append(Issue issue, Actor by, String event) {
    TimelineEvent happened = new TimelineEvent();
    happened.id = world.nextId();
    happened.event = event;
    happened.actor = by.account().id;
    happened.byApp = by.byApp();
    happened.createdAt = world.now();
    issue.timeline.add(happened);
    world.changed();
    return happened;
  }

  /** What an event of webhooks is in the timeline; not all are there. */
  void note(
      Repository repository, Issue issue, Actor by, String action, @Nullable Object... parts) {
    PullRequest pull = repository.pullRequests.get(issue.number);
    switch (action) {
      case "closed" -> {
        if (pull != null && pull.merged()) append(issue, by, "merged").commit = pull.mergeCommit;
        append(issue, by, "closed");
      }
      case "converted_to_draft" -> append(issue, by, "convert_to_draft");
      case "enqueued" -> append(issue, by, "added_to_merge_queue");
      case "dequeued" -> append(issue, by, "removed_from_merge_queue");
      case "reopened", "ready_for_review", "locked", "unlocked" -> append(issue, by, action);
      case "labeled",
          "unlabeled",
          "assigned",
          "unassigned",
          "review_requested",
          "review_request_removed" ->
          fill(append(issue, by, action), parts);
      case "edited" -> edited(issue, by, parts);
      default -> {}
    }
  }

  private static void fill(TimelineEvent event, @Nullable Object... parts) {
    for (int i = 0; i + 1 < parts.length; i += 2)
      if (parts[i + 1] instanceof JsonNode part)
        switch (String.valueOf(parts[i])) {
          case "label" -> {
            event.words.put("name", part.path("name").asText());
            event.words.put("color", part.path("color").asText());
          }
          case "assignee", "requested_reviewer" -> event.subject = part.path("id").asLong();
          default -> {}
        }
  }

  private void edited(Issue issue, Actor by, @Nullable Object... parts) {
    for (int i = 0; i + 1 < parts.length; i += 2)
      if ("changes".equals(parts[i]) && parts[i + 1] instanceof JsonNode changes) {
        if (changes.has("title")) {
          TimelineEvent renamed = append(issue, by, "renamed");
          renamed.words.put("from", changes.at("/title/from").asText());
          renamed.words.put("to", issue.title);
        }
        if (changes.has("base")) append(issue, by, "base_ref_changed");
      }
  }

  /** Notes with every issue that a text names that this one names it, once for each. */
  void reference(Repository repository, Issue from, Actor by, @Nullable String text) {
    if (text == null) return;
    Matcher found = REFERENCE.matcher(text);
    while (found.find()) {
      Repository at = named(repository, found.group(1));
      Issue issue = at == null ? null : at.issues.get(Integer.parseInt(found.group(2)));
      if (issue == null || issue == from || known(issue, repository, from)) continue;
      TimelineEvent event = append(issue, by, "cross-referenced");
      event.sourceRepository = repository.id;
      event.sourceNumber = from.number;
    }
  }

  private @Nullable Repository named(Repository repository, @Nullable String fullName) {
    if (fullName == null) return repository;
    int slash = fullName.indexOf('/');
    return world.repository(fullName.substring(0, slash), fullName.substring(slash + 1));
  }

  private static boolean known(Issue issue, Repository repository, Issue from) {
    return issue.timeline.stream()
        .anyMatch(
            event ->
                event.sourceRepository != null
                    && event.sourceRepository == repository.id
                    && event.sourceNumber == from.number);
  }
}
