package dev.pawl.soak;

import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Repositories with a goal and an agent each, and a GitHub that is not at its best. */
final class Town {
  static final String GOAL = "planning/vision/goal.md";

  /** What an agent is like, and in how many of its sessions; 0: in all of them. */
  record Resident(AgentMood mood, int sessions) {}

  /** Whether an agent of this mood may well be silent. */
  static boolean mayBeSilent(AgentMood mood) {
    return switch (mood) {
      case SILENT, FALLS_SILENT, NO_PULL_REQUEST, RATE_LIMITED, CLOSES_ITS_OWN -> true;
      default -> false;
    };
  }

  /** Most are well; a few never are, so that people are needed. */
  static final List<Resident> RESIDENTS =
      List.of(
          new Resident(AgentMood.NORMAL, 0),
          new Resident(AgentMood.FAILS_CHECKS, 1),
          new Resident(AgentMood.SILENT, 1),
          new Resident(AgentMood.NO_CLOSING_WORD, 0),
          new Resident(AgentMood.NORMAL, 0),
          new Resident(AgentMood.CONFLICTS, 2),
          new Resident(AgentMood.FALLS_SILENT, 1),
          new Resident(AgentMood.NORMAL, 0),
          new Resident(AgentMood.RATE_LIMITED, 1),
          new Resident(AgentMood.ANOTHER_FILE, 1),
          new Resident(AgentMood.NORMAL, 0),
          new Resident(AgentMood.DISCUSSION, 0),
          new Resident(AgentMood.CLOSES_ITS_OWN, 1),
          new Resident(AgentMood.NORMAL, 0),
          new Resident(AgentMood.TOUCHES_CODE, 3),
          new Resident(AgentMood.NO_PULL_REQUEST, 1),
          new Resident(AgentMood.NORMAL, 0),
          new Resident(AgentMood.TWO_TASKS, 1),
          new Resident(AgentMood.FORBIDDEN_FILES, 0),
          new Resident(AgentMood.EDITS_THE_GOAL, 0));

  private static final String SETTINGS =
      """
      agent:
        use: [copilot]
        max_attempts: 3
        backoff_minutes: 5
        profiles:
          copilot:
            start_minutes: %1$d
            silent_minutes: %1$d
      """;

  private final SandboxControl github;
  private final AgentControl agents;
  private final String owner;
  private final List<String> repositories = new ArrayList<>();

  Town(SandboxControl github, String owner) {
    this.github = github;
    this.agents = new AgentControl(github);
    this.owner = owner;
  }

  /**
   * @param features how many points each goal has
   * @param patience minutes for which an agent may be silent
   */
  void settle(List<Resident> residents, int features, int patience, Duration pace) {
    String keeper = owner + "-keeper";
    github.createPerson(keeper);
    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.seat(keeper, true);
    agents.pace(pace);
    for (int i = 0; i < residents.size(); i++) {
      Resident resident = residents.get(i);
      String name = "%02d-%s".formatted(i, resident.mood().wireName());
      github.createRepository(
          owner,
          name,
          Map.of(
              "README.md",
              "# " + name,
              GOAL,
              goal(features),
              ".github/pawl.yml",
              SETTINGS.formatted(patience)));
      String repository = owner + "/" + name;
      github.permit(repository, keeper, "write");
      agents.checks(repository, "build");
      if (resident.sessions() == 0) {
        agents.mood(repository, "copilot", resident.mood().wireName());
      } else {
        agents.mood(repository, "copilot", resident.mood().wireName(), resident.sessions());
      }
      repositories.add(repository);
    }
  }

  /** Deliveries of a hundred: 2 are lost, 5 come twice, 10 are overtaken. */
  void troubleTheMail() {
    github.fault(Map.of("kind", "drop", "percent", 2));
    github.fault(Map.of("kind", "double", "percent", 5));
    github.fault(Map.of("kind", "reorder", "percent", 10));
  }

  /**
   * One answer of a hundred fails.
   *
   * @param written whether what was asked for has been done then
   * @return the fault's id
   */
  long troubleGitHub(boolean written) {
    return github.fault(
        Map.of(
            "kind",
            written ? "fail-after" : "fail-before",
            "percent",
            1,
            // The list of deliveries is GitHub's as well.
            "path",
            "/(repos|graphql|app).*",
            "status",
            502));
  }

  List<String> repositories() {
    return List.copyOf(repositories);
  }

  private static String goal(int features) {
    StringBuilder goal = new StringBuilder("# Goal\n\nA lamp that a small program can light.\n\n");
    for (int i = 1; i <= features; i++) {
      goal.append("- It knows the signal ").append(word(i)).append(".\n");
    }
    return goal.toString();
  }

  private static String word(int number) {
    List<String> words =
        List.of(
            "red", "green", "blue", "white", "amber", "violet", "long", "short", "double", "slow",
            "quick", "dim", "bright", "steady");
    return words.get(number % words.size()) + (number < words.size() ? "" : " again");
  }
}
