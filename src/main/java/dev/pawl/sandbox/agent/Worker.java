package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.sandbox.world.AgentSession;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Takes the steps of one session. Each may be taken twice: a restart may come in its middle. */
final class Worker {
  private static final String WORKFLOW_FILE = ".github/workflows/ci.yml";

  private static final String WORKFLOW =
      """
      name: ci
      on: [push]
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
      """;

  private final Manner manner;
  private final Desk desk;
  private final Random random;

  Worker(Manner manner, Desk desk, Random random) {
    this.manner = manner;
    this.desk = desk;
    this.random = random;
  }

  /** Answers how the session stands after it. */
  AgentSession.State take(Step step) {
    if (step == Step.VANISH) return AgentSession.State.SILENT;
    JsonNode issue = desk.readIssue();
    if (!isOpen(issue) || (desk.session.pull != 0 && !isOpen(desk.rest.get(desk.pull()))))
      return AgentSession.State.STOPPED;
    switch (step) {
      case GREET -> manner.greet(desk);
      case OPEN -> open(issue);
      case CATCH_UP -> catchUp(issue);
      case WORK -> {
        Work work = work(issue);
        branch().push(message(work.title()), work.files());
      }
      case PROVE -> {
        Work work = work(issue);
        if (!work.proof().isEmpty()) branch().push(message("Show that it works"), work.proof());
      }
      case FORBID -> branch().push("Run the build on each push", Map.of(WORKFLOW_FILE, WORKFLOW));
      case TIDY -> tidy(issue);
      case STRAY ->
          branch()
              .push("Change more than was asked for", workshop(issue).excess(desk.session.mood));
      case DISCUSS -> {
        if (!workshop(issue).kind().isPlanning()) new Discussion(desk).hold();
      }
      case COLLIDE -> collide();
      case DOUBLE -> twice(issue);
      case FINISH -> finish(issue);
      case LIMIT -> {
        manner.fail(
            desk,
            "Sorry, you've hit a rate limit that restricts the number of model requests you can"
                + " make within a specific time period. Please try again later.");
        return AgentSession.State.FAILED;
      }
      case CLOSE -> {
        close(issue);
        return AgentSession.State.FAILED;
      }
      case LEAVE -> {
        desk.comment("There is nothing to change for this.");
        return AgentSession.State.FINISHED;
      }
      default -> throw new IllegalStateException("not a worker's step: " + step);
    }
    return AgentSession.State.RUNNING;
  }

  private static boolean isOpen(JsonNode issue) {
    return issue.path("state").asText().equals("open");
  }

  private String base() {
    String wished = desk.session.base;
    return wished == null
        ? desk.rest.get("/repos/" + desk.session.target).path("default_branch").asText()
        : wished;
  }

  private Branch branch() {
    return branch(String.valueOf(desk.session.branch));
  }

  private Branch branch(String name) {
    return new Branch(desk.rest, desk.session.target, name);
  }

  private String headOfBase() {
    String head = branch(base()).head();
    if (head == null) throw new Refused(404, "branch " + base());
    return head;
  }

  private Workshop workshop(JsonNode issue) {
    String day = issue.path("created_at").asText();
    return new Workshop(
        new Assignment(
            new Project(desk.rest, desk.session.target, headOfBase()),
            desk.session.issue,
            issue.path("title").asText(),
            issue.path("body").asText(""),
            day.substring(0, Math.min(10, day.length()))));
  }

  private Work work(JsonNode issue) {
    return workshop(issue).make(desk.session.mood, desk.session.attempt);
  }

  private String message(String text) {
    return desk.session.attempt == 1 ? text : text + " (attempt " + desk.session.attempt + ")";
  }

  private void open(JsonNode issue) {
    if (desk.session.branch == null) {
      String slug = Feature.titled(issue.path("title").asText(), "").slug();
      String wanted = manner.branch(desk.session.issue, slug, random);
      String free = wanted;
      for (int i = 2; branch(free).head() != null; i++) free = wanted + "-" + i;
      String name = free;
      desk.note(session -> session.branch = name);
    }
    branch().begin(headOfBase(), message("Initial plan"));
    if (!manner.opensAtOnce()) return;
    String title = manner.working(issue.path("title").asText());
    openPull(title, "Work on this has begun." + closing());
    manner.opened(desk);
  }

  private void openPull(String title, String body) {
    int number = pull(String.valueOf(desk.session.branch), title, body);
    desk.note(session -> session.pull = number);
  }

