package dev.pawl.loop.policy;

import dev.pawl.merge.guard.Quoted;
import dev.pawl.run.DiscussionFacts;
import dev.pawl.run.DiscussionFacts.Kind;
import dev.pawl.run.DiscussionFacts.Utterance;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.MergeFacts.AgentFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a pull request, as an agent may be told it: in order of time, each as a quote
 * that it cannot leave, of people who may write to the repository and of the agents that worked on
 * it. What anybody else said is counted and nothing more, and what Pawl said is left out. The
 * description comes first; where there is more than has room, the latest is told.
 */
public final class DiscussionText {
  /** Characters at most, whatever was said. */
  public static final int MOST = 20_000;

  /** Characters of one quote. */
  static final int ONE = 4_000;

  /** For the sentences about what is left out. */
  private static final int NOTES = 600;

  private static final int NAME = 60;
  private static final int PATH = 200;
  private static final String CUT = "> …";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Comparator<Utterance> OLDEST_FIRST =
      Comparator.<Utterance, Boolean>comparing(one -> one.kind() != Kind.DESCRIPTION)
          .thenComparing(one -> Objects.requireNonNullElse(one.at(), Instant.EPOCH))
          .thenComparing(Utterance::kind)
          .thenComparing(Utterance::id);

  private DiscussionText() {}

  /**
   * Tells it as Markdown, of one paragraph at least and {@link #MOST} characters at most, without a
   * line feed at its end.
   *
   * @param agents those whose words count though they are no people, as the agent that worked on
   *     it; they are known by the ids of their accounts, and bots also by login
   */
  public static String of(DiscussionFacts facts, Collection<AgentFacts> agents) {
    if (!facts.known()) {
      return "What was said about it is not known.";
    }
    List<Utterance> others = facts.utterances().stream().filter(one -> !one.own()).toList();
    List<Utterance> told =
        others.stream().filter(one -> counts(one, agents)).sorted(OLDEST_FIRST).toList();
    Deque<String> blocks = new ArrayDeque<>();
    Optional<String> description =
        told.stream()
            .filter(one -> one.kind() == Kind.DESCRIPTION)
            .findFirst()
            .map(DiscussionText::block);
    List<Utterance> comments =
        told.stream().filter(one -> one.kind() != Kind.DESCRIPTION).toList().reversed();
    int room = MOST - NOTES - description.map(String::length).orElse(0);
    for (Utterance one : comments) {
      String block = block(one);
      room -= block.length() + 2;
      if (room < 0) {
        break;
      }
      blocks.addFirst(block);
    }
    int earlier = comments.size() - blocks.size() + facts.leftOut();
    List<String> parts = new ArrayList<>();
    description.ifPresent(parts::add);
    if (earlier > 0) {
      parts.add(counted(earlier, "earlier comment") + " left out, for want of room.");
    }
    parts.addAll(blocks);
    parts.addAll(strangers(others.stream().filter(one -> !counts(one, agents)).toList()));
    return parts.isEmpty() ? "Nothing was said about it." : String.join("\n\n", parts);
  }

  /**
   * The accounts of an agent, for {@link #of}.
   *
   * @param name as the settings and attempts call it; null: GitHub's own, which people may give
   *     issues to where no agent is named
   */
  public static List<AgentFacts> agents(View view, @Nullable String name) {
    String called = name == null ? MergeFacts.GITHUBS_OWN : name;
    Stream<AgentFacts> known =
        view.merging().agents().stream().filter(agent -> agent.name().equals(called));
    Stream<AgentFacts> set =
        view.settings().agent().profile(called).stream()
            .map(
                profile ->
                    new AgentFacts(
                        called,
                        profile.ids().stream().sorted().toList(),
                        profile.logins().stream().map(DiscussionText::small).sorted().toList()));
    return Stream.concat(known, set).distinct().toList();
  }

