package dev.pawl.command.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Understands one line. Verbs, options and the nearest verb to a misspelt one are picocli's, which
 * is told all that there is; what people put behind a verb is theirs.
 *
 * <p>The line is anybody's, so all of picocli that reaches out of it is switched off: files named
 * by {@code @}, and variables.
 */
public final class WishParser {
  private static final String WORDS = "words";
  private static final String DRAIN = "--drain";
  private static final Pattern ISSUE = Pattern.compile("#?(\\d{1,9})");
  private static final Pattern DECISION = Pattern.compile("#?(\\d{1,18})");
  private static final Pattern AGENT = Pattern.compile("@?([A-Za-z0-9][A-Za-z0-9._-]{0,99})");
  private static final int LONGEST_FILE = 400;

  private WishParser() {}

  /**
   * @param line from {@code /pawl} on, with single blanks
   */
  public static Parsed parse(String line) {
    List<String> said = Arrays.stream(line.strip().split("\\s+")).skip(1).toList();
    if (said.isEmpty()) {
      return new Parsed.Understood(new Wish.Plain(Verb.HELP));
    }
    try {
      ParseResult result = commands().parseArgs(said.toArray(String[]::new));
      return result.hasSubcommand()
          ? understood(result.subcommand())
          : new Parsed.Wrong(null, List.of());
    } catch (UnmatchedArgumentException unknown) {
      @Nullable Verb verb = verb(unknown.getCommandLine().getCommandName());
      return new Parsed.Wrong(verb, verb == null ? nearest(unknown) : List.of());
    } catch (ParameterException wrong) {
      return new Parsed.Wrong(verb(wrong.getCommandLine().getCommandName()), List.of());
    }
  }

  private static CommandLine commands() {
    CommandSpec root = CommandSpec.create().name("/pawl");
    for (Verb verb : Verb.values()) {
      CommandSpec spec = CommandSpec.create().name(verb.word());
      if (verb.takesWords()) {
        spec.addPositional(
            PositionalParamSpec.builder()
                .paramLabel(WORDS)
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
      }
      if (verb == Verb.PAUSE) {
        spec.addOption(OptionSpec.builder(DRAIN).type(boolean.class).arity("0").build());
      }
      root.addSubcommand(verb.word(), spec);
    }
    return new CommandLine(root)
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setSubcommandsCaseInsensitive(true)
        .setPosixClusteredShortOptionsAllowed(false)
        .setOverwrittenOptionsAllowed(true)
        .setUnmatchedOptionsArePositionalParams(true);
  }

  private static @Nullable Verb verb(String name) {
    for (Verb verb : Verb.values()) {
      if (verb.word().equals(name)) {
        return verb;
      }
    }
    return null;
  }

  private static List<Verb> nearest(UnmatchedArgumentException unknown) {
    List<Verb> nearest = new ArrayList<>();
    for (String name : unknown.getSuggestions()) {
      Verb verb = verb(name);
      if (verb != null) {
        nearest.add(verb);
      }
    }
    return nearest;
  }

  private static Parsed understood(ParseResult said) {
    Verb verb = verb(said.commandSpec().name());
    if (verb == null) {
      return new Parsed.Wrong(null, List.of());
    }
    List<String> words =
        verb.takesWords() ? said.matchedPositionalValue(0, List.<String>of()) : List.of();
    boolean drain = verb == Verb.PAUSE && said.matchedOptionValue(DRAIN, false);
    return wish(verb, words, drain)
        .<Parsed>map(Parsed.Understood::new)
        .orElseGet(() -> new Parsed.Wrong(verb, List.of()));
  }

  private static Optional<Wish> wish(Verb verb, List<String> words, boolean drain) {
    return switch (verb) {
      case PAUSE -> {
        Lasting lasting = Lasting.of(words);
        yield Optional.of(new Wish.Pause(drain, lasting.length(), lasting.reason()));
      }
      case HOLD -> {
        Lasting lasting = Lasting.of(words);
        yield Optional.of(new Wish.Hold(lasting.length(), lasting.reason()));
      }
      case FREEZE -> {
        Lasting lasting = Lasting.of(words);
        yield Optional.of(new Wish.Freeze(lasting.length(), lasting.reason()));
      }
      case PROMOTE, COMPLETE -> {
        String file = String.join(" ", words);
        yield file.length() > LONGEST_FILE
            ? Optional.empty()
            : Optional.of(new Wish.OfFile(verb, file));
      }
      case ASSIGN ->
          only(words, AGENT).map(agent -> new Wish.Assign(agent.toLowerCase(Locale.ROOT)));
      case LINK ->
          only(words, ISSUE).map(Integer::valueOf).filter(number -> number > 0).map(Wish.Link::new);
      case REPLAY -> only(words, DECISION).map(Long::valueOf).map(Wish.Replay::new);
      case CREATE ->
          words.size() > 1 && words.getFirst().equalsIgnoreCase("issue")
              ? Optional.of(new Wish.CreateIssue(String.join(" ", words.subList(1, words.size()))))
              : Optional.empty();
      case HELP, STATUS, WHY, RESUME, UNHOLD, UNFREEZE, GAP, TAKE_OVER, RETRY, SKIP, MERGE ->
          Optional.of(new Wish.Plain(verb));
    };
  }

  /** The one word that there is, without its sign. */
  private static Optional<String> only(List<String> words, Pattern form) {
    Matcher found = form.matcher(words.size() == 1 ? words.getFirst() : "");
    return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