  /** Opens one from a branch, or finds the one that is open. */
  private int pull(String head, String title, String body) {
    String pulls = "/repos/" + desk.session.target + "/pulls";
    ObjectNode wanted =
        Json.object(
            "title", title,
            "head", head,
            "base", base(),
            "body", body,
            "draft", manner.draft());
    try {
      return desk.rest.post(pulls, wanted).path("number").asInt();
    } catch (Refused e) {
      String owner = desk.session.target.substring(0, desk.session.target.indexOf('/'));
      JsonNode open =
          desk.rest.get(pulls + "?state=open&head=" + owner + ":" + Project.encoded(head));
      if (open.isEmpty()) throw e;
      return open.get(0).path("number").asInt();
    }
  }

  private String closing() {
    return desk.session.mood == AgentMood.NO_CLOSING_WORD ? "" : "\n\nFixes " + desk.reference();
  }

  private String description(Work work) {
    String text = work.summary();
    String instructions = desk.session.instructions;
    if (instructions != null) text += "\n\nAsked for besides: " + instructions;
    if (desk.session.attempt > 1) text += "\n\nThis is attempt " + desk.session.attempt + ".";
    return text + closing();
  }

  private void catchUp(JsonNode issue) {
    desk.rest.patch(
        desk.pull(), Json.object("title", manner.working(issue.path("title").asText())));
    manner.opened(desk);
    String base = headOfBase();
    Set<String> parents = new HashSet<>();
    for (JsonNode commit : desk.rest.get(desk.pull() + "/commits?per_page=100"))
      for (JsonNode parent : commit.path("parents")) parents.add(parent.path("sha").asText());
    if (parents.contains(base)) return;
    ArrayNode own = Json.empty();
    for (JsonNode file : desk.rest.get(desk.pull() + "/files?per_page=100")) {
      String path = file.path("filename").asText();
      // Where both changed it, what the others wrote stays.
      if (path.equals("README.md")) continue;
      boolean removed = file.path("status").asText().equals("removed");
      own.add(Branch.entry(path, removed ? null : file.path("sha").asText()));
    }
    branch().merge(base, "Merge branch '" + base() + "'", own);
  }

  /**
   * Of a planning task's pull request only the work itself stays; a developer puts back the
   * workflow alone, since people may have pushed to the branch as well.
   */
  private void tidy(JsonNode issue) {
    boolean planning = workshop(issue).kind().isPlanning();
    Work work = work(issue);
    Map<String, String> before = new Project(desk.rest, desk.session.target, headOfBase()).blobs();
    ArrayNode back = Json.empty();
    for (JsonNode file : desk.rest.get(desk.pull() + "/files?per_page=100")) {
      String path = file.path("filename").asText();
      String previous = file.path("previous_filename").asText("");
      boolean excess = planning ? !work.touches(path) : path.equals(WORKFLOW_FILE);
      if (!excess) continue;
      back.add(Branch.entry(path, before.get(path)));
      if (before.containsKey(previous)) back.add(Branch.entry(previous, before.get(previous)));
    }
    branch().push("Take out what does not belong here", back);
  }

  /** A person changes the end of the same file on the base. */
  private void collide() {
    Project project = new Project(desk.rest, desk.session.target, headOfBase());
    String readme = project.read("README.md");
    String before = readme == null ? "" : readme;
    branch().push("Tell of it", Map.of("README.md", before + "\nMore is on its way.\n"));
    ObjectNode commit =
        Json.object(
            "branch", base(),
            "message", "Say where news are",
            "files", Json.object("README.md", before + "\nNews are on the wiki.\n"));
    if (desk.session.starterIsPerson) commit.put("by", desk.session.starter);
    desk.rest.post("/_sandbox/repositories/" + desk.session.target + "/commits", commit);
  }

  private void twice(JsonNode issue) {
    String again = desk.session.branch + "-again";
    Work work = work(issue);
    Branch second = branch(again);
    second.begin(headOfBase(), "Initial plan");
    second.push(work.title(), work.files());
    pull(again, manner.working(work.title()), description(work));
  }

  private void finish(JsonNode issue) {
    Work work = work(issue);
    if (desk.session.pull == 0) openPull(work.title(), description(work));
    else
      desk.rest.patch(desk.pull(), Json.object("title", work.title(), "body", description(work)));
    manner.finish(desk, work);
  }

  private void close(JsonNode issue) {
    if (desk.session.pull == 0) openPull(issue.path("title").asText(), description(work(issue)));
    desk.comment("This did not lead anywhere; it is closed.");
    desk.rest.patch(desk.pull(), Json.object("state", "closed"));
  }

  /** Whether an earlier session left a pull request that is open. */
  static boolean leftOpen(Desk desk, AgentSession earlier) {
    if (earlier.pull == 0) return false;
    try {
      return isOpen(desk.rest.get("/repos/" + earlier.target + "/pulls/" + earlier.pull));
    } catch (Refused e) {
      return false;
    }
  }
}