  /** The agent whose work a pull request is; people are known by their rights. */
  public static List<AgentFacts> workers(View view, int pullRequest) {
    return Stream.concat(
            Stream.<@Nullable String>of((String) null), view.settings().agent().use().stream())
        .flatMap(name -> agents(view, name).stream())
        .filter(
            agent ->
                view.pullRequest(pullRequest)
                    .map(PullRequestFacts::author)
                    .filter(author -> agent.is(author.id(), author.login(), author.bot()))
                    .isPresent())
        .distinct()
        .toList();
  }

  private static String small(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  private static boolean counts(Utterance one, Collection<AgentFacts> agents) {
    // GraphQL calls a bot by its slug alone, where REST, and who set the agent up, add the rest.
    String atRest = one.login() + "[bot]";
    return one.trusted()
        || agents.stream()
            .anyMatch(
                agent ->
                    agent.is(one.author(), one.login(), one.bot())
                        || agent.is(one.author(), atRest, one.bot()));
  }

  /** What others said is told of by its number alone. */
  private static List<String> strangers(List<Utterance> left) {
    List<String> notes = new ArrayList<>();
    if (left.stream().anyMatch(one -> one.kind() == Kind.DESCRIPTION)) {
      notes.add("The description is by somebody without write access, and left out.");
    }
    List<Utterance> comments = left.stream().filter(one -> one.kind() != Kind.DESCRIPTION).toList();
    int bots = (int) comments.stream().filter(Utterance::bot).count();
    if (comments.size() > bots) {
      notes.add(
          counted(comments.size() - bots, "comment", "by people without write access")
              + " left out.");
    }
    if (bots > 0) {
      notes.add(counted(bots, "comment", "by bots") + " left out.");
    }
    return notes;
  }

  private static String counted(int number, String what, String... whose) {
    String more = whose.length == 0 ? "" : " " + whose[0];
    return number == 1 ? "1 " + what + more + " is" : number + " " + what + "s" + more + " are";
  }

  private static String block(Utterance one) {
    String at = one.at() == null ? "" : ", " + TIME.format(one.at());
    return heading(one) + at + ":\n\n" + quote(Defused.of(one.text()), one.cut());
  }

  private static String heading(Utterance one) {
    String by = one.login().isEmpty() ? "an account that is gone" : name(one.login(), NAME);
    return switch (one.kind()) {
      case DESCRIPTION -> "Description by " + by;
      case COMMENT -> "Comment by " + by;
      case REVIEW -> "Review by " + by + verdict(one.verdict());
      case REVIEW_COMMENT -> "Comment by " + by + place(one);
    };
  }

  private static String verdict(@Nullable String verdict) {
    return switch (verdict) {
      case "APPROVED" -> " (approves)";
      case "CHANGES_REQUESTED" -> " (asks for changes)";
      case "DISMISSED" -> " (dismissed since)";
      case null, default -> "";
    };
  }

  private static String place(Utterance one) {
    String path = one.path();
    if (path == null) {
      return "";
    }
    return " on " + name(path, PATH) + (one.line() == null ? "" : ", line " + one.line());
  }

  /** Between backticks it hides nothing, but Pawl looks for its own hidden lines everywhere. */
  private static String name(String text, int most) {
    return Quoted.of(Defused.visible(text), most).replace("<!", "< !");
  }

  /**
   * Every line of it bears the mark of the quote, so that neither fence nor comment that it opens
   * goes beyond.
   *
   * @param cut whether there was more of it
   */
  private static String quote(String text, boolean cut) {
    StringBuilder quote = new StringBuilder();
    boolean more = cut;
    for (String line : (text.isEmpty() ? "(nothing that can be seen)" : text).split("\n", -1)) {
      int room = ONE - quote.length() - CUT.length() - 4;
      if (room <= 0) {
        more = true;
        break;
      }
      boolean fits = line.length() <= room;
      quote.append(quote.isEmpty() ? "" : "\n");
      quote.append(
          (">" + (line.isBlank() ? "" : " ") + (fits ? line : start(line, room))).stripTrailing());
      if (!fits) {
        more = true;
        break;
      }
    }
    return quote + (more ? "\n" + CUT : "");
  }

  /** Not between the two halves of one character. */
  private static String start(String line, int most) {
    return line.substring(0, Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most);
  }
}
